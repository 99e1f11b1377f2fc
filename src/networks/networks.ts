import * as listed from './index.ts'
import type { Network } from './network.ts'

/** Every network of the list, by id. */
export const networks: readonly Network[] = Object.values(listed)

/** The network with this id; undefined where the folder is gone but its accounts are still in the database. */
export function networkById(id: string): Network | undefined {
  return networks.find((network) => network.id === id)
}
