import { commentRules } from '../comment-rules.ts'
import type { Answering } from '../network.ts'
import { findEntities } from './entities.ts'
import { textLimits } from './limits.ts'

/** An answer is words in the discussion group. */
export const rulesOfAnswers: Answering['rulesFor'] = () => commentRules({ max: textLimits.message, entities: findEntities })
