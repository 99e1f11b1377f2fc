import type { AccountAccess, NetworkEnvironment, Outcome } from '#networks/network'
import { noMedia } from '#networks/no-media'

import { environmentOf } from './environment-of.ts'
import type { WorkerNeeds } from './needs.ts'

interface Asked {
  readonly workspaceId: string
  readonly accountId: string
  readonly networkId: string
  readonly signal: AbortSignal
  /** Writes down what the network's code threw. */
  readonly threw: (error: unknown) => void
}

/** Asks a network in the name of an account, for at most a minute, with nothing from the library. A network that throws is in trouble like one that does not answer. */
export async function askAccount<Value>(
  needs: Pick<WorkerNeeds, 'accounts' | 'environment'>,
  { workspaceId, accountId, networkId, signal, threw }: Asked,
  work: (access: AccountAccess, environment: NetworkEnvironment) => Promise<Outcome<Value>>,
): Promise<Outcome<Value>> {
  const within = AbortSignal.any([signal, AbortSignal.timeout(60_000)])
  const environment = environmentOf(needs, { workspaceId, networkId, media: noMedia, signal: within })
  try {
    return await needs.accounts.withAccess({ workspaceId, accountId }, (access) => work(access, environment))
  } catch (error) {
    threw(error)
    return { ok: false, trouble: { kind: 'unavailable', reason: { code: 'unexpected' } } }
  }
}
