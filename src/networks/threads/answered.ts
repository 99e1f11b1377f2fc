import { z } from 'zod'

import type { PostContent } from '../network.ts'

/** What is kept of a post to answer it; `hideable`: it stands directly under a post of the profile. */
export const targetSchema = z.object({ id: z.string(), hideable: z.boolean() })

/** The post that this one answers, by its id; undefined for a post of its own. */
export function answeredBy({ answers }: Pick<PostContent, 'answers'>): string | undefined {
  return answers && targetSchema.parse(answers.to).id
}
