import { type AccountFacts, askAccount } from '#modules/publishing'
import type { AccountAccess, Network, NetworkEnvironment, Outcome } from '#networks/network'

import type { InboxNeeds } from '../needs.ts'
import type { Source } from './source.ts'

/** Whom to ask, and for which account. */
export interface Asking<Capable extends Network = Network> {
  readonly needs: InboxNeeds
  readonly source: Source
  readonly account: AccountFacts
  readonly network: Capable
  readonly signal: AbortSignal
}

interface Begun {
  /** By the database's clock, which has just told it: a pause that the network asks for is kept by that. */
  readonly startedAt: Temporal.Instant
}

/** Asks in the account's name, as `askAccount` does. */
export function askNetwork<Value>(
  { needs, source, network, signal, startedAt }: Asking & Begun,
  work: (access: AccountAccess, environment: NetworkEnvironment) => Promise<Outcome<Value>>,
): Promise<Outcome<Value>> {
  const { workspaceId, accountId } = source
  const threw = (err: unknown) =>
    needs.log.warn({ err, network: network.id, accountId, source: source.source }, 'an inbox could not be read')
  return askAccount(needs.publishing, { workspaceId, accountId, networkId: network.id, signal, startedAt, threw }, work)
}
