import { createHash } from 'node:crypto'

import { sql } from 'kysely'

import type { Db, Tx } from '#kit/database'

/** What the first block of a workspace follows on. */
export const noBlock = ''

/** SHA-256 over the block before, this block's number and the digest of each of its rows, in their order. */
export function blockHash({ previous, number, digests }: { previous: string; number: number; digests: readonly string[] }): string {
  const hash = createHash('sha256').update(`${previous}\0${number}\0${digests.length}\0`)
  for (const digest of digests) hash.update(digest)
  return hash.digest('base64url')
}

/**
 * By block, one digest a row, over everything the row says. The database makes it, as it writes JSON in one way only. A block without rows is left out.
 */
export async function rowDigests(
  db: Db | Tx,
  { workspaceId, from, to }: { workspaceId: string; from: number; to: number },
): Promise<ReadonlyMap<number, readonly string[]>> {
  const { rows } = await sql<{ block: number; digests: string[] }>`
    select block, array_agg(encode(sha256(convert_to(jsonb_build_array(
      id, extract(epoch from at), member_id, actor_name, via, ip, action, subject_kind, subject_id, detail, before, after
    )::text, 'UTF8')), 'hex') order by at, id) as digests
    from teams.audit
    where workspace_id = ${workspaceId} and block between ${from} and ${to}
    group by block`.execute(db)
  return new Map(rows.map(({ block, digests }) => [block, digests]))
}
