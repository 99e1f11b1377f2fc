import { z } from 'zod'

import type { Json } from '#kit/json'

import type { Call } from '../google-call.ts'
import type { AccountAccess, NetworkEnvironment, Outcome } from '../network.ts'
import { ask } from './api.ts'
import { signedIn } from './session.ts'

const channelsSchema = z.object({
  items: z
    .array(
      z.object({
        id: z.string().min(1),
        snippet: z.object({
          title: z.string(),
          customUrl: z.string().optional(),
          country: z.string().optional(),
          thumbnails: z.object({ default: z.object({ url: z.string() }).optional() }).optional(),
        }),
        contentDetails: z.object({ relatedPlaylists: z.object({ uploads: z.string() }) }),
        status: z.object({ longUploadsStatus: z.string().optional() }).optional(),
      }),
    )
    .default([]),
})
export type Channel = z.infer<typeof channelsSchema>['items'][number]

type Session = Pick<Call<unknown>, 'api'> & { readonly authorization: string }

/** The channels of the signed-in person: one, unless YouTube says otherwise. */
export async function readChannels(session: Session, environment: NetworkEnvironment): Promise<Outcome<readonly Channel[]>> {
  const query = { part: 'snippet,contentDetails,status', mine: 'true', maxResults: '50' }
  const read = await ask({ ...session, method: 'GET', path: '/youtube/v3/channels', query, answer: channelsSchema }, environment)
  return read.ok ? { ok: true, value: read.value.items } : read
}

const playlistsSchema = z.object({
  items: z.array(z.object({ id: z.string(), snippet: z.object({ title: z.string() }) })).default([]),
  nextPageToken: z.string().optional(),
})

const categoriesSchema = z.object({
  items: z.array(z.object({ id: z.string(), snippet: z.object({ assignable: z.boolean().optional() }) })).default([]),
})

/** As many pages of fifty as are read. */
const mostPages = 4

/** What a channel may do, and what its videos can be sorted into: read by `rulesFor`. `audited` is the owner's word, which YouTube tells nobody; `insights` is whether reports may be read. */
export async function limitsOf(
  channel: Channel,
  session: Session,
  { environment, ...granted }: { readonly environment: NetworkEnvironment; readonly audited: boolean; readonly insights: boolean },
): Promise<Outcome<Json>> {
  const playlists = await readPlaylists(session, environment)
  if (!playlists.ok) return playlists
  const categories = await readCategories(channel, session, environment)
  if (!categories.ok) return categories
  const longUploads = channel.status?.longUploadsStatus === 'allowed'
  return { ok: true, value: { longUploads, playlists: [...playlists.value], categories: [...categories.value], ...granted } }
}

async function readPlaylists(
  session: Session,
  environment: NetworkEnvironment,
): Promise<Outcome<readonly { id: string; title: string }[]>> {
  const found: { id: string; title: string }[] = []
  let pageToken: string | undefined
  for (let page = 0; page < mostPages; page += 1) {
    const query = { part: 'snippet', mine: 'true', maxResults: '50', ...(pageToken === undefined ? {} : { pageToken }) }
    const read = await ask({ ...session, method: 'GET', path: '/youtube/v3/playlists', query, answer: playlistsSchema }, environment)
    if (!read.ok) return read
    found.push(...read.value.items.map(({ id, snippet }) => ({ id, title: snippet.title })))
    pageToken = read.value.nextPageToken
    if (pageToken === undefined) break
  }
  return { ok: true, value: found }
}

async function readCategories(
  { snippet }: Channel,
  session: Session,
  environment: NetworkEnvironment,
): Promise<Outcome<readonly string[]>> {
  const query = { part: 'snippet', regionCode: snippet.country ?? 'US' }
  const read = await ask({ ...session, method: 'GET', path: '/youtube/v3/videoCategories', query, answer: categoriesSchema }, environment)
  if (!read.ok) return read
  return { ok: true, value: read.value.items.filter((each) => each.snippet.assignable === true).map(({ id }) => id) }
}

const knownSchema = z.object({ audited: z.boolean().default(false), insights: z.boolean().default(false) })

export async function readLimits(access: AccountAccess, environment: NetworkEnvironment): Promise<Outcome<Json>> {
  const session = signedIn(access)
  const channels = await readChannels(session, environment)
  if (!channels.ok) return channels
  const own = channels.value.find(({ id }) => id === access.externalId)
  if (!own) return { ok: false, trouble: { kind: 'unavailable', reason: { code: 'no-channel' } } }
  const known = knownSchema.safeParse(access.limits).data ?? { audited: false, insights: false }
  return limitsOf(own, session, { environment, ...known })
}
