import { commentRules } from '../comment-rules.ts'
import type { Answering } from '../network.ts'
import { limits } from './limits.ts'

/** One reply to each review, without pictures; another takes its place. */
export const rulesOfAnswers: Answering['rulesFor'] = () => ({
  ...commentRules({ max: limits.reply, entities: () => [], uses: () => [] }),
  replaces: true,
})
