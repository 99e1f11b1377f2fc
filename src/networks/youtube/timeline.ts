import type { AccountAccess, NetworkEnvironment, Outcome, Timeline, TimelinePost } from '../network.ts'
import { readUploads, type UploadedVideo } from './read-uploads.ts'
import { settingsSchema } from './session.ts'

export const timeline: Timeline = { recent }

/** Of fifty videos each. */
const mostPages = 2

/** What is private stands on no profile. Whether a video is shown as a Short the list does not say; the usual address leads to either. */
async function recent(
  since: Temporal.Instant,
  access: AccountAccess,
  environment: NetworkEnvironment,
): Promise<Outcome<readonly TimelinePost[]>> {
  const read = await readUploads({ since, mostPages }, access, environment)
  if (!read.ok) return read
  const shown = read.value.videos.filter(({ visibility }) => visibility !== 'private')
  return { ok: true, value: shown.map((video) => asTimelinePost(video, access)) }
}

function asTimelinePost({ id, title, description, at }: UploadedVideo, { settings }: AccountAccess): TimelinePost {
  const { web } = settingsSchema.parse(settings)
  const text = description === '' ? title : `${title}\n\n${description}`
  return { externalId: id, url: `${web}/watch?v=${id}`, text, media: 1, publishedAt: at }
}
