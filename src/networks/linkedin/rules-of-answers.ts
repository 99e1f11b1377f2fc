import { commentRules } from '../comment-rules.ts'
import type { Answering } from '../network.ts'
import { limits } from './limits.ts'

/** An answer is a comment in plain text: writing it is one call, and looking for it another. */
export const rulesOfAnswers: Answering['rulesFor'] = () =>
  commentRules({
    max: limits.comment,
    entities: () => [],
    uses: () => [
      { name: 'member_calls', amount: 2 },
      { name: 'app_calls', amount: 2 },
    ],
  })
