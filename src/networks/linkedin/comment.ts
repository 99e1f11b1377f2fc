import { z } from 'zod'

import type { Json } from '#kit/json'

import { leftOut } from '../left-out.ts'
import type { Delivery, NetworkEnvironment, Outcome, Reason } from '../network.ts'
import { ask, body, type Call, inPath } from './api.ts'
import { mayReadComments, signedIn } from './session.ts'
import { commentOf, madeOf } from './steps.ts'

/** An attempt this soon after the post is the first one; later ones may follow one whose answer was lost. */
const straightAwaySeconds = 20

/**
 * Writes the first comment, plain text. Whatever comes of it, the post is out: what went wrong is told as left out and nothing is tried again. The comments are read first, for an
 * earlier attempt may have got through; where they cannot be read, only an attempt straight after the post is surely the first.
 */
export async function addComment(job: Delivery, environment: NetworkEnvironment): Promise<Outcome<Json>> {
  const before = await findComment(job, environment)
  if (before !== undefined) return { ok: true, value: { id: before } }
  const age = environment
    .now()
    .since(Temporal.Instant.from(madeOf(job).at))
    .total('seconds')
  if (!mayReadComments(job.access) && age >= straightAwaySeconds) return without('comment-unclear')
  const written = await write(job, environment)
  if (written.ok) return { ok: true, value: { id: written.value } }
  if (written.trouble.kind !== 'unknown-outcome') return without('comment-refused', written.trouble.reason)
  const found = await findComment(job, environment)
  return found === undefined ? without('comment-unclear', written.trouble.reason) : { ok: true, value: { id: found } }
}

function without(code: 'comment-refused' | 'comment-unclear', { detail }: Pick<Reason, 'detail'> = {}): Outcome<Json> {
  return { ok: true, value: leftOut({ code, detail }) }
}

/** The versioned address is for apps with Community Management. Others are refused there, which writes nothing, and allowed at the older one. */
async function write(job: Delivery, environment: NetworkEnvironment): Promise<Outcome<string>> {
  const { externalId: actor } = job.access
  const { urn } = madeOf(job)
  const call = (base: 'rest' | 'v2'): Call<string> => ({
    session: signedIn(job.access),
    method: 'POST',
    path: `${base}/socialActions/${inPath(urn)}/comments`,
    json: { actor, object: urn, message: { text: commentOf(job.content) } },
    answer: ({ response }) => (response.status === 201 ? (response.headers.get('x-restli-id') ?? '') : undefined),
    final: true,
  })
  const written = await ask(call('rest'), environment)
  const isRefused = !written.ok && written.trouble.reason.code === 'right-missing'
  return isRefused && actor.startsWith('urn:li:person:') ? ask(call('v2'), environment) : written
}

const commentsSchema = z.object({
  elements: z.array(z.object({ id: z.string(), actor: z.string(), message: z.object({ text: z.string() }) })),
})

/** Our own words under the post; undefined where they are not there, or nobody can tell. */
async function findComment(job: Delivery, environment: NetworkEnvironment): Promise<string | undefined> {
  if (!mayReadComments(job.access)) return undefined
  const path = `rest/socialActions/${inPath(madeOf(job).urn)}/comments`
  const read = await ask({ session: signedIn(job.access), path, query: { count: '20' }, answer: body(commentsSchema) }, environment)
  const text = commentOf(job.content)
  return read.ok ? read.value.elements.find((each) => each.actor === job.access.externalId && each.message.text === text)?.id : undefined
}
