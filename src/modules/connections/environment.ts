import type { ConnectEnvironment, Network, NetworkEnvironment } from '#networks/network'
import { noMedia } from '#networks/no-media'

import { appsOf } from './apps.ts'
import type { ConnectionsNeeds } from './needs.ts'

interface Whose {
  readonly workspaceId: string
  readonly network: Network
  /** How long it may take. */
  readonly seconds?: number
}

/** What a network is given for connecting, refreshing and revoking; none of these shows a picture. */
export async function environmentOf(
  needs: ConnectionsNeeds,
  { workspaceId, network, seconds = 30 }: Whose,
): Promise<ConnectEnvironment & NetworkEnvironment> {
  const options = await needs.options({ workspaceId, network: network.id })
  return {
    fetch: needs.fetch(workspaceId),
    now: () => needs.clock.now(),
    ...noMedia,
    options,
    apps: appsOf(needs, { workspaceId, network, options }),
    signal: AbortSignal.timeout(seconds * 1000),
    publicUrl: needs.publicUrl,
    redirectUrl: redirectUrlOf(needs.publicUrl, network),
  }
}

/** Where a network sends people back. */
export function redirectUrlOf(publicUrl: string, { id }: Pick<Network, 'id'>): string {
  return `${publicUrl}/oauth/${id}/callback`
}
