import { z } from 'zod'

import type { PostContent } from '../network.ts'

/** What is kept of a post to answer it; without its id somebody is written to, and no post is answered. */
export const targetSchema = z.object({ id: z.string().exactOptional(), visibility: z.string(), acct: z.string() })

/** The post that this one answers, by its id; undefined for a post of its own. */
export function answeredBy({ answers }: PostContent): string | undefined {
  return answers && targetSchema.parse(answers.to).id
}
