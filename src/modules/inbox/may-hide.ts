import type { InboxKind } from '#networks/network'

import type { InboxNeeds } from './needs.ts'

/** Under a post of ours a network may let us hide what others say; anywhere else it is not ours to hide. */
export function mayHide({ publishing }: Pick<InboxNeeds, 'publishing'>, { network, kind }: { network: string; kind: InboxKind }): boolean {
  return kind === 'comment' && publishing.network(network)?.inbox?.hide !== undefined
}
