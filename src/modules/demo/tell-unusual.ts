import type { Around } from './make-accounts.ts'
import type { DemoNeeds } from './needs.ts'

/** What was far from usual is told as soon as the demo opens, at whatever hour that is; later there is quiet at night. */
export async function tellUnusual({ api, brandId }: Around, { announceUnusual }: Pick<DemoNeeds, 'announceUnusual'>): Promise<void> {
  await api.analytics.setAnnouncing({ brandId, sensitivity: 'balanced', quietFrom: 0, quietTo: 0 })
  await announceUnusual()
  await api.analytics.setAnnouncing({ brandId, sensitivity: 'balanced', quietFrom: 21, quietTo: 8 })
}
