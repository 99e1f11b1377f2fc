import type { AccountAccess, NetworkEnvironment, Outcome } from '#networks/network'
import { noMedia } from '#networks/no-media'

import { environmentOf } from './environment-of.ts'
import type { WorkerNeeds } from './needs.ts'
import { twoClocks } from './two-clocks.ts'

interface Asked {
  readonly workspaceId: string
  readonly accountId: string
  readonly networkId: string
  readonly signal: AbortSignal
  /** By the database's clock, which has just told it: a pause that the network asks for is kept by that. Absent: by this process's. */
  readonly startedAt?: Temporal.Instant
  /** Writes down what the network's code threw. */
  readonly threw: (error: unknown) => void
}

/** Asks a network in the name of an account, for at most a minute, with nothing from the library. A network that throws is in trouble like one that does not answer. */
export async function askAccount<Value>(
  needs: Pick<WorkerNeeds, 'accounts' | 'environment'>,
  { workspaceId, accountId, networkId, signal, startedAt, threw }: Asked,
  work: (access: AccountAccess, environment: NetworkEnvironment) => Promise<Outcome<Value>>,
): Promise<Outcome<Value>> {
  const within = AbortSignal.any([signal, AbortSignal.timeout(60_000)])
  const given = environmentOf(needs, { workspaceId, networkId, media: noMedia, signal: within })
  const clocks = twoClocks(startedAt ?? given.now(), given)
  const environment = { ...given, now: () => clocks.now() }
  try {
    return clocks.byTheDatabase(await needs.accounts.withAccess({ workspaceId, accountId }, (access) => work(access, environment)))
  } catch (error) {
    threw(error)
    return { ok: false, trouble: { kind: 'unavailable', reason: { code: 'unexpected' } } }
  }
}
