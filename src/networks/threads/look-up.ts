import { z } from 'zod'

import type { Json } from '#kit/json'

import type { Delivery, NetworkEnvironment, Outcome, Step } from '../network.ts'
import { notTaken } from '../not-taken.ts'
import { plainWords } from '../plain-words.ts'
import { answeredBy } from './answered.ts'
import { ask } from './api.ts'
import { listFor, readStatus, unlessRefused } from './containers.ts'
import { signedIn } from './session.ts'
import { partOf, publishedPart, readinessOf, tokenOf, workOf } from './steps.ts'

type Found = { readonly found: true; readonly result: Json } | { readonly found: false }

/**
 * The container knows whether it was published. PUBLISHED: it happened, and the list says which post it became. FINISHED: not yet;
 * publishing again is safe, because a container becomes one post only. ERROR, EXPIRED: it did not happen and never will.
 */
export async function lookUp(step: Step, job: Delivery, environment: NetworkEnvironment): Promise<Outcome<Found>> {
  const work = workOf(step)
  if (work.kind !== 'part') throw new Error(`“${step.name}” makes nothing visible.`)
  const read = await readStatus(tokenOf(job, work.part), 'id,status,error_message', { job, environment })
  if (!read.ok) return read
  switch (read.value.status) {
    case 'PUBLISHED':
      return findPost(work.part, job, environment)
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
      text: z.string().optional(),
      permalink: z.string().optional(),
      replied_to: z.object({ id: z.string() }).optional(),
      children: z.object({ data: z.array(z.unknown()) }).optional(),
    }),
  ),
})
type Listed = z.infer<typeof listSchema>['data'][number]

/** Which of the posts that came after it was ready is the one. */
async function findPost(part: number, job: Delivery, environment: NetworkEnvironment): Promise<Outcome<Found>> {
  const query = { fields: `id,text,permalink,children${answeredIn(part, job) === undefined ? '' : ',replied_to'}`, limit: '50' }
  const listed = await ask({ ...signedIn(job.access), path: listFor(part, job), query, answer: listSchema }, environment)
  if (!listed.ok) return unlessRefused(listed.trouble)
  const { at, newest } = readinessOf(job, part)
  const known = new Set(newest)
  const older = listed.value.data.findIndex(({ id }) => known.has(id))
  const since = older < 0 ? listed.value.data : listed.value.data.slice(0, older)
  const post = (await notTaken(since, environment)).findLast((each) => isSame(each, part, job))
  if (post) return { ok: true, value: { found: true, result: { id: post.id, ...(post.permalink ? { permalink: post.permalink } : {}) } } }
  const waited = environment.now().since(Temporal.Instant.from(at)).total('minutes')
  // The next part needs the id of this one; the last part needs nothing more.
  const isLast = part === job.content.parts.length
  if (waited < longestLag || !isLast) return { ok: false, trouble: { kind: 'unavailable', reason: { code: 'not-listed-yet' } } }
  return { ok: true, value: { found: true, result: {} } }
}

/** In minutes. Whatever keeps it from the list then, such as a person who deleted it, does not undo that it was published. */
const longestLag = 15

function isSame({ text = '', children, replied_to: above }: Listed, part: number, job: Delivery): boolean {
  if (above?.id !== answeredIn(part, job)) return false
  const wanted = partOf(job.content, part)
  return (
    plainWords(text) === plainWords(wanted.text) && (children?.data.length ?? 0) === (wanted.media.length > 1 ? wanted.media.length : 0)
  )
}

/** What a part answers: the one before it, or what the whole is an answer to. */
function answeredIn(part: number, job: Delivery): string | undefined {
  return part > 1 ? publishedPart(job, part - 1)?.id : answeredBy(job.content)
}
