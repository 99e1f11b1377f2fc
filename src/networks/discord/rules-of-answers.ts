import type { Answering } from '../network.ts'
import { rulesFor } from './rules.ts'

/** An answer is one message, in the channel or thread of what it answers. */
export const rulesOfAnswers: Answering['rulesFor'] = () => {
  const { polls: _, ...rules } = rulesFor({})
  return { ...rules, maxParts: 1, settings: [] }
}
