import { z } from 'zod'

import type { AccountAccess, NetworkEnvironment, Outcome, Timeline, TimelinePost } from '../network.ts'
import { ask, version } from './api.ts'
import { settingsSchema, signedIn } from './session.ts'

export const timeline: Timeline = { recent }

const pageSize = 100
const mostPages = 5

/** Every post of the profile's own; its answers are in a list of their own, and what it reposts is somebody else's. */
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
      fields: 'id,text,media_type,permalink,timestamp,children',
      since: String(Math.floor(since.epochMilliseconds / 1000)),
      limit: String(pageSize),
      ...(after === undefined ? {} : { after }),
    }
    const read = await ask({ ...signedIn(access), path: `${version}/me/threads`, query, answer: pageSchema }, environment)
    if (!read.ok) return read
    const { data, paging } = read.value
    const own = data.filter(({ media_type: kind }) => kind !== 'REPOST_FACADE').map((post) => asPost(post, profile))
    posts.push(...own.filter(({ publishedAt }) => Temporal.Instant.compare(publishedAt, since) >= 0))
    after = data.length < pageSize ? undefined : paging?.cursors?.after
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

const postSchema = z.object({
  id: z.string(),
  text: z.string().optional(),
  media_type: z.string(),
  permalink: z.string().optional(),
  timestamp: instantSchema,
  children: z.object({ data: z.array(z.unknown()) }).optional(),
})
const pageSchema = z.object({
  data: z.array(postSchema),
  paging: z.object({ cursors: z.object({ after: z.string() }).optional() }).optional(),
})

function asPost(
  { id, text = '', media_type: kind, permalink, timestamp, children }: z.infer<typeof postSchema>,
  profile: string,
): TimelinePost {
  const media = children?.data.length ?? (kind === 'IMAGE' || kind === 'VIDEO' ? 1 : 0)
  return { externalId: id, url: permalink ?? profile, text, media, publishedAt: timestamp }
}
