import { z } from 'zod'

import type { Json } from '#kit/json'

import type { Delivery, NetworkEnvironment, Outcome, Trouble } from '../network.ts'
import { unlessRefused } from '../unless-refused.ts'
import { ask } from './api.ts'
import { fromFailReason } from './failures.ts'
import { signedIn } from './session.ts'
import { confirmedSchema, sentOf, stepsToRepeat } from './steps.ts'

/** The misspelt name is the network's own. Whether the ids come in a list is documented differently from what is seen. */
const statusSchema = z.object({
  status: z.enum(['PROCESSING_UPLOAD', 'PROCESSING_DOWNLOAD', 'SEND_TO_USER_INBOX', 'PUBLISH_COMPLETE', 'FAILED']),
  fail_reason: z.string().optional(),
  publicaly_available_post_id: z.union([z.array(z.coerce.string()), z.coerce.string().transform((id) => [id])]).optional(),
  uploaded_bytes: z.number().optional(),
})

export interface Status {
  readonly status: z.infer<typeof statusSchema>['status']
  readonly failReason: string
  readonly postId: string | undefined
  /** Not all of the video has come, as far as the network tells. */
  readonly isWaitingForBytes: boolean
}

/** How a post stands, by the network's word; a refusal proves nothing. Asked at most 30 times a minute. */
export async function readStatus(publishId: string, job: Delivery, environment: NetworkEnvironment): Promise<Outcome<Status>> {
  const send = { json: { publish_id: publishId } }
  const read = await ask({ ...signedIn(job.access), path: 'post/publish/status/fetch/', send, answer: statusSchema }, environment)
  if (!read.ok) return unlessRefused(read.trouble)
  const { status, fail_reason: failReason = '', publicaly_available_post_id: ids = [], uploaded_bytes: come } = read.value
  const bytes = z.object({ bytes: z.int() }).safeParse(job.results['init 1']).data?.bytes
  const isWaitingForBytes = status === 'PROCESSING_UPLOAD' && (come === undefined || bytes === undefined || come < bytes)
  return { ok: true, value: { status, failReason, postId: ids[0], isWaitingForBytes } }
}

/** Waits until the network has made a post, or a draft, of what was sent. */
export async function confirm(job: Delivery, environment: NetworkEnvironment): Promise<Outcome<Json>> {
  const { publishId, postId } = sentOf(job)
  if (publishId === undefined) return { ok: true, value: known(postId) }
  const read = await readStatus(publishId, job, environment)
  if (!read.ok) return orGiveUp(read.trouble, { job, environment, after: { hours: 24 } })
  switch (read.value.status) {
    case 'FAILED':
      return failed(read.value.failReason, job)
    case 'SEND_TO_USER_INBOX':
    case 'PUBLISH_COMPLETE':
      return { ok: true, value: known(read.value.postId) }
    case 'PROCESSING_UPLOAD':
    case 'PROCESSING_DOWNLOAD':
      return orGiveUp(waiting('being-processed', job, environment), { job, environment, after: { hours: 24 } })
  }
}

/** What everybody may see is looked at by the network first, for a minute or for hours; only then is its id told. */
export async function awaitAddress(job: Delivery, environment: NetworkEnvironment): Promise<Outcome<Json>> {
  const { publishId, postId } = sentOf(job)
  const told = postId ?? confirmedSchema.safeParse(job.results['confirm 1']).data?.postId
  if (publishId === undefined || told !== undefined) return { ok: true, value: known(told) }
  const read = await readStatus(publishId, job, environment)
  const after = { hours: 3 }
  if (!read.ok) return orGiveUp(read.trouble, { job, environment, after })
  if (read.value.status === 'FAILED') return failed(read.value.failReason, job)
  if (read.value.postId !== undefined) return { ok: true, value: known(read.value.postId) }
  return orGiveUp(waiting('being-reviewed', job, environment), { job, environment, after })
}

function known(postId: string | undefined): Json {
  return postId === undefined ? {} : { postId }
}

/** The network took it and made nothing of it: nothing is seen, and it may be sent from the beginning. */
function failed(failReason: string, job: Delivery): { readonly ok: false; readonly trouble: Trouble } {
  const { code, again } = fromFailReason(failReason)
  const reason = { code, detail: failReason }
  if (again) return { ok: false, trouble: { kind: 'unavailable', reason, forget: stepsToRepeat(job), undone: true } }
  return { ok: false, trouble: { kind: 'rejected', reason, undone: true } }
}

/** Nothing that keeps the network from telling can undo a post: after a while it counts as out without more being known. */
function orGiveUp(
  trouble: Trouble,
  { job, environment, after }: { readonly job: Delivery; readonly environment: NetworkEnvironment; readonly after: Temporal.DurationLike },
): Outcome<Json> {
  const end = Temporal.Instant.from(sentOf(job).at).add(after)
  const isOver = Temporal.Instant.compare(environment.now(), end) > 0
  return isOver && trouble.kind !== 'signed-out' ? { ok: true, value: {} } : { ok: false, trouble }
}

/** Soon at first, then ever more seldom: a minute is usual, hours happen. */
function waiting(code: string, job: Delivery, environment: NetworkEnvironment): Trouble {
  const now = environment.now()
  const waited = now.since(Temporal.Instant.from(sentOf(job).at)).total('seconds')
  const seconds = waited < 20 ? 3 : waited < 300 ? 15 : waited < 3600 ? 60 : 600
  return { kind: 'slow-down', processing: true, until: now.add({ seconds }), reason: { code } }
}
