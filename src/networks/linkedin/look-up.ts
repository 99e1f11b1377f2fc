import { z } from 'zod'

import type { Json } from '#kit/json'

import type { AccountAccess, Delivery, NetworkEnvironment, Outcome } from '../network.ts'
import { notTaken } from '../not-taken.ts'
import { ask, body as asJson, inPath } from './api.ts'
import { bodyOf } from './body.ts'
import { fromLittle } from './little.ts'
import { mayReadPosts, signedIn } from './session.ts'
import { preparedAt } from './steps.ts'

type Found = { readonly found: true; readonly result: Json } | { readonly found: false }

/** Seconds by which the network's clock and ours may differ. */
const clockMargin = 120

/**
 * Is the post on its page? It is known by its words and by what it shows, among the posts made since the delivery was prepared. A member's posts can be read
 * by nobody, so nothing is found there; sending again tells, since the network refuses the same words and names the post that has them.
 */
export async function lookForPost(job: Delivery, environment: NetworkEnvironment): Promise<Outcome<Found>> {
  if (!mayReadPosts(job.access)) return { ok: true, value: { found: false } }
  const read = await readPosts({ count: 50 }, job.access, environment)
  // A refused read proves nothing.
  if (!read.ok)
    return read.trouble.kind === 'rejected' ? { ok: false, trouble: { kind: 'unavailable', reason: read.trouble.reason } } : read
  const since = preparedAt(job).subtract({ seconds: clockMargin }).epochMilliseconds
  const body = sentSchema.parse(bodyOf(job))
  const expected = { text: plain(body.commentary), shown: shownIn(body.content) }
  const same = read.value.filter(
    ({ createdAt, commentary, content }) =>
      createdAt >= since && plain(commentary) === expected.text && shownIn(content) === expected.shown,
  )
  const [ours] = await notTaken(
    same.toSorted((one, other) => one.createdAt - other.createdAt),
    environment,
  )
  if (!ours) return { ok: true, value: { found: false } }
  return {
    ok: true,
    value: { found: true, result: { urn: ours.id, at: Temporal.Instant.fromEpochMilliseconds(ours.createdAt).toString() } },
  }
}

function plain(commentary: string): string {
  return fromLittle(commentary).normalize().replaceAll(/\s+/g, ' ').trim()
}

const contentSchema = z.record(z.string(), z.unknown()).optional()
const sentSchema = z.object({ commentary: z.string(), content: contentSchema })

/** What kind of thing a post shows, and which of the uploads, whose names nobody else has. */
function shownIn(content: z.infer<typeof contentSchema>): string {
  const kind = Object.keys(content ?? {}).find((name) => ['media', 'multiImage', 'poll', 'article'].includes(name)) ?? ''
  const urns = JSON.stringify(content ?? {}).match(/urn:li:(?:image|video|document):[\w-]+/g) ?? []
  return [kind, ...urns.toSorted()].join(' ')
}

const postSchema = z.object({
  id: z.string(),
  commentary: z.string().catch(''),
  createdAt: z.int(),
  lifecycleState: z.string().catch('PUBLISHED'),
  content: contentSchema,
})
export type ReadPost = z.infer<typeof postSchema>
const postsSchema = z.object({ elements: z.array(postSchema) })

/** Posts of the account, newest first. */
export async function readPosts(
  { count, start = 0 }: { readonly count: number; readonly start?: number },
  access: AccountAccess,
  environment: NetworkEnvironment,
): Promise<Outcome<readonly ReadPost[]>> {
  const query = { q: 'author', author: access.externalId, count: String(count), start: String(start), sortBy: 'CREATED' }
  const read = await ask(
    { session: signedIn(access), path: 'rest/posts', query, restli: 'FINDER', answer: asJson(postsSchema) },
    environment,
  )
  if (!read.ok) return read
  return { ok: true, value: read.value.elements.filter(({ lifecycleState }) => lifecycleState === 'PUBLISHED') }
}

/** Was this post deleted since? */
export async function isGone(urn: string, job: Delivery, environment: NetworkEnvironment): Promise<Outcome<boolean>> {
  const read = await ask(
    { session: signedIn(job.access), path: `rest/posts/${inPath(urn)}`, answer: asJson(z.object({ id: z.string() })) },
    environment,
  )
  if (read.ok) return { ok: true, value: false }
  return read.trouble.reason.code === 'post-not-found' ? { ok: true, value: true } : read
}

/** The first 41 bits of the network's numbers are milliseconds since 1970: not documented, and so for as long as anyone has looked. */
export function madeSince(urn: string, at: Temporal.Instant): boolean {
  const number = urn.split(':').at(-1) ?? ''
  if (!/^\d{15,20}$/.test(number)) return false
  return Number(BigInt(number) >> 22n) >= at.subtract({ seconds: clockMargin }).epochMilliseconds
}
