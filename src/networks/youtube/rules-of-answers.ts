import { commentRules } from '../comment-rules.ts'
import type { Answering } from '../network.ts'
import { findEntities } from './entities.ts'
import { limits } from './limits.ts'

/** An answer is a comment: writing it takes fifty units, and looking for it one. */
export const rulesOfAnswers: Answering['rulesFor'] = () =>
  commentRules({ max: limits.comment, entities: findEntities, uses: () => [{ name: 'units', amount: 51 }] })
