import type { StandIn } from '../networks/stand-in.ts'
import type { SandboxClock } from './sandbox-clock.ts'

/** Every network's stand-in, each on a loopback port of its own, with one clock: a small internet to try Hearth in. */
export interface Sandbox {
  readonly clock: SandboxClock
  /** Networks that stand in, in the order they are shown. */
  readonly networks: readonly { readonly id: string; readonly standIn: StandIn }[]
  /** @throws Error where this network has no stand-in. */
  standIn(networkId: string): StandIn
  /** Installation settings that lead Hearth to the stand-in; empty where there is none. */
  options(networkId: string): Readonly<Record<string, string>>
  /** What the guarded client must be allowed to ask, and nothing else. */
  readonly origins: readonly string[]
  /** Where the sandbox's page is, without a slash at the end. */
  readonly base: string
  /** The page itself, and the stand-ins' own pages below `<base>/<network>`. */
  handle(request: Request): Promise<Response>
  /** Saves what waits to be saved; everything is saved within a second anyway. */
  flush(): Promise<void>
  close(): Promise<void>
}
