import { z } from 'zod'

import type { Delivery, PostContent } from '../network.ts'

/** What is kept of a post to answer it; `hideable`: it stands under a post of the profile. Of a message, its conversation. */
export const targetSchema = z.union([z.object({ id: z.string(), hideable: z.boolean() }), z.object({ conversation: z.string() })])

/** The post that this one answers, by its id; undefined for a post of its own. */
export function answeredBy({ answers }: Pick<PostContent, 'answers'>): string | undefined {
  const target = answers && targetSchema.parse(answers.to)
  return target && 'id' in target ? target.id : undefined
}

/** The private conversation that is answered; undefined for a post. */
export function conversationOf({ content: { answers } }: Pick<Delivery, 'content'>): string | undefined {
  const target = answers && targetSchema.parse(answers.to)
  return target && 'conversation' in target ? target.conversation : undefined
}
