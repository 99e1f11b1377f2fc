import type { Json } from '#kit/json'

import { type ConnectionsNeeds, environmentOf, networkOf } from './needs.ts'

/** The document a network fetches to know who asks; undefined where the network has none. Public. */
export function clientDocument(needs: ConnectionsNeeds, networkId: string): Json | undefined {
  const network = networkOf(needs, networkId)
  return network?.connecting.clientDocument?.(environmentOf(needs, network))
}
