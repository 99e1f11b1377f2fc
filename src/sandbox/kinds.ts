import { networks } from '#networks'

import type { StandInKind } from '../networks/stand-in.ts'

/** Every network's stand-in, from its folder. */
export const kinds: readonly StandInKind[] = await Promise.all(networks.map(({ id }) => standInOf(id)))

async function standInOf(id: string): Promise<StandInKind> {
  const { standIn }: { readonly standIn: StandInKind } = await import(`../networks/${id}/stand-in.ts`)
  return standIn
}
