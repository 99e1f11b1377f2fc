import { type AccountFacts, environmentOf } from '#modules/publishing'
import type { AccountAccess, Network, NetworkEnvironment, Outcome } from '#networks/network'
import { noMedia } from '#networks/no-media'

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

/** Asks for at most a minute. A network that throws is in trouble like one that does not answer. */
export async function askNetwork<Value>(
  { needs, source, network, signal }: Asking,
  work: (access: AccountAccess, environment: NetworkEnvironment) => Promise<Outcome<Value>>,
): Promise<Outcome<Value>> {
  const environment = environmentOf(needs.publishing, {
    workspaceId: source.workspaceId,
    networkId: network.id,
    media: noMedia,
    signal: AbortSignal.any([signal, AbortSignal.timeout(60_000)]),
  })
  try {
    return await needs.publishing.accounts.withAccess(source, (access) => work(access, environment))
  } catch (error) {
    needs.log.warn({ err: error, network: network.id, accountId: source.accountId, source: source.source }, 'an inbox could not be read')
    return { ok: false, trouble: { kind: 'unavailable', reason: { code: 'unexpected' } } }
  }
}
