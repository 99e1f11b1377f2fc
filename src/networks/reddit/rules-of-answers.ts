import { commentRules } from '../comment-rules.ts'
import type { Answering } from '../network.ts'
import { findEntities } from './entities.ts'
import { textLimits } from './limits.ts'

/** Comments and private messages alike are words. */
export const rulesOfAnswers: Answering['rulesFor'] = () => commentRules({ max: textLimits.comment, entities: findEntities })
