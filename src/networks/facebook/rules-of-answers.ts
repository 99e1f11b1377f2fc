import { commentRules } from '../comment-rules.ts'
import type { Answering } from '../network.ts'
import { findEntities } from './entities.ts'

const longest = { comment: 8000, message: 2000 } as const

/** An answer is a comment, or a message. */
export const rulesOfAnswers: Answering['rulesFor'] = (_, kind) =>
  commentRules({ max: kind === 'message' ? longest.message : longest.comment, entities: findEntities, uses: () => [] })
