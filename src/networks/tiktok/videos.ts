import { z } from 'zod'

import type { AccountAccess, NetworkEnvironment, Outcome } from '../network.ts'
import { ask } from './api.ts'
import { signedIn } from './session.ts'

const pageSize = 20
const mostPages = 6

const videoSchema = z.object({
  id: z.coerce.string(),
  /** In seconds since 1970. */
  create_time: z.number(),
  share_url: z.string().catch(''),
  title: z.string().catch(''),
  video_description: z.string().catch(''),
})
export type ListedVideo = z.infer<typeof videoSchema>

const pageAnswer = z.object({ videos: z.array(videoSchema).catch([]), cursor: z.number().optional(), has_more: z.boolean().catch(false) })

const fields = 'id,create_time,share_url,title,video_description'

/** What everybody sees on the profile since that instant, newest first; `more` names fields besides. */
export async function listVideos(
  { access, since, more = [] }: { readonly access: AccountAccess; readonly since: Temporal.Instant; readonly more?: readonly string[] },
  environment: NetworkEnvironment,
): Promise<Outcome<readonly ListedVideo[]>> {
  const videos: ListedVideo[] = []
  let cursor: number | undefined
  for (let page = 0; page < mostPages; page += 1) {
    const json = { max_count: pageSize, ...(cursor === undefined ? {} : { cursor }) }
    const call = { ...signedIn(access), path: 'video/list/', fields: [fields, ...more].join(','), send: { json }, answer: pageAnswer }
    const read = await ask(call, environment)
    if (!read.ok) return read
    const listed = read.value.videos
    videos.push(...listed.filter((video) => isSince(video, since)))
    cursor = read.value.cursor
    if (!read.value.has_more || cursor === undefined || listed.some((video) => !isSince(video, since))) break
  }
  return { ok: true, value: videos }
}

function isSince({ create_time: seconds }: ListedVideo, since: Temporal.Instant): boolean {
  return seconds * 1000 >= since.epochMilliseconds
}
