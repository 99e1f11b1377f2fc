import { sql } from 'kysely'

import type { Db, Tx } from '#kit/database'

import type { AuditKey } from './audit-key.ts'
import { blockHash, noBlock, rowDigests } from './block-hash.ts'

/** Seals what was written since the last time, a block for each workspace. A row that commits late goes into the next block. Gives the number of new blocks. */
export async function sealAudit(db: Db, key: AuditKey): Promise<number> {
  const waiting = await db.selectFrom('teams.audit').select('workspace_id').distinct().where('block', 'is', null).execute()
  const sealed = await inTurn(waiting, ({ workspace_id: workspaceId }) =>
    db.transaction().execute((tx) => sealWorkspace(tx, workspaceId, key)),
  )
  return sealed.filter(Boolean).length
}

async function sealWorkspace(tx: Tx, workspaceId: string, key: AuditKey): Promise<boolean> {
  // Two workers that seal at once would both continue the same block.
  const { rows } = await sql<{ mine: boolean }>`
    select pg_try_advisory_xact_lock(hashtextextended('teams.audit ' || ${workspaceId}, 0)) as mine`.execute(tx)
  if (!rows[0]?.mine) return false
  const last = await tx
    .selectFrom('teams.audit_block')
    .select(['number', 'hash'])
    .where('workspace_id', '=', workspaceId)
    .orderBy('number', 'desc')
    .limit(1)
    .executeTakeFirst()
  const number = (last?.number ?? 0) + 1
  await tx.updateTable('teams.audit').set({ block: number }).where('workspace_id', '=', workspaceId).where('block', 'is', null).execute()
  const digests = await rowDigests(tx, { workspaceId, block: number })
  if (digests.length === 0) return false
  const sealedAt = new Date()
  const hash = blockHash({ previous: last?.hash ?? noBlock, number, digests })
  await tx
    .insertInto('teams.audit_block')
    .values({
      workspace_id: workspaceId,
      number,
      rows: digests.length,
      hash,
      mac: key.mac({ hash, sealedAt }),
      key_id: key.id,
      sealed_at: sealedAt,
    })
    .execute()
  return true
}

async function inTurn<Item, Result>(items: readonly Item[], work: (item: Item) => Promise<Result>): Promise<Result[]> {
  const results: Result[] = []
  for (const item of items) results.push(await work(item))
  return results
}
