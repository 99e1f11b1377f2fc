import type { AccountAccess, NetworkEnvironment, Outcome, Timeline, TimelinePost } from '../network.ts'
import { profileUrl } from './session.ts'
import { type ListedVideo, listVideos } from './videos.ts'

export const timeline: Timeline = { recent }

/** What everybody sees, videos and as far as known photos too. */
async function recent(
  since: Temporal.Instant,
  access: AccountAccess,
  environment: NetworkEnvironment,
): Promise<Outcome<readonly TimelinePost[]>> {
  const listed = await listVideos({ access, since, more: ['duration'] }, environment)
  return listed.ok ? { ok: true, value: listed.value.map((video) => asPost(video, access)) } : listed
}

function asPost(
  { id, create_time: seconds, share_url: url, title, video_description: text }: ListedVideo,
  access: AccountAccess,
): TimelinePost {
  return {
    externalId: id,
    url: URL.canParse(url) ? url : profileUrl(access),
    text: text === '' ? title : text,
    media: 1,
    publishedAt: Temporal.Instant.fromEpochMilliseconds(Math.round(seconds * 1000)),
  }
}
