import { type AccountFacts, environmentOf } from '#modules/publishing'
import type { AccountAccess, Insights, Network, NetworkEnvironment, Outcome } from '#networks/network'
import { noMedia } from '#networks/no-media'

import type { AnalyticsNeeds } from '../needs.ts'
import type { Reading } from './readings.ts'

export interface Asking {
  readonly needs: AnalyticsNeeds
  readonly reading: Reading
  readonly account: AccountFacts
  readonly network: Network
  readonly insights: Insights
  /** The brand's. */
  readonly timeZone: string
  readonly signal: AbortSignal
}

/**
 * Asks for at most a minute. A network that throws is in trouble like one that does not answer. Numbers are no reason to sign an account out: what a
 * network refuses here it may well allow elsewhere, and what it allows nowhere is noticed there.
 */
export async function askNetwork<Value>(
  { needs, reading, network, signal }: Asking,
  work: (access: AccountAccess, environment: NetworkEnvironment) => Promise<Outcome<Value>>,
): Promise<Outcome<Value>> {
  const environment = environmentOf(needs.publishing, {
    workspaceId: reading.workspaceId,
    networkId: network.id,
    media: noMedia,
    signal: AbortSignal.any([signal, AbortSignal.timeout(60_000)]),
  })
  try {
    return await needs.publishing.accounts.withAccess(reading, async (access) => keepSignedIn(await work(access, environment)))
  } catch (error) {
    needs.log.warn({ err: error, network: network.id, accountId: reading.accountId, what: reading.what }, 'numbers could not be read')
    return { ok: false, trouble: { kind: 'unavailable', reason: { code: 'unexpected' } } }
  }
}

/** A token that ran out is renewed by whoever gave it. */
function keepSignedIn<Value>(outcome: Outcome<Value>): Outcome<Value> {
  if (outcome.ok || outcome.trouble.kind !== 'signed-out' || outcome.trouble.reason.code === 'token-expired') return outcome
  return { ok: false, trouble: { kind: 'rejected', reason: outcome.trouble.reason } }
}
