import { z } from 'zod'

import type { AccountAccess, NetworkEnvironment, Outcome, Timeline, TimelinePost } from '../network.ts'
import { ask } from './api.ts'
import { settingsSchema } from './session.ts'

const collection = 'app.bsky.feed.post'
const perPage = 100
const mostPages = 5
/** A list shorter than this is taken to be whole, so a profile that mostly answers others is read further back. */
const shortList = 100
const mostPagesForShort = 20

export const timeline: Timeline = { recent }

/** Read from the account's own server, which every server can do; the app's feeds need a service that some servers do not speak to. */
async function recent(
  since: Temporal.Instant,
  access: AccountAccess,
  environment: NetworkEnvironment,
): Promise<Outcome<readonly TimelinePost[]>> {
  const posts: TimelinePost[] = []
  let cursor: string | undefined
  for (let page = 0; page < (posts.length < shortList ? mostPagesForShort : mostPages); page += 1) {
    const listed = await readPage(access, cursor, environment)
    if (!listed.ok) return listed
    posts.push(...listed.value.records.flatMap((record) => asPost(record, access)).filter(({ publishedAt }) => isAfter(publishedAt, since)))
    cursor = listed.value.cursor
    if (cursor === undefined || listed.value.records.length < perPage || isOlder(cursor, since)) break
  }
  return { ok: true, value: posts.toSorted((a, b) => Temporal.Instant.compare(b.publishedAt, a.publishedAt)) }
}

const listSchema = z.object({
  cursor: z.string().optional(),
  records: z.array(z.object({ uri: z.string(), value: z.unknown() })),
})

/** Reading needs no sign-in. Latest key first. */
function readPage(
  { externalId, settings }: AccountAccess,
  cursor: string | undefined,
  environment: NetworkEnvironment,
): Promise<Outcome<z.infer<typeof listSchema>>> {
  const { pds } = settingsSchema.parse(settings)
  const query = { repo: externalId, collection, limit: String(perPage), ...(cursor === undefined ? {} : { cursor }) }
  return ask({ server: pds, method: 'com.atproto.repo.listRecords', query, answer: listSchema }, environment)
}

const mediaSchema = z.object({
  images: z.array(z.unknown()).optional(),
  items: z.array(z.unknown()).optional(),
  video: z.unknown().optional(),
})
const postSchema = z.object({
  text: z.string(),
  createdAt: z.string().transform((text, context) => {
    if (!Number.isNaN(Date.parse(text))) return Temporal.Instant.fromEpochMilliseconds(Date.parse(text))
    context.addIssue({ code: 'custom', message: 'no date' })
    return z.NEVER
  }),
  reply: z.unknown().optional(),
  embed: mediaSchema.extend({ media: mediaSchema.optional() }).optional().catch(undefined),
})

/** Other programs write here too: a record that is no post as we know it is left out. */
function asPost({ uri, value }: { readonly uri: string; readonly value: unknown }, access: AccountAccess): readonly TimelinePost[] {
  const { data: post } = postSchema.safeParse(value)
  if (!post || post.reply !== undefined) return []
  const { web } = settingsSchema.parse(access.settings)
  const media = post.embed?.media ?? post.embed
  return [
    {
      externalId: uri,
      url: `${web}/profile/${access.externalId}/post/${uri.split('/').at(-1) ?? ''}`,
      text: post.text,
      media: media?.images?.length ?? media?.items?.length ?? (media?.video === undefined ? 0 : 1),
      publishedAt: post.createdAt,
    },
  ]
}

function isAfter(instant: Temporal.Instant, since: Temporal.Instant): boolean {
  return Temporal.Instant.compare(instant, since) >= 0
}

const alphabet = '234567abcdefghijklmnopqrstuvwxyz'

/** Keys (TIDs) begin with the microseconds since 1970: pages further on hold only what is older still. A post may be dated a day before its key, by clocks that disagree or on purpose. */
function isOlder(key: string, since: Temporal.Instant): boolean {
  if (!/^[2-7a-j][2-7a-z]{12}$/.test(key)) return false
  const value = Array.from(key).reduce((sum, letter) => (sum << 5n) | BigInt(alphabet.indexOf(letter)), 0n)
  return value >> 10n < BigInt(since.epochMilliseconds) * 1000n
}
