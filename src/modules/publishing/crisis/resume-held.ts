import { sql } from 'kysely'

import type { Tx } from '#kit/database'
import { Refusal, refuse } from '#kit/errors'
import { isHeldBack } from '#modules/governance'
import { type Call, change, watching } from '#modules/teams'

import { publishingRefusals } from '../contract.ts'
import { settle } from '../decide-delivery.ts'
import { type DeliveryPatch, type DeliveryRow, letGo } from '../held-delivery.ts'
import { lockPost, type LockedPost } from '../lock-post.ts'
import type { PublishingNeeds } from '../needs.ts'
import { fresh, wakeFor } from '../plan-deliveries.ts'
import { byHearth } from '../review-post.ts'
import { databaseTime, schedule } from '../schedule-post.ts'
import { seen } from '../seen.ts'
import { mayBeOut } from '../states.ts'
import { cancelDelivery } from '../take-down-post.ts'
import { topicsOf } from '../topics.ts'

type How = { readonly kind: 'publish'; readonly from?: string | undefined; readonly minutesApart: number } | { readonly kind: 'leave-out' }

interface Wanted {
  readonly postIds: readonly string[]
  readonly how: How
}

type Result = { ok: true; postId: string; at?: string } | { ok: false; postId: string; code: string; message: string }

/** A member decides what becomes of what a crisis held. Each post in a transaction of its own: what is refused holds up no other, and takes no time of the others. */
export async function resumeHeld(
  needs: PublishingNeeds,
  { acting, path, input }: Call,
  { postIds, how }: Wanted,
): Promise<{ results: Result[] }> {
  const results: Result[] = []
  const now = await databaseTime(needs.db)
  const from = how.kind === 'publish' && how.from !== undefined ? Temporal.Instant.from(how.from) : now
  let turn = 0
  for (const postId of postIds) {
    const at = how.kind === 'publish' ? laterOf(from.add({ minutes: turn * how.minutesApart }), now) : undefined
    try {
      await resumeOne(needs, { acting, path, input }, { postId, at })
      results.push({ ok: true, postId, ...(at ? { at: at.toString() } : {}) })
      turn += 1
    } catch (error) {
      if (!(error instanceof Refusal)) throw error
      results.push({ ok: false, postId, code: error.code, message: error.message })
    }
  }
  return { results }
}

interface One {
  readonly postId: string
  /** Left out where there is none. */
  readonly at: Temporal.Instant | undefined
}

function resumeOne(needs: PublishingNeeds, call: Call, { postId, at }: One): Promise<unknown> {
  const { workspaceId } = call.acting
  return change(needs.db, watching(call, seen.post(workspaceId, postId)), async (tx) => {
    const locked = await lockPost(tx, { workspaceId, postId })
    const waiting = locked.deliveries.filter(isHeldByCrisis)
    if (waiting.length === 0) throw refuse(publishingRefusals, 'NOT_OPEN')
    if (at === undefined) await leaveOut(tx, needs, waiting)
    else if (await isHeldBack(tx, { workspaceId, brandId: locked.post.brand_id, postId })) throw refuse(publishingRefusals, 'IN_CRISIS')
    else await goOn(tx, needs, { ...locked, waiting, at })
    return {
      value: null,
      subject: { kind: 'post', id: postId },
      detail: at === undefined ? { how: 'left-out' } : { how: 'publish', at: at.toString() },
      topics: topicsOf(postId),
    }
  })
}

export function isHeldByCrisis({ reason, state }: DeliveryRow): boolean {
  return reason?.code === 'crisis' && (state === 'missed' || state === 'needs-a-person')
}

/** What is out of a thread stays, and nothing follows it. What may be out is looked for first. */
async function leaveOut(tx: Tx, needs: PublishingNeeds, waiting: readonly DeliveryRow[]): Promise<void> {
  if (waiting.some(({ unclear_step }) => unclear_step !== null)) throw refuse(publishingRefusals, 'POST_IS_OUT')
  for (const delivery of waiting) {
    const which = { workspaceId: delivery.workspace_id, postId: delivery.post_id, deliveryId: delivery.id }
    if (mayBeOut(delivery)) await settle(tx, needs, { ...which, decision: 'mark-published', isA: 'post', by: byHearth(which) })
    else await cancelDelivery(tx, delivery)
  }
}

interface Going extends LockedPost {
  readonly waiting: readonly DeliveryRow[]
  readonly at: Temporal.Instant
}

/** Nothing of it is out anywhere: planned anew like any post, and checked again. Else only what was held follows. */
async function goOn(tx: Tx, needs: PublishingNeeds, { post, deliveries, waiting, at }: Going): Promise<void> {
  if (waiting.length === deliveries.length && !waiting.some(mayBeOut)) {
    const isDue = Temporal.Instant.compare(at, await databaseTime(tx)) <= 0
    const { timeZone } = await needs.brand(tx, { workspaceId: post.workspace_id, brandId: post.brand_id })
    // What warns was confirmed when it was planned.
    const when = isDue ? ({ kind: 'now' } as const) : ({ kind: 'at', ...localOf(at, timeZone) } as const)
    await schedule(tx, needs, { post, deliveries, when, sender: 'system', by: byHearth({ workspaceId: post.workspace_id }) })
    return
  }
  for (const delivery of waiting) await dueAgain(tx, delivery, at)
  await wakeFor(tx, needs.jobs, { workspaceId: post.workspace_id, postId: post.id, at })
}

/** To the minute; of an hour that the clocks show twice, the one that is meant. */
function localOf(at: Temporal.Instant, timeZone: string) {
  const zoned = at.toZonedDateTimeISO(timeZone)
  const local = zoned.toPlainDateTime().toString({ smallestUnit: 'minute' })
  const first = zoned.toPlainDateTime().toZonedDateTime(timeZone, { disambiguation: 'earlier' })
  return { local, ...(first.offset === zoned.offset ? {} : { occurrence: 'second' as const }) }
}

/** What may be out is looked for first; of a thread that is partly out the rest follows; anything else starts anew. */
export async function dueAgain(tx: Tx, delivery: DeliveryRow, at: Temporal.Instant): Promise<void> {
  // The end of a crisis is known to the microsecond: only what is due after it goes out.
  const due = new Date(at.epochMilliseconds + 1)
  const times = { ...letGo, due_at: due, next_try_at: due, tries: 0, reason: null }
  const patch: DeliveryPatch =
    delivery.unclear_step !== null
      ? { ...times, state: 'unconfirmed', resend_allowed: true }
      : mayBeOut(delivery)
        ? { ...times, state: 'retrying' }
        : { ...times, ...fresh }
  await tx
    .updateTable('publishing.delivery')
    .set({ ...patch, updated_at: sql<Date>`clock_timestamp()` })
    .where('workspace_id', '=', delivery.workspace_id)
    .where('id', '=', delivery.id)
    .execute()
}

function laterOf(one: Temporal.Instant, other: Temporal.Instant): Temporal.Instant {
  return Temporal.Instant.compare(one, other) < 0 ? other : one
}
