import type { Answering } from '../network.ts'
import { publishing } from './publishing.ts'
import { rulesFor } from './rules.ts'

/** An answer is a post that answers another; its author is told of it without being named. */
export const answering: Answering = {
  rulesFor: (limits) => ({ ...rulesFor(limits), maxParts: 1, settings: [] }),
  publishing,
}
