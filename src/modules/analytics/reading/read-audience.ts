import { noteReading } from '#modules/publishing'

import { holdProfile } from '../facts/hold-profile.ts'
import { announceRead } from './announce-read.ts'
import { type Asking, askNetwork } from './ask-network.ts'
import { endReading, waitLonger } from './end-reading.ts'

/** Reads who follows a profile. What was known before is replaced: networks tell how it is, not how it was. */
export async function readAudience(asking: Asking): Promise<void> {
  const { needs, reading, account, insights } = asking
  const { audience } = insights
  if (!audience) return
  const now = needs.clock.now().epochMilliseconds
  const read = await askNetwork(asking, (access, environment) => audience.read(access, environment))
  if (!read.ok) return waitLonger(needs.db, reading, { now, trouble: read.trouble })
  const { groups, uses = [], cost = 0 } = read.value
  await needs.db.transaction().execute(async (tx) => {
    const held = await holdProfile(tx, reading)
    if (!held) return
    const row = { read_at: new Date(now), source: audience.source, groups: JSON.stringify(groups) }
    await tx
      .insertInto('analytics.audience')
      .values({ workspace_id: reading.workspaceId, account_id: reading.accountId, ...row })
      .onConflict((conflict) => conflict.columns(['workspace_id', 'account_id']).doUpdateSet(row))
      .execute()
    await noteReading(tx, { ...reading, network: account.network, uses, cost })
    await endReading(tx, reading, { now, next: now + audience.everyHours * 3_600_000 })
    await announceRead(tx, { workspaceId: reading.workspaceId, brandId: held.brandId })
  })
}
