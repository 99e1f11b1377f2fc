import { sql } from 'kysely'

import type { Db, Tx } from '#kit/database'
import { announcement } from '#kit/live'

import { storedReason } from '../attempts.ts'
import { reasons } from '../reasons.ts'
import { isHeld } from './is-held.ts'

/** What has come due and a crisis holds waits for a person from now on: it is out of the way of what may go out. Nobody is told of each one. */
export async function holdDue(db: Db): Promise<void> {
  while ((await hold(db, sql`d.wake_at <= now()`, sql`order by d.wake_at limit ${atOnce} for update of d skip locked`)) === atOnce);
}

/** The same for all that was due when a crisis of the brand, or of all brands, ended: within its change, also what is tried again later. */
export async function holdAllDue(tx: Tx, { workspaceId, brandId }: { workspaceId: string; brandId: string | undefined }): Promise<void> {
  const ofBrand = brandId === undefined ? sql`true` : sql`d.brand_id = ${brandId}`
  await hold(
    tx,
    sql`d.workspace_id = ${workspaceId} and ${ofBrand} and d.wake_at is not null`,
    sql`order by d.post_id, d.id for update of d`,
  )
}

const atOnce = 500

async function hold(db: Db | Tx, which: ReturnType<typeof sql>, locked: ReturnType<typeof sql>): Promise<number> {
  const { rows } = await sql<{ workspaceId: string }>`
    with picked as (
      select d.workspace_id, d.id from publishing.delivery d
      where ${which} and d.lease is null and d.state in ('waiting', 'retrying') and ${isHeld('d')} ${locked}
    )
    update publishing.delivery d set
      state = case when d.live_parts > 0 then 'needs-a-person' else 'missed' end,
      next_try_at = null,
      reason = ${storedReason(reasons.crisis)}::jsonb,
      updated_at = clock_timestamp()
    from picked where d.workspace_id = picked.workspace_id and d.id = picked.id
    returning d.workspace_id as "workspaceId"`.execute(db)
  for (const to of new Set(rows.map(({ workspaceId }) => workspaceId))) {
    await sql`select ${announcement({ to, topics: ['posts', 'crisis'] })}`.execute(db)
  }
  return rows.length
}
