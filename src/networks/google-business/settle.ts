import type { Json } from '#kit/json'

import type { Delivery, NetworkEnvironment, Outcome, Trouble } from '../network.ts'
import { deletePost } from './delete-post.ts'
import { nextLook, readReviewed } from './reviewed.ts'
import { madeOf } from './steps.ts'

/**
 * Waits until Google has looked at the post. One that it rejected is seen by nobody; what is left of it is deleted, so that it cannot come back
 * beside another try, and the author is told. Why it was rejected Google does not tell.
 */
export async function settle(job: Delivery, environment: NetworkEnvironment): Promise<Outcome<Json>> {
  const read = await readReviewed(job, environment)
  if (!read.ok) return afterTrouble(read.trouble, job, environment)
  const { state, searchUrl } = read.value
  if (state === 'REJECTED') {
    const deleted = await deletePost(madeOf(job).name, job, environment)
    return deleted.ok ? { ok: false, trouble: { kind: 'rejected', reason: { code: 'post-rejected' }, undone: true } } : deleted
  }
  if (state === 'PROCESSING') return orGiveUp(waiting(job, environment), job, environment)
  return { ok: true, value: searchUrl ? { url: searchUrl } : {} }
}

/** Somebody may have deleted it in the meantime; otherwise a refusal proves nothing, for the post is there. */
function afterTrouble(trouble: Trouble, job: Delivery, environment: NetworkEnvironment): Outcome<Json> {
  if (trouble.kind !== 'rejected') return orGiveUp(trouble, job, environment)
  if (trouble.reason.code === 'not-there') return { ok: true, value: {} }
  return orGiveUp({ kind: 'unavailable', reason: { ...trouble.reason, code: 'state-unknown' } }, job, environment)
}

/** Nothing that keeps Google from telling can undo a post: after a day it counts as out. */
function orGiveUp(trouble: Trouble, job: Delivery, environment: NetworkEnvironment): Outcome<Json> {
  const isOver = environment.now().since(sentAt(job)).total('hours') > 24
  return isOver && trouble.kind !== 'signed-out' ? { ok: true, value: {} } : { ok: false, trouble }
}

function waiting(job: Delivery, environment: NetworkEnvironment): Trouble {
  return { kind: 'slow-down', processing: true, until: nextLook(sentAt(job), environment), reason: { code: 'being-reviewed' } }
}

function sentAt(job: Delivery): Temporal.Instant {
  return Temporal.Instant.from(madeOf(job).at)
}
