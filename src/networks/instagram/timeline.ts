import { z } from 'zod'

import type { AccountAccess, NetworkEnvironment, Outcome, Timeline, TimelinePost } from '../network.ts'
import { ask, version } from './api.ts'
import { settingsSchema, signedIn } from './session.ts'

export const timeline: Timeline = { recent }

const pageSize = 100
const mostPages = 5

/** Everything the profile shows, reels too. Pages are asked for by cursor: the address of the next page in the answer may carry the token. */
async function recent(
  since: Temporal.Instant,
  access: AccountAccess,
  environment: NetworkEnvironment,
): Promise<Outcome<readonly TimelinePost[]>> {
  const { profile } = settingsSchema.parse(access.settings)
  const posts: TimelinePost[] = []
  let after: string | undefined
  for (let page = 0; page < mostPages; page += 1) {
    const query = {
      fields: 'id,caption,media_type,permalink,timestamp,children{id}',
      since: String(Math.floor(since.epochMilliseconds / 1000)),
      limit: String(pageSize),
      ...(after === undefined ? {} : { after }),
    }
    const call = { ...signedIn(access), path: `${version}/${access.externalId}/media`, query, answer: pageSchema }
    const read = await ask(call, environment)
    if (!read.ok) return read
    const { data, paging } = read.value
    posts.push(
      ...data.map((media) => asPost(media, profile)).filter(({ publishedAt }) => Temporal.Instant.compare(publishedAt, since) >= 0),
    )
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

const mediaSchema = z.object({
  id: z.string(),
  caption: z.string().optional(),
  media_type: z.string(),
  /** Absent for what is withheld, for example by copyright. */
  permalink: z.string().optional(),
  timestamp: instantSchema,
  children: z.object({ data: z.array(z.unknown()) }).optional(),
})
const pageSchema = z.object({
  data: z.array(mediaSchema),
  paging: z.object({ cursors: z.object({ after: z.string() }).optional(), next: z.string().optional() }).optional(),
})

type Media = z.infer<typeof mediaSchema>

function asPost({ id, caption = '', media_type: kind, permalink, timestamp, children }: Media, profile: string): TimelinePost {
  const media = kind === 'CAROUSEL_ALBUM' ? (children?.data.length ?? 0) : 1
  return { externalId: id, url: permalink ?? profile, text: caption, media, publishedAt: timestamp }
}
