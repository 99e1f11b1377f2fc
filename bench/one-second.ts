import type { Pool } from 'pg'

import { hearth } from '../e2e/support/hearth.ts'
import { asManyPeople } from '../e2e/support/many-people.ts'
import { type Owner, setUpOwner } from '../e2e/support/owner.ts'
import { ownDatabase } from './own-database.ts'
import { connectAll, inParallel, settingsToward } from './scene.ts'
import { type Opened, startStandIns } from './stand-ins.ts'

interface Wanted {
  readonly processes: readonly ('all' | 'web' | 'worker')[]
  readonly accountsPerNetwork: number
}

/** Hearth over a database of its own and before networks of its own, with as many accounts of each as asked. */
export async function openScene(cleanUp: AsyncDisposableStack, { processes, accountsPerNetwork }: Wanted) {
  const postgres = cleanUp.use(await ownDatabase())
  const standIns = cleanUp.use(await startStandIns())
  const networks = await standIns.ask<Opened[]>({ kind: 'open' })
  const running = await hearth({ ...settingsToward(networks), DATABASE_URL: postgres.url, HEARTH_LOG_LEVEL: 'warn' })
  cleanUp.defer(() => running.stop())
  for (const process of processes) await running.run(process)
  const owner = asManyPeople(await setUpOwner(running.url))
  const accounts = await connectAll(owner, { standIns, networks, each: accountsPerNetwork })
  return { postgres, standIns, running, owner, accounts }
}

/** As a team writes: one text for one account on each network, all due in the same second, which begins so many seconds from now or up to a minute later. */
export async function planAll(
  owner: Owner,
  accounts: readonly (readonly string[])[],
  { deliveries, ahead }: { readonly deliveries: number; readonly ahead: number },
): Promise<Date> {
  const due = new Date(Math.ceil(Date.now() / 60_000) * 60_000 + ahead * 1000)
  const local = Temporal.Instant.fromEpochMilliseconds(due.getTime())
    .toZonedDateTimeISO('Asia/Taipei')
    .toPlainDateTime()
    .toString({ smallestUnit: 'minute' })
  const posts = Math.ceil(deliveries / accounts.length)
  await inParallel(posts, async (index) => {
    const accountIds = accounts.map((ofNetwork) => ofNetwork[index % ofNetwork.length]).slice(0, deliveries - index * accounts.length)
    const content = { parts: [{ text: `Post number ${index} of this second`, media: [] }], languages: ['en'] }
    await owner.call('POST', '/posts', { brandId: owner.brandId, content, accountIds, when: { kind: 'at', local } })
  })
  if (Date.now() > due.getTime()) throw new Error('Writing the posts took longer than planned; this machine is too busy to measure.')
  return due
}

/** How many are still to be done. */
export async function countOpen(pool: Pool): Promise<number> {
  const { rows } = await pool.query<{ count: number }>('select count(*)::int as count from publishing.delivery where wake_at is not null')
  return rows[0]?.count ?? 0
}
