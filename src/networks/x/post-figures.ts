import { z } from 'zod'

import { knownFigures, sumOf } from '../known-figures.ts'
import type { AccountAccess, NetworkEnvironment, Outcome, PostAsked, PostReading, PostsReading, PostType } from '../network.ts'
import { ask } from './api.ts'
import { prices } from './prices.ts'
import { signedIn } from './session.ts'

/**
 * The profile's own list costs a fifth of what posts cost that are asked for by their ids, so it is read where the posts asked for lie; only of
 * what is missing there X is asked by name, which tells what is gone.
 */
export async function readFigures(
  posts: readonly PostAsked[],
  access: AccountAccess,
  environment: NetworkEnvironment,
): Promise<Outcome<PostsReading>> {
  const at = { access, environment }
  const found = new Map<string, PostReading>()
  let cost = 0
  for (const stretch of stretchesOf(posts, environment.now())) {
    const read = await readStretch(stretch, at)
    if (!read.ok) return read
    cost += read.value.length * prices.ownPostRead
    for (const reading of read.value) found.set(reading.externalId, reading)
  }
  const asked = posts.flatMap(({ externalId }) => found.get(externalId) ?? [])
  const missing = posts.flatMap(({ externalId }) => (found.has(externalId) ? [] : [externalId]))
  if (missing.length === 0) return { ok: true, value: { posts: asked, cost } }
  const named = await readNamed(missing, at)
  if (!named.ok) return named
  const { readings, gone } = named.value
  return { ok: true, value: { posts: [...asked, ...readings], gone, cost: cost + readings.length * prices.postRead } }
}

interface Asking {
  readonly access: AccountAccess
  readonly environment: NetworkEnvironment
}

/** Part of the list, from one id to another, both included. */
interface Stretch {
  readonly from: string
  readonly to: string
  readonly until: Temporal.Instant
  /** Young enough for the numbers that only the author is told. */
  readonly young: boolean
}

/** X tells them for thirty days; an hour less leaves room for clocks that differ. */
const youngHours = 30 * 24 - 1
/** Posts less far from one another are read in one go, with the few that lie between them. */
const togetherHours = 24

function stretchesOf(posts: readonly PostAsked[], now: Temporal.Instant): readonly Stretch[] {
  const oldestFirst = posts.toSorted((one, other) => Temporal.Instant.compare(one.publishedAt, other.publishedAt))
  return oldestFirst.reduce<readonly Stretch[]>((stretches, { externalId: id, publishedAt }) => {
    const last = stretches.at(-1)
    const young = hoursBetween(publishedAt, now) < youngHours
    const goesOn = last && last.young === young && hoursBetween(last.until, publishedAt) < togetherHours
    if (!goesOn) return [...stretches, { from: id, to: id, until: publishedAt, young }]
    const to = BigInt(id) > BigInt(last.to) ? id : last.to
    const from = BigInt(id) < BigInt(last.from) ? id : last.from
    return [...stretches.slice(0, -1), { from, to, until: publishedAt, young }]
  }, [])
}

function hoursBetween(from: Temporal.Instant, to: Temporal.Instant): number {
  return to.since(from).total('hours')
}

const count = z.int().nullish().catch(undefined)
const postSchema = z.object({
  id: z.string(),
  public_metrics: z
    .object({
      impression_count: count,
      like_count: count,
      reply_count: count,
      repost_count: count,
      /** The older name, which X's guides still have. */
      retweet_count: count,
      quote_count: count,
      bookmark_count: count,
    })
    .optional(),
  non_public_metrics: z.object({ url_link_clicks: count }).optional(),
  attachments: z.object({ media_keys: z.array(z.string()).nullish(), poll_ids: z.array(z.string()).nullish() }).nullish(),
  entities: z
    .object({ urls: z.array(z.object({ media_key: z.string().nullish() })).nullish() })
    .nullish()
    .catch(undefined),
})
type Post = z.infer<typeof postSchema>

const mediaSchema = z.object({
  media_key: z.string(),
  type: z.string(),
  public_metrics: z.object({ view_count: count }).optional(),
})
type Media = z.infer<typeof mediaSchema>

const answerSchema = z.object({
  data: z.array(postSchema).default([]),
  includes: z.object({ media: z.array(mediaSchema).default([]) }).default({ media: [] }),
  errors: z.array(z.object({ type: z.string().catch(''), resource_id: z.string().optional() })).default([]),
  meta: z.object({ next_token: z.string().optional() }).optional(),
})

function fieldsFor({ young }: Pick<Stretch, 'young'>) {
  return {
    'post.fields': ['attachments', 'entities', 'id', ...(young ? ['non_public_metrics'] : []), 'public_metrics'].join(','),
    'media.fields': 'media_key,public_metrics,type',
    expansions: 'attachments.media_keys',
  }
}

async function readStretch(stretch: Stretch, { access, environment }: Asking): Promise<Outcome<readonly PostReading[]>> {
  const readings: PostReading[] = []
  let token: string | undefined
  do {
    const query = {
      ...fieldsFor(stretch),
      max_results: '100',
      exclude: 'replies,retweets',
      since_id: String(BigInt(stretch.from) - 1n),
      until_id: String(BigInt(stretch.to) + 1n),
      ...(token === undefined ? {} : { pagination_token: token }),
    }
    const path = `/2/users/${access.externalId}/tweets`
    const read = await ask({ ...signedIn(access), method: 'GET', path, query, answer: answerSchema }, environment)
    if (!read.ok) return read
    const { data, includes, meta } = read.value
    readings.push(...data.map((post) => asReading(post, includes.media)))
    token = meta?.next_token
  } while (token !== undefined)
  return { ok: true, value: readings }
}

/** Without the numbers for the author alone: asking for them where they are not told hides a post. */
async function readNamed(
  ids: readonly string[],
  { access, environment }: Asking,
): Promise<Outcome<{ readonly readings: readonly PostReading[]; readonly gone: readonly string[] }>> {
  const query = { ...fieldsFor({ young: false }), ids: ids.join(',') }
  const read = await ask({ ...signedIn(access), method: 'GET', path: '/2/tweets', query, answer: answerSchema }, environment)
  if (!read.ok) return read
  const { data, includes, errors } = read.value
  const gone = errors.flatMap(({ type, resource_id: id }) => (type.endsWith('/resource-not-found') && id !== undefined ? [id] : []))
  return { ok: true, value: { readings: data.map((post) => asReading(post, includes.media)), gone } }
}

function asReading(post: Post, media: readonly Media[]): PostReading {
  const shown = media.filter(({ media_key: key }) => post.attachments?.media_keys?.includes(key))
  const film = shown.find(({ type }) => type === 'video')
  const { public_metrics: told, non_public_metrics: own } = post
  const figures = knownFigures([
    ['impressions', told?.impression_count],
    ['reactions', told?.like_count],
    ['comments', told?.reply_count],
    ['shares', sumOf(told?.repost_count ?? told?.retweet_count, told?.quote_count)],
    ['saves', told?.bookmark_count],
    ['clicks', own?.url_link_clicks],
    ['videoViews', film?.public_metrics?.view_count],
  ])
  return { externalId: post.id, figures, type: typeOf(post, shown) }
}

/** A moving picture has no sound, so it is a picture. */
function typeOf({ attachments, entities }: Post, shown: readonly Media[]): PostType {
  if (attachments?.poll_ids?.length) return 'poll'
  if (shown.some(({ type }) => type === 'video')) return 'video'
  const pictures = attachments?.media_keys?.length ?? 0
  if (pictures > 0) return pictures > 1 ? 'gallery' : 'image'
  return entities?.urls?.some(({ media_key: key }) => !key) ? 'link' : 'text'
}
