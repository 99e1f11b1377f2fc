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

/** One digest a row, over everything the row says. The database makes it, as it writes JSON in one way only. */
export async function rowDigests(db: Db | Tx, { workspaceId, block }: { workspaceId: string; block: number }): Promise<string[]> {
  const { rows } = await sql<{ digest: string }>`
    select encode(sha256(convert_to(jsonb_build_array(
      id, extract(epoch from at), member_id, actor_name, via, ip, action, subject_kind, subject_id, detail, before, after
    )::text, 'UTF8')), 'hex') as digest
    from teams.audit
    where workspace_id = ${workspaceId} and block = ${block}
    order by at, id`.execute(db)
  return rows.map(({ digest }) => digest)
}
