import type { NetworkEnvironment, NetworkMedia } from '#networks/network'

import type { WorkerNeeds } from './needs.ts'

/** What a network is given to work with, until the signal ends it. */
export function environmentOf(
  needs: Pick<WorkerNeeds, 'environment'>,
  { workspaceId, networkId, media, signal }: { workspaceId: string; networkId: string; media: NetworkMedia; signal: AbortSignal },
): NetworkEnvironment {
  return { ...needs.environment({ workspaceId, networkId }), ...media, signal }
}
