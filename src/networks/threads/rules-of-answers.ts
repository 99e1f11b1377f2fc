import type { Answering } from '../network.ts'
import { rulesFor } from './rules.ts'

/** An answer is one post that counts among the day's replies. */
export const rulesOfAnswers: Answering['rulesFor'] = () => ({
  ...rulesFor(),
  maxParts: 1,
  settings: [],
  uses: () => [{ name: 'replies', amount: 1 }],
})
