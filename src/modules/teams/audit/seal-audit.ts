import { sql } from 'kysely'

import type { Db, Tx } from '#kit/database'

import type { AuditKey } from './audit-key.ts'
import { blockHash, noBlock, rowDigests } from './block-hash.ts'

/** Seals what was written since the last time, a block for each workspace. A row that commits late goes into the next block. */
export async function sealAudit(db: Db, key: AuditKey): Promise<void> {
  const waiting = await db.selectFrom('teams.audit').select('workspace_id').distinct().where('block', 'is', null).execute()
  for (const { workspace_id: workspaceId } of waiting) await db.transaction().execute((tx) => sealWorkspace(tx, workspaceId, key))
}

async function sealWorkspace(tx: Tx, workspaceId: string, key: AuditKey): Promise<void> {
  // Two workers that seal at once would both continue the same block.
  const { rows } = await sql<{ mine: boolean }>`
    select pg_try_advisory_xact_lock(hashtextextended('teams.audit ' || ${workspaceId}, 0)) as mine`.execute(tx)
  if (!rows[0]?.mine) return
  const last = await tx
    .selectFrom('teams.audit_block')
    .select(['number', 'hash'])
    .where('workspace_id', '=', workspaceId)
    .orderBy('number', 'desc')
    .limit(1)
    .executeTakeFirst()
  const number = (last?.number ?? 0) + 1
  await tx.updateTable('teams.audit').set({ block: number }).where('workspace_id', '=', workspaceId).where('block', 'is', null).execute()
  const digests = (await rowDigests(tx, { workspaceId, from: number, to: number })).get(number)
  if (!digests) return
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
}
