import { type AccountFacts, askAccount } from '#modules/publishing'
import type { AccountAccess, Insights, Network, NetworkEnvironment, Outcome } from '#networks/network'

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

/** Asks as `askAccount` does. Numbers are no reason to sign an account out: what a network refuses here it may well allow elsewhere, and what it allows nowhere is noticed there. */
export function askNetwork<Value>(
  { needs, reading, network, signal }: Asking,
  work: (access: AccountAccess, environment: NetworkEnvironment) => Promise<Outcome<Value>>,
): Promise<Outcome<Value>> {
  const { workspaceId, accountId, what } = reading
  const threw = (err: unknown) => needs.log.warn({ err, network: network.id, accountId, what }, 'numbers could not be read')
  const asked = { workspaceId, accountId, networkId: network.id, signal, threw }
  return askAccount(needs.publishing, asked, async (access, environment) => keepSignedIn(await work(access, environment)))
}

/** A token that ran out is renewed by whoever gave it. */
function keepSignedIn<Value>(outcome: Outcome<Value>): Outcome<Value> {
  if (outcome.ok || outcome.trouble.kind !== 'signed-out' || outcome.trouble.reason.code === 'token-expired') return outcome
  return { ok: false, trouble: { kind: 'rejected', reason: outcome.trouble.reason } }
}
