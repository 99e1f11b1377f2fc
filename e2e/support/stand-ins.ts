import type { Account } from '#contract/connections'

import { serveStandIn } from '../../src/networks/serve-stand-in.ts'
import type { StandIn, StandInPost, StandInWorld } from '../../src/networks/stand-in.ts'
import { kinds } from '../../src/sandbox/kinds.ts'
import { connectStandIn } from './connect.ts'
import type { Owner } from './owner.ts'
import { settingsFor } from './settings-for.ts'

/** Networks as their stand-ins, each on a port of its own. */
export interface StandIns extends AsyncDisposable {
  /** Lead a Hearth there. */
  readonly settings: Readonly<Record<string, string>>
  readonly of: (network: string) => StandIn
  /** Lets something happen there as if it were that long ago. Before anything happens now: time only goes forward. */
  readonly ago: (time: Temporal.DurationLike, happens: () => void) => void
  /** The tea house's profile of this handle, made if it is not there; answers its id. */
  readonly profile: (network: string, handle: string) => string
  /** Connects a profile of this handle on each of them; answers by network. */
  readonly connect: (owner: Owner, handle: string) => Promise<ReadonlyMap<string, Connected>>
}

export interface Connected {
  readonly account: Account
  readonly profileId: string
  /** What is live there, straight from the network, oldest first. */
  readonly live: () => readonly StandInPost[]
}

/** Those of the demo, unless others are named. */
export async function openStandIns(networks: readonly string[] = ['bluesky', 'instagram', 'mastodon', 'x']): Promise<StandIns> {
  let back: Temporal.DurationLike = { seconds: 0 }
  const worldAt = (origin: string): StandInWorld => ({
    now: () => Temporal.Now.instant().subtract(back),
    origin,
    webOrigin: origin,
    fetch: globalThis.fetch,
    changed: () => undefined,
  })
  const served = await Promise.all(
    kinds
      .filter(({ id }) => networks.includes(id))
      .map(async (kind) => ({ id: kind.id, ...(await serveStandIn((origin) => kind.open(worldAt(origin)))) })),
  )
  const of = (network: string) => {
    const found = served.find(({ id }) => id === network)
    if (!found) throw new Error(`There is no stand-in of ${network}.`)
    return found.standIn
  }
  const profile: StandIns['profile'] = (network, handle) =>
    of(network).addProfile({ handle, displayName: 'Ember Tea House', avatarUrl: face, business: true }).id
  return {
    settings: {
      ...Object.assign({}, ...served.map(({ id, standIn }) => settingsFor(id, standIn.options))),
      HEARTH_ALLOW_ORIGINS: served.map(({ origin }) => origin).join(','),
    },
    of,
    profile,
    ago: (time, happens) => {
      back = time
      happens()
      back = { seconds: 0 }
    },
    connect: async (owner, handle) => {
      const connected = new Map<string, Connected>()
      for (const { id: network, standIn } of served) {
        const profileId = profile(network, handle)
        const account = await connectStandIn(owner, { network, standIn, profileId })
        connected.set(network, { account, profileId, live: () => standIn.posts({ profileId }).toReversed() })
      }
      return connected
    },
    [Symbol.asyncDispose]: async () => {
      await Promise.all(served.map((one) => one.close()))
    },
  }
}

/** A cup from above, in the address itself: the page loads no pictures over plain HTTP. */
const face = `data:image/svg+xml,${encodeURIComponent(
  '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 64 64"><rect width="64" height="64" fill="#e9dcc6"/><circle cx="32" cy="32" r="20" fill="#b5762a"/></svg>',
)}`
