import { z } from 'zod'

import type { AccountAccess, NetworkEnvironment, Outcome, Timeline, TimelinePost } from '../network.ts'
import { ask } from './api.ts'
import { hostsOf, signedIn } from './session.ts'

export const timeline: Timeline = { recent }

const mostPages = 5

/** Everything the Page shows, reels too; stories are gone after a day and are left out. */
async function recent(
  since: Temporal.Instant,
  access: AccountAccess,
  environment: NetworkEnvironment,
): Promise<Outcome<readonly TimelinePost[]>> {
  const { web } = hostsOf(access)
  const posts: TimelinePost[] = []
  let after: string | undefined
  for (let page = 0; page < mostPages; page += 1) {
    const query = {
      fields: 'id,message,created_time,permalink_url,attachments{type,subattachments{type}}',
      since: String(Math.floor(since.epochMilliseconds / 1000)),
      limit: '100',
      ...(after === undefined ? {} : { after }),
    }
    const read = await ask({ ...signedIn(access), path: `${access.externalId}/published_posts`, query, answer: pageSchema }, environment)
    if (!read.ok) return read
    const { data, paging } = read.value
    posts.push(...data.map((post) => asPost(post, web)).filter(({ publishedAt }) => Temporal.Instant.compare(publishedAt, since) >= 0))
    after = paging?.next === undefined ? undefined : paging.cursors?.after
    if (after === undefined) break
  }
  return { ok: true, value: posts }
}

/** Written as 2026-11-24T09:00:00+0000. */
const instantSchema = z.string().transform((written, context) => {
  const milliseconds = Date.parse(written)
  if (!Number.isNaN(milliseconds)) return Temporal.Instant.fromEpochMilliseconds(milliseconds)
  context.addIssue('This is no instant.')
  return z.NEVER
})

const typeSchema = z.string().optional()
const postSchema = z.object({
  id: z.string(),
  message: z.string().optional(),
  created_time: instantSchema,
  permalink_url: z.string().optional(),
  attachments: z
    .object({
      data: z.array(z.object({ type: typeSchema, subattachments: z.object({ data: z.array(z.object({ type: typeSchema })) }).optional() })),
    })
    .optional(),
})
const pageSchema = z.object({
  data: z.array(postSchema),
  paging: z.object({ cursors: z.object({ after: z.string() }).optional(), next: z.string().optional() }).optional(),
})

function asPost(
  { id, message = '', created_time: publishedAt, permalink_url: url, attachments }: z.infer<typeof postSchema>,
  web: string,
): TimelinePost {
  const shown = (attachments?.data ?? []).flatMap(({ type, subattachments }) => subattachments?.data ?? [{ type }])
  const media = shown.filter(({ type = '' }) => /photo|video|album/.test(type)).length
  return { externalId: id, url: url ?? `${web}/${id}`, text: message, media, publishedAt }
}
