import { networks } from '#networks'

import type { FaultSetting } from '../../src/networks/test-faults.ts'
import { casesOf, inboxCasesOf } from './cases.ts'

/** What every network's folder says of faults. */
export async function allFaults(): Promise<readonly FaultSetting[]> {
  return (await Promise.all(networks.map(({ id }) => faultsOf(id)))).flat()
}

async function faultsOf(id: string): Promise<readonly FaultSetting[]> {
  const { faults }: { readonly faults: readonly FaultSetting[] } = await import(`../../src/networks/${id}/test-faults.ts`)
  return faults
}

/** By network, the cases of the groups `answers` and `inbox`, by far the most of all. */
export function countCases(faults: readonly FaultSetting[]): Readonly<Record<string, number>> {
  const counts: Record<string, number> = {}
  for (const one of faults) counts[one.kind.id] = (counts[one.kind.id] ?? 0) + casesOf(one).length + inboxCasesOf(one).length
  return counts
}
