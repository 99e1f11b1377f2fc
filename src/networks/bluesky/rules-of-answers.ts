import type { Answering } from '../network.ts'
import { rulesFor } from './rules.ts'

/** An answer is one post without settings. */
export const rulesOfAnswers: Answering['rulesFor'] = (limits) => ({ ...rulesFor(limits), maxParts: 1, settings: [] })
