import type { Json } from '#kit/json'

import type { Delivery, NetworkEnvironment, Outcome } from '../network.ts'
import { notTaken } from '../not-taken.ts'
import { answeredBy } from './answered.ts'
import { readPosts } from './read-posts.ts'
import { quotedPost } from './rules.ts'
import { sentText } from './sent-text.ts'
import { madeFor, partOf, preparedSchema } from './steps.ts'
import { compare } from './stored-post.ts'

type Found = { readonly found: true; readonly result: Json } | { readonly found: false }

/** Seconds by which X's clock and ours may differ. */
const clockMargin = 120
const mostPages = 20

/** Is a part on the profile? X knows no token, so it is told by its words, links, images and what it answers, among the posts made since the delivery was prepared. */
export async function lookForPart(number: number, job: Delivery, environment: NetworkEnvironment): Promise<Outcome<Found>> {
  const since = preparedAt(job).subtract({ seconds: clockMargin })
  const read = await readPosts({ since, exclude: 'retweets', mostPages }, job.access, environment)
  // A refused read proves nothing.
  if (!read.ok) return read.trouble.kind === 'rejected' ? unclear(read.trouble.reason.code) : read
  const part = partOf(number, job)
  const expected = {
    text: sentText(part),
    images: part.media.length,
    poll: part.poll !== undefined,
    quotes: number === 1 ? quotedPost(job.content.settings['quote']) : undefined,
    replyTo: number > 1 ? madeFor(number - 1, job) : answeredBy(job.content),
  }
  const compared = (await notTaken(read.value.posts, environment)).map((post) => ({ post, likeness: compare(post, expected) }))
  const same = compared.find(({ likeness }) => likeness === 'same')
  if (same) return { ok: true, value: { found: true, result: { id: same.post.id } } }
  if (compared.some(({ likeness }) => likeness === 'similar')) return unclear('similar-post')
  return read.value.complete ? { ok: true, value: { found: false } } : unclear('not-understood')
}

export function preparedAt({ prepared }: Delivery): Temporal.Instant {
  return Temporal.Instant.from(preparedSchema.parse(prepared).at)
}

function unclear(code: string): Outcome<never> {
  return { ok: false, trouble: { kind: 'unavailable', reason: { code } } }
}
