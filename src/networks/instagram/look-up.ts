import { z } from 'zod'

import type { Json } from '#kit/json'

import type { Delivery, NetworkEnvironment, Outcome } from '../network.ts'
import { notTaken } from '../not-taken.ts'
import { plainWords } from '../plain-words.ts'
import { unlessRefused } from '../unless-refused.ts'
import { ask } from './api.ts'
import { listFor, readStatus } from './containers.ts'
import { madeFrom } from './kinds.ts'
import { signedIn } from './session.ts'
import { partOf, readinessOf } from './steps.ts'

type Found = { readonly found: true; readonly result: Json } | { readonly found: false }

/**
 * The container knows whether it was published. PUBLISHED: it happened, and the list says which post it became. FINISHED: not yet;
 * publishing again is safe, because a container becomes one post only. ERROR, EXPIRED: it did not happen and never will.
 */
export async function lookUp(job: Delivery, environment: NetworkEnvironment): Promise<Outcome<Found>> {
  const read = await readStatus(job, 'id,status_code,status', environment)
  if (!read.ok) return read
  switch (read.value.status_code) {
    case 'PUBLISHED':
      return findPost(job, environment)
    case 'IN_PROGRESS':
      return { ok: false, trouble: { kind: 'unavailable', reason: { code: 'being-processed' } } }
    case 'FINISHED':
    case 'ERROR':
    case 'EXPIRED':
      return { ok: true, value: { found: false } }
  }
}

const listSchema = z.object({
  data: z.array(
    z.object({
      id: z.string(),
      caption: z.string().optional(),
      permalink: z.string().optional(),
      children: z.object({ data: z.array(z.unknown()) }).optional(),
    }),
  ),
})
type Listed = z.infer<typeof listSchema>['data'][number]

/** Which of the posts that came after it was ready is the one; where none is for a long time, it is out all the same. */
async function findPost(job: Delivery, environment: NetworkEnvironment): Promise<Outcome<Found>> {
  const fields = madeFrom(job.content) === 'story' ? 'id,permalink,media_type' : 'id,caption,permalink,children{id}'
  const query = { fields, limit: '50' }
  const call = { ...signedIn(job.access), path: listFor(job), query, answer: listSchema }
  const listed = await ask(call, environment)
  if (!listed.ok) return unlessRefused(listed.trouble)
  const { at, newest } = readinessOf(job)
  const known = new Set(newest)
  const older = listed.value.data.findIndex(({ id }) => known.has(id))
  const since = older < 0 ? listed.value.data : listed.value.data.slice(0, older)
  const post = (await notTaken(since, environment)).findLast((each) => isSame(each, job))
  if (post) return { ok: true, value: { found: true, result: { id: post.id, ...(post.permalink ? { permalink: post.permalink } : {}) } } }
  const waited = environment.now().since(Temporal.Instant.from(at)).total('minutes')
  if (waited < longestLag) return { ok: false, trouble: { kind: 'unavailable', reason: { code: 'not-listed-yet' } } }
  return { ok: true, value: { found: true, result: {} } }
}

/** In minutes. Whatever keeps it from the list then, such as a person who deleted it, does not undo that it was published. */
const longestLag = 15

function isSame({ caption = '', children }: Listed, job: Delivery): boolean {
  const { text, media } = partOf(job.content)
  // A story has no words by which it could be known.
  if (madeFrom(job.content) === 'story') return true
  return plainWords(caption) === plainWords(text) && (children?.data.length ?? 1) === media.length
}
