import { z } from 'zod'

import { plainText } from './html.ts'

export const accountSchema = z.object({
  id: z.string(),
  acct: z.string(),
  display_name: z.string().nullish(),
  avatar: z.string().nullish(),
  url: z.string().nullish(),
})
export const mediaSchema = z.object({
  type: z.string(),
  url: z.string().nullish(),
  preview_url: z.string().nullish(),
  description: z.string().nullish(),
})
/** What is read of a post that somebody wrote. */
export const statusSchema = z.object({
  id: z.string(),
  created_at: z.string(),
  edited_at: z.string().nullish(),
  url: z.string().nullish(),
  uri: z.string(),
  in_reply_to_id: z.string().nullish(),
  in_reply_to_account_id: z.string().nullish(),
  visibility: z.string(),
  spoiler_text: z.string().nullish(),
  content: z.string(),
  account: accountSchema,
  media_attachments: z.array(mediaSchema).default([]),
})
export type Status = z.infer<typeof statusSchema>

/** A warning stands before what it warns of. */
export function wordsOf({ spoiler_text: spoiler, content }: Pick<Status, 'spoiler_text' | 'content'>): string {
  return `${spoiler ? `${spoiler}\n\n` : ''}${plainText(content)}`
}
