import { type Selectable, sql } from 'kysely'

import type { Db, Tx } from '#kit/database'

import type { AuditCheck } from '../contract.ts'
import type { AuditBlockTable } from '../tables.ts'
import type { AuditKey } from './audit-key.ts'
import { blockHash, noBlock, rowDigests } from './block-hash.ts'

type Block = Selectable<AuditBlockTable>

/** Makes every seal anew from what stands there, as of one moment, and says where it first differs. */
export function checkAudit(db: Db, { workspaceId, key }: { workspaceId: string; key: AuditKey }): Promise<AuditCheck> {
  return db
    .transaction()
    .setIsolationLevel('repeatable read')
    .execute(async (tx) => {
      const blocks = await tx
        .selectFrom('teams.audit_block')
        .selectAll()
        .where('workspace_id', '=', workspaceId)
        .orderBy('number')
        .execute()
      const broken = (await firstBroken(tx, { workspaceId, blocks, key })) ?? (await strayRows(tx, { workspaceId, blocks }))
      const last = blocks.at(-1)
      return {
        blocks: blocks.length,
        sealedRows: blocks.reduce((sum, { rows }) => sum + rows, 0),
        forgottenBlocks: blocks.filter(({ forgotten_at: forgotten }) => forgotten !== null).length,
        earlierKey: blocks.some(({ key_id: id }) => id !== key.id),
        ...(await waitingRows(tx, workspaceId)),
        ...(last ? { head: { number: last.number, hash: last.hash, sealedAt: last.sealed_at.toISOString() } } : {}),
        ...(broken ? { broken } : {}),
      }
    })
}

/** There is a block for every minute in which somebody did something: years of them are not asked for one by one. Until one is missing they are numbered without a gap. */
const atOnce = 500

async function firstBroken(
  tx: Tx,
  { workspaceId, blocks, key }: { workspaceId: string; blocks: readonly Block[]; key: AuditKey },
): Promise<AuditCheck['broken']> {
  let previous = noBlock
  let expected = 1
  let digests: Awaited<ReturnType<typeof rowDigests>> = new Map()
  for (const [index, block] of blocks.entries()) {
    if (index % atOnce === 0) digests = await rowDigests(tx, { workspaceId, from: block.number, to: block.number + atOnce - 1 })
    const at = { number: block.number, sealedAt: block.sealed_at.toISOString() }
    if (block.number !== expected) return { ...at, number: expected, why: 'block-missing' }
    if (block.key_id === key.id && key.mac({ hash: block.hash, sealedAt: block.sealed_at }) !== block.mac)
      return { ...at, why: 'seal-forged' }
    const own = digests.get(block.number) ?? []
    // Of a block whose rows were old enough to go, only the hash is left.
    const asItWas = isForgotten(block) || blockHash({ previous, number: block.number, digests: own }) === block.hash
    if (!asItWas) return { ...at, why: own.length < block.rows ? 'rows-missing' : 'rows-changed' }
    previous = block.hash
    expected += 1
  }
  return undefined
}

/** Nothing younger than the shortest time that a workspace can choose is ever deleted: such a mark was not made by Hearth. */
function isForgotten({ forgotten_at: forgottenAt, sealed_at: sealedAt }: Block): boolean {
  return forgottenAt !== null && forgottenAt.getTime() - sealedAt.getTime() > shortestMs && Date.now() - sealedAt.getTime() > shortestMs
}

const shortestMs = 364 * 86_400_000

/** Rows that claim a block which was never sealed. */
async function strayRows(
  tx: Tx,
  { workspaceId, blocks }: { workspaceId: string; blocks: readonly Block[] },
): Promise<AuditCheck['broken']> {
  const stray = await tx
    .selectFrom('teams.audit')
    .select(['block', 'at'])
    .where('workspace_id', '=', workspaceId)
    .where('block', '>', blocks.at(-1)?.number ?? 0)
    .orderBy('block')
    .limit(1)
    .executeTakeFirst()
  return stray?.block ? { number: stray.block, sealedAt: stray.at.toISOString(), why: 'block-missing' } : undefined
}

async function waitingRows(tx: Tx, workspaceId: string): Promise<{ waitingRows: number }> {
  const { count } = await tx
    .selectFrom('teams.audit')
    .select(sql<number>`count(*)::int`.as('count'))
    .where('workspace_id', '=', workspaceId)
    .where('block', 'is', null)
    .executeTakeFirstOrThrow()
  return { waitingRows: count }
}
