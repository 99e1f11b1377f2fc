import type { Json } from '#kit/json'

import { redirectUrlOf } from './environment.ts'
import { type ConnectionsNeeds, networkOf } from './needs.ts'

/** The document a network fetches to know who asks; undefined where the network has none. Public. */
export function clientDocument({ networks, publicUrl }: ConnectionsNeeds, networkId: string): Json | undefined {
  const network = networkOf({ networks }, networkId)
  return network?.connecting.clientDocument?.({ publicUrl, redirectUrl: redirectUrlOf(publicUrl, network) })
}
