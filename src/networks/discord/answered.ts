import { z } from 'zod'

import type { PostContent } from '../network.ts'
import type { Place } from './session.ts'

/** What is kept of a message to answer it: where it stands. */
const targetSchema = z.object({ channel: z.string(), id: z.string() })

/** The message that this post answers; undefined for a post of its own. */
export function answeredBy({ answers }: Pick<PostContent, 'answers'>): Place | undefined {
  return answers && targetSchema.parse(answers.to)
}
