import { z } from 'zod'

import type { AccountAccess, NetworkEnvironment, Outcome } from '../network.ts'
import { ask } from './api.ts'
import { settingsSchema, signedIn } from './session.ts'

const itemsSchema = z.object({
  items: z.array(
    z.object({
      snippet: z.object({ title: z.string(), description: z.string().default(''), publishedAt: z.string() }),
      contentDetails: z.object({ videoId: z.string(), videoPublishedAt: z.string().optional() }),
      status: z.object({ privacyStatus: z.string().optional() }).optional(),
    }),
  ),
  nextPageToken: z.string().optional(),
})

export interface UploadedVideo {
  readonly id: string
  readonly title: string
  readonly description: string
  readonly visibility: string | undefined
  readonly at: Temporal.Instant
}

interface Uploads {
  readonly videos: readonly UploadedVideo[]
  /** Was everything since then read? */
  readonly complete: boolean
}

interface Wanted {
  readonly since: Temporal.Instant
  readonly mostPages: number
}

/** What the channel has uploaded since then, the newest first. */
export async function readUploads(
  { since, mostPages }: Wanted,
  access: AccountAccess,
  environment: NetworkEnvironment,
): Promise<Outcome<Uploads>> {
  const { uploads } = settingsSchema.parse(access.settings)
  const videos: UploadedVideo[] = []
  let pageToken: string | undefined
  for (let page = 0; page < mostPages; page += 1) {
    const query = {
      part: 'snippet,contentDetails,status',
      playlistId: uploads,
      maxResults: '50',
      ...(pageToken === undefined ? {} : { pageToken }),
    }
    const call = { ...signedIn(access), method: 'GET', path: '/youtube/v3/playlistItems', query, answer: itemsSchema } as const
    const read = await ask(call, environment)
    if (!read.ok) return read
    const found = read.value.items.map(asVideo)
    const recent = found.filter(({ at }) => Temporal.Instant.compare(at, since) >= 0)
    videos.push(...recent)
    pageToken = read.value.nextPageToken
    // The list is by the moment of uploading, so a page with older ones is the last that matters.
    if (pageToken === undefined || recent.length < found.length) return { ok: true, value: { videos, complete: true } }
  }
  return { ok: true, value: { videos, complete: false } }
}

function asVideo({ snippet, contentDetails, status }: z.infer<typeof itemsSchema>['items'][number]): UploadedVideo {
  const { title, description, publishedAt } = snippet
  return { id: contentDetails.videoId, title, description, visibility: status?.privacyStatus, at: Temporal.Instant.from(publishedAt) }
}
