import { sql } from 'kysely'

import { steadyClock } from '#kit/clock'
import type { Db } from '#kit/database'
import type { Edit, Outcome, Settled } from '#networks/network'

import { askAccount } from './ask-account.ts'
import { type Asked, forgetCorrection, keepSettled } from './keep-settled.ts'
import type { WorkerNeeds } from './needs.ts'

interface Followed {
  readonly workspaceId: string
  readonly deliveryId: string
}

/**
 * Asks the network once what has become of the newest correction of a copy, and keeps the answer. Trouble is waited out, and after a day
 * nobody asks any more. Taking the copy down ends it too. May run twice, also at once.
 */
export async function followCorrection(needs: WorkerNeeds, followed: Followed, signal: AbortSignal): Promise<void> {
  const found = await read(needs.db, followed)
  if (!found) return
  const { row } = found
  const settle = needs.network(row.network)?.publishing?.edit?.settle
  const [account] = await needs.accounts.find(needs.db, { workspaceId: row.workspace_id, ids: [row.account_id] })
  if (row.state !== 'published' || !settle || !account) return forgetCorrection(needs.db, followed)
  const asked = { ...found, account }
  await keepSettled(needs, asked, await ask(needs, asked, { settle, signal }))
}

async function read(db: Db, { workspaceId, deliveryId }: Followed): Promise<Omit<Asked, 'account'> | undefined> {
  const correction = await db
    .selectFrom('publishing.correction')
    .selectAll()
    .select(sql<Date>`clock_timestamp()`.as('now'))
    .where('workspace_id', '=', workspaceId)
    .where('delivery_id', '=', deliveryId)
    .where('look_at', 'is not', null)
    .executeTakeFirst()
  const row = await db
    .selectFrom('publishing.delivery')
    .selectAll()
    .where('workspace_id', '=', workspaceId)
    .where('id', '=', deliveryId)
    .executeTakeFirst()
  return correction && row && { row, correction, startedAt: correction.now.toTemporalInstant() }
}

/** When it is asked again is judged by the database's clock, and so is what the network reckons that from. */
function ask(
  needs: WorkerNeeds,
  { row, correction, startedAt, account }: Asked,
  { settle, signal }: { settle: NonNullable<Edit['settle']>; signal: AbortSignal },
): Promise<Outcome<Settled>> {
  const { workspace_id: workspaceId, id: deliveryId, network: networkId, content, prepared, results } = row
  if (content === null) throw new Error('A correction of a copy that says nothing is followed.')
  const clock = steadyClock({ now: () => startedAt })
  const since = correction.since.toTemporalInstant()
  const threw = (err: unknown) => needs.log.warn({ err, network: networkId, deliveryId }, 'what has become of a correction is not known')
  const within = AbortSignal.any([signal, AbortSignal.timeout(30_000)])
  return askAccount(needs, { workspaceId, accountId: account.id, networkId, signal: within, threw }, (access, environment) =>
    settle({ job: { access, content, prepared, results }, since }, { ...environment, now: () => clock.now() }),
  )
}
