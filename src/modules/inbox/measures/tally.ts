import { sql } from 'kysely'

import type { Db, Tx } from '#kit/database'

/** Volumes are counted by quarters of an hour: all zones of the world are whole quarters apart. */
export const quarterOf = (column: string) => sql<Date>`date_bin('15 minutes', ${sql.ref(column)}, '2000-01-01T00:00:00Z')`

interface Heard {
  readonly at: Temporal.Instant
  readonly kind: string
}

/** Counts what others have just said, in the transaction that keeps it. */
export async function tallyHeard(
  tx: Tx,
  { workspaceId, brandId, network }: { workspaceId: string; brandId: string; network: string },
  heard: readonly Heard[],
): Promise<void> {
  if (heard.length === 0) return
  const rows = heard.map(({ at, kind }) => ({ at, kind }))
  await sql`
    insert into inbox.tally (workspace_id, brand_id, quarter, network, kind, received, acted)
    select ${workspaceId}, ${brandId}, ${quarterOf('r.at')}, ${network}, r.kind, count(*), 0
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as r(at timestamptz, kind text) group by 3, 5`.execute(tx)
}

/**
 * Counts what others said in these threads before the last thing that one of us did there: an answer, wherever it was written, or work on the
 * thread. Each message counts once.
 */
export async function tallyActed(tx: Tx, { workspaceId }: { workspaceId: string }, threadIds: readonly string[]): Promise<void> {
  const ids = sql`${[...threadIds]}::uuid[]`
  await sql`
    with done as (
      select ours.thread_id, max(ours.at) as at from (
        select m.thread_id, m.at from inbox.message m
        where m.workspace_id = ${workspaceId} and m.thread_id = any(${ids}) and m.by_us and m.gone_at is null
        union all
        select d.thread_id, d.at from inbox.deed d
        where d.workspace_id = ${workspaceId} and d.thread_id = any(${ids}) and d.member_id is not null
      ) ours group by ours.thread_id
    ), acted as (
      update inbox.message m set acted = true from done
      where m.workspace_id = ${workspaceId} and m.thread_id = done.thread_id and not m.by_us and not m.acted and m.at <= done.at
      returning m.thread_id, m.kind, m.at
    )
    insert into inbox.tally (workspace_id, brand_id, quarter, network, kind, received, acted)
    select ${workspaceId}, t.brand_id, ${quarterOf('acted.at')}, t.network, acted.kind, 0, count(*)
    from acted join inbox.thread t on t.workspace_id = ${workspaceId} and t.id = acted.thread_id group by 2, 3, 4, 5`.execute(tx)
}

/** Puts rows of the same quarter together. May run twice, also while others count. */
export async function gatherTally(db: Db): Promise<void> {
  await sql`
    with several as (
      select workspace_id, brand_id, quarter, network, kind from inbox.tally group by 1, 2, 3, 4, 5 having count(*) > 1
    ), taken as (
      delete from inbox.tally t using several s
      where (t.workspace_id, t.brand_id, t.quarter, t.network, t.kind) = (s.workspace_id, s.brand_id, s.quarter, s.network, s.kind)
      returning t.*
    )
    insert into inbox.tally (workspace_id, brand_id, quarter, network, kind, received, acted)
    select workspace_id, brand_id, quarter, network, kind, sum(received), sum(acted) from taken group by 1, 2, 3, 4, 5`.execute(db)
}
