import { sql } from 'kysely'

import type { Json } from '#kit/json'
import type { Outcome, Publishing, Reason, Step, Trouble } from '#networks/network'

import { storedReason } from './attempts.ts'
import { backOff } from './back-off.ts'
import type { Attempt } from './contract.ts'
import { type DeliveryPatch, type DeliveryRow, inSeconds, letGo } from './held-delivery.ts'
import { isWhollyOut } from './next-move.ts'
import { reasons } from './reasons.ts'

/** What an answer means: how the attempt ended, how the delivery stands now, and whether this worker goes on with it. */
export interface Verdict {
  readonly outcome: Attempt['outcome']
  readonly reason?: Reason
  readonly patch: DeliveryPatch
  readonly next: 'go-on' | 'let-go'
}

type Found = { readonly found: true; readonly result: Json } | { readonly found: false }

/**
 * After a step was sent. `row` is how the delivery stood before: a final step that was in doubt already stays in doubt until it is found or accepted.
 * `latest` is the last moment at which it may go out by itself: no pause that a network asks for hides for longer that it will not,
 * unless all of it is out already.
 */
export function afterSending(
  row: DeliveryRow,
  { step, latest }: { step: Step; latest: Temporal.Instant },
  outcome: Outcome<Json>,
): Verdict {
  if (outcome.ok) return { outcome: 'done', patch: accepted(row, step, outcome.value), next: 'go-on' }
  const { trouble } = outcome
  const unclear = step.final && trouble.kind === 'unknown-outcome'
  const doubt = unclear || row.unclear_step !== null
  const seen = { outcome: trouble.kind, reason: trouble.reason }
  const mark = markOf(row, { step, unclear })
  if (unclear && row.tries === 0) {
    return { ...seen, patch: { ...mark, state: 'unconfirmed', tries: 1, reason: storedReason(trouble.reason) }, next: 'go-on' }
  }
  if (trouble.kind === 'signed-out' || (trouble.kind === 'rejected' && doubt)) return { ...seen, ...toAPerson(trouble.reason, mark) }
  if (trouble.kind === 'rejected') {
    return {
      ...seen,
      patch: { ...letGo, ...mark, ...undone(trouble), state: 'rejected', reason: storedReason(trouble.reason), settled_at: now },
      next: 'let-go',
    }
  }
  if (doubt) return { ...seen, ...later(row, { state: 'unconfirmed', trouble, mark }) }
  const lost = { ...forgotten(row, trouble), ...undone(trouble) }
  return { ...seen, ...later(row, { state: 'retrying', trouble, mark: { ...mark, ...lost }, ...(isWhollyOut(row) ? {} : { latest }) }) }
}

/** After a look for a final step in doubt. `startedAt` is when the look began, by the database's clock. */
export function afterLooking(
  row: DeliveryRow,
  { step, absence, startedAt }: { step: Step; absence: Publishing['absence']; startedAt: Temporal.Instant },
  outcome: Outcome<Found>,
): Verdict & { readonly absent?: true } {
  if (!outcome.ok) return { outcome: outcome.trouble.kind, reason: outcome.trouble.reason, ...lookedInVain(row, outcome.trouble) }
  if (outcome.value.found) return { outcome: 'found', patch: accepted(row, step, outcome.value.result), next: 'go-on' }
  const missing = untilSettled(row, { absence, startedAt })
  if (missing <= 0 || (absence.proof === 'never' && row.resend_allowed)) {
    return { outcome: 'absent', patch: { ...clear, state: 'sending' }, next: 'go-on' }
  }
  if (holdsToken(row, { absence, startedAt })) return { outcome: 'absent', patch: {}, next: 'go-on', absent: true }
  const left = absence.proof === 'never' ? secondsLeft(row, absence.lookForSeconds ?? 0, startedAt) : missing
  if (left <= 0) return { outcome: 'absent', ...toAPerson(reasons.outcomeUnknown) }
  const wait = Math.min(backOff(row.tries), left + 0.5)
  return { outcome: 'absent', patch: { ...free, state: 'unconfirmed', tries: row.tries + 1, next_try_at: inSeconds(wait) }, next: 'let-go' }
}

/** Would the network still know the token of a first attempt? Counted from when the token was chosen, which is no later than that. */
function holdsToken(
  { begun_at }: DeliveryRow,
  { absence, startedAt }: { absence: Publishing['absence']; startedAt: Temporal.Instant },
): boolean {
  if (absence.proof !== 'token') return false
  if (absence.forSeconds === undefined || begun_at === null) return true
  return startedAt.since(begun_at.toTemporalInstant()).total('seconds') < absence.forSeconds
}

/** After the parts of a delivery were deleted. What is still in doubt may yet appear, so it is deleted once more when it has settled. */
export function afterTakingDown(
  row: DeliveryRow,
  { absence, startedAt }: { absence: Publishing['absence']; startedAt: Temporal.Instant },
  outcome: Outcome<void>,
): Verdict {
  if (!outcome.ok) {
    const { trouble } = outcome
    const seen = { outcome: trouble.kind, reason: trouble.reason }
    if (trouble.kind === 'rejected' || trouble.kind === 'signed-out') return { ...seen, ...toAPerson(trouble.reason) }
    return { ...seen, ...later(row, { state: 'taking-down', trouble, mark: {} }) }
  }
  const missing = row.unclear_step === null ? 0 : untilSettled(row, { absence, startedAt })
  if (missing === Infinity) return { outcome: 'done', ...toAPerson(reasons.maybeStillUp) }
  if (missing > 0)
    return { outcome: 'done', patch: { ...free, state: 'taking-down', next_try_at: inSeconds(missing + 0.5) }, next: 'let-go' }
  return { outcome: 'done', patch: { ...letGo, ...clear, state: 'taken-down', reason: null, settled_at: now }, next: 'let-go' }
}

/** Seconds until a look that finds nothing proves that nothing will come. For a network with tokens: until no request can be under way any more. */
export function untilSettled(
  { unclear_since }: DeliveryRow,
  { absence, startedAt }: { absence: Publishing['absence']; startedAt: Temporal.Instant },
): number {
  if (absence.proof === 'never') return Infinity
  return secondsLeft({ unclear_since }, absence.proof === 'settles' ? absence.afterSeconds : requestLifetime, startedAt)
}

/** Of so many seconds from the moment at which it fell into doubt. */
function secondsLeft({ unclear_since }: Pick<DeliveryRow, 'unclear_since'>, seconds: number, startedAt: Temporal.Instant): number {
  return seconds - startedAt.since(unclear_since?.toTemporalInstant() ?? startedAt).total('seconds')
}

/** Seconds after which a request that was begun has surely arrived or never will. */
const requestLifetime = 600
/** Tries with growing pauses before a person is asked; about two hours. */
const mostTries = 120

const now = sql<Date>`clock_timestamp()`
const free = { lease: null, lease_until: null } as const
const clear = { unclear_step: null, unclear_since: null } as const

function accepted(row: DeliveryRow, step: Step, result: Json): DeliveryPatch {
  const results = JSON.stringify({ ...row.results, [step.name]: result })
  const common = { state: row.state === 'taking-down' ? row.state : 'sending', results, tries: 0, reason: null } as const
  return step.final ? { ...common, ...clear, live_parts: row.live_parts + 1 } : common
}

/** Doubt starts anew with an unclear answer; a clear refusal of a second attempt says nothing about the first, whose doubt stays as it was. */
function markOf({ unclear_step, unclear_since }: DeliveryRow, { step, unclear }: { step: Step; unclear: boolean }): DeliveryPatch {
  return unclear ? { unclear_step: step.name, unclear_since: now } : { unclear_step, unclear_since }
}

/** Not while anything is in doubt: what an earlier step made may be the very thing by which the network knows the post again. */
function forgotten({ results }: DeliveryRow, trouble: Trouble): DeliveryPatch {
  if (trouble.kind !== 'unavailable' || !trouble.forget) return {}
  const gone = new Set(trouble.forget)
  return { results: JSON.stringify(Object.fromEntries(Object.entries(results).filter(([name]) => !gone.has(name)))) }
}

/** What was counted as live never was. */
function undone(trouble: Trouble): DeliveryPatch {
  return 'undone' in trouble && trouble.undone ? { live_parts: 0 } : {}
}

function lookedInVain(row: DeliveryRow, trouble: Trouble): Pick<Verdict, 'patch' | 'next'> {
  if (row.state === 'taking-down') return later(row, { state: 'taking-down', trouble, mark: {} })
  if (trouble.kind === 'signed-out') return toAPerson(trouble.reason)
  return later(row, { state: 'unconfirmed', trouble, mark: {} })
}

interface Later {
  readonly state: 'retrying' | 'unconfirmed' | 'taking-down'
  readonly trouble: Trouble
  readonly mark: DeliveryPatch
  readonly latest?: Temporal.Instant
}

/** A network that asks to wait has answered: its pause is no failed try, unless a look or a deletion could go on so for ever. */
function later(row: DeliveryRow, { state, trouble, mark, latest }: Later): Pick<Verdict, 'patch' | 'next'> {
  const pausing = trouble.kind === 'slow-down'
  const tries = pausing && state === 'retrying' ? row.tries : row.tries + 1
  if (state !== 'retrying' && tries > mostTries) return toAPerson(state === 'unconfirmed' ? reasons.outcomeUnknown : trouble.reason, mark)
  const at = pausing ? pauseEnd(trouble.until, latest) : inSeconds(backOff(row.tries))
  return { patch: { ...free, ...mark, state, tries, next_try_at: at, reason: storedReason(trouble.reason) }, next: 'let-go' }
}

function pauseEnd(until: Temporal.Instant, latest: Temporal.Instant | undefined): Date {
  const end = latest?.add({ seconds: 1 })
  return new Date(end && Temporal.Instant.compare(end, until) < 0 ? end.epochMilliseconds : until.epochMilliseconds)
}

function toAPerson(reason: Reason, mark: DeliveryPatch = {}): Pick<Verdict, 'patch' | 'next'> {
  return { patch: { ...letGo, ...mark, state: 'needs-a-person', reason: storedReason(reason) }, next: 'let-go' }
}
