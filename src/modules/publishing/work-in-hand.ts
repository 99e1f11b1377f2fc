import type { CrisisGate } from '#modules/governance'
import type { BrandLinks } from '#modules/links'
import type {
  AccountAccess,
  Delivery as NetworkDelivery,
  Network,
  NetworkEnvironment,
  Outcome,
  PostContent,
  Publishing,
} from '#networks/network'

import type { Frozen } from './attempts.ts'
import { type Passing, passingFor } from './crisis/passing.ts'
import { environmentOf } from './environment-of.ts'
import type { Claimed, DeliveryRow, Held } from './held-delivery.ts'
import type { Lease } from './hold-lease.ts'
import { madeHere } from './made-here.ts'
import type { AccountFacts, Belonging, BrandFacts, WorkerNeeds } from './needs.ts'
import { reasons } from './reasons.ts'
import type { Rounds } from './rounds.ts'
import type { Timing } from './timing.ts'
import { type TwoClocks, twoClocks } from './two-clocks.ts'

/** One worker with one delivery. */
export interface Work {
  readonly needs: WorkerNeeds
  readonly timing: Timing
  readonly claimed: Claimed
  readonly lease: Lease
  readonly rounds: Rounds
  readonly gate: CrisisGate
  /** The process wants to end: begin nothing more. */
  readonly stopping: AbortSignal
}

/** What stays the same while a delivery is in hand. */
export interface Surroundings {
  readonly network: Network & { readonly publishing: Publishing }
  readonly account: AccountFacts
  /** The last moment at which it may be sent without a person: when it was due, and the brand's grace. */
  readonly latest: Temporal.Instant
  readonly altTexts: BrandFacts['altTexts']
}

/** What becomes of its links, where anything does, and what its post is sorted by. */
export interface Linked extends Belonging {
  readonly brand: BrandLinks
}

/** A delivery in hand, as it stands. */
export interface Hand extends Surroundings, Held {
  /** What is to be said, while it was never tried; absent where an image has left the library. */
  readonly written?: PostContent | undefined
  /** The right to something of it had ended when it was taken up. */
  readonly expired?: boolean | undefined
  /** What becomes of its links, while it was never tried; absent where they stay as they are. */
  readonly linked?: Linked | undefined
  /** What goes into the database with the first attempt. */
  readonly frozen?: Frozen
}

/** What came of one move: it stands so now, or this worker has let it go. */
export type Made = { readonly next: 'let-go' } | { readonly next: 'go-on'; readonly held: Held; readonly absent?: boolean }

/** The delivery as the network's pure functions see it: they need no secret. */
export function withoutSecret(row: DeliveryRow, { account }: Surroundings): NetworkDelivery {
  return asNetworkDelivery(row, { externalId: account.externalId, settings: account.settings, limits: account.limits, secret: null })
}

/**
 * Asks the network something, with a valid token and a limit of time. Whatever goes wrong comes back as trouble;
 * where it cannot be known whether bytes left, as `unknown-outcome`.
 */
export async function askNetwork<Value>(
  work: Work,
  { row, network, startedAt, sends = false }: Surroundings & { row: DeliveryRow; startedAt: Temporal.Instant; sends?: boolean },
  ask: (job: NetworkDelivery, environment: NetworkEnvironment) => Promise<Outcome<Value>>,
): Promise<Outcome<Value>> {
  const { needs, claimed, lease, timing } = work
  const overtime = AbortSignal.timeout(timing.step)
  const signal = AbortSignal.any([overtime, lease.signal])
  using passing = passingFor(work.gate, sends ? { row, since: startedAt } : undefined)
  const clocks = twoClocks(startedAt, needs.environment({ workspaceId: claimed.workspaceId, networkId: network.id }))
  const environment = guardedEnvironment(work, { networkId: network.id, accountId: row.account_id, clocks, signal, passing })
  let asked = false
  let answered: Outcome<Value> | undefined
  const asking = needs.accounts.withAccess({ workspaceId: claimed.workspaceId, accountId: row.account_id }, async (access) => {
    asked = true
    answered = undefined
    answered = await ask(asNetworkDelivery(row, access), environment)
    return answered
  })
  try {
    return clocks.byTheDatabase(await Promise.race([asking, whenAborted(signal)]))
  } catch (error) {
    // What the network said counts, whatever went wrong in keeping house afterwards. That a token ran out means that nothing was accepted.
    if (answered && isExpired(answered)) return { ok: false, trouble: { kind: 'unavailable', reason: reasons.noAnswerInTime } }
    if (answered) return clocks.byTheDatabase(answered)
    if (!signal.aborted) needs.log.error({ err: error, network: network.id, deliveryId: claimed.deliveryId }, 'a network threw')
    const reason = overtime.aborted ? reasons.noAnswerInTime : signal.aborted ? reasons.interrupted : reasons.unexpected
    return { ok: false, trouble: { kind: asked ? 'unknown-outcome' : 'unavailable', reason } }
  } finally {
    // One that did not listen to its signal may still fail later, when nobody waits for it any more.
    asking.catch(() => undefined)
  }
}

function isExpired(outcome: Outcome<unknown>): boolean {
  return !outcome.ok && outcome.trouble.kind === 'signed-out' && outcome.trouble.reason.code === 'token-expired'
}

interface Guarded {
  readonly networkId: string
  readonly accountId: string
  readonly clocks: TwoClocks
  readonly signal: AbortSignal
  readonly passing: Passing
}

/** Every request asks first whether the lease still stands, so that a worker which was stopped for minutes sends nothing more, and what sends whether a crisis has begun. */
function guardedEnvironment(work: Work, { networkId, accountId, clocks, signal, passing }: Guarded): NetworkEnvironment {
  const { needs, claimed, lease } = work
  const { workspaceId, deliveryId } = claimed
  const given = environmentOf(needs, { workspaceId, networkId, media: needs.media.forNetwork(workspaceId), signal })
  return {
    ...given,
    now: () => clocks.now(),
    fetch: async (input, init) => {
      await passing.check()
      lease.check()
      signal.throwIfAborted()
      const guarded = { ...init, signal: AbortSignal.any([signal, ...(init?.signal ? [init.signal] : [])]), mayLeave: passing.mayLeave }
      return given.fetch(input, guarded)
    },
    taken: (externalIds) => madeHere(needs.db, { workspaceId, accountId, externalIds, except: deliveryId }),
  }
}

function asNetworkDelivery({ content, prepared, results }: DeliveryRow, access: AccountAccess): NetworkDelivery {
  if (content === null) throw new Error('A delivery was about to be sent before it was prepared.')
  return { access, content, prepared, results }
}

/** The network has a moment to say itself what the interruption meant. */
async function whenAborted(signal: AbortSignal): Promise<never> {
  return new Promise((_, reject) => {
    const after = () => setTimeout(() => reject(signal.reason), 1000)
    if (signal.aborted) after()
    else signal.addEventListener('abort', after, { once: true })
  })
}
