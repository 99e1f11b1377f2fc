import { sql } from 'kysely'

import type { Tx } from '#kit/database'

import { addedTo, addedColumns, addedUp, eachAdded } from '../facts/metric-columns.ts'
import { bucketsOfDay } from '../facts/write-facts.ts'

/** Dimensions by which posts are sorted besides account and network. */
export type Dimension = 'type' | 'campaign' | 'label'

export interface Belonging {
  readonly subject: number
  readonly dimension: Dimension
  readonly member: string
}

interface Moved {
  readonly workspaceId: string
  readonly accountId: string
  readonly gone: readonly Belonging[]
  readonly come: readonly Belonging[]
}

/** Posts of one account, which the caller holds, leave members of dimensions and come to others; what they have gathered goes with them. */
export async function moveBelonging(tx: Tx, { workspaceId, accountId, gone, come }: Moved): Promise<void> {
  // What was there and is gone, and what was not there and has come: asked twice, it moves once.
  const [left, joined] = [await leave(tx, workspaceId, gone), await join(tx, workspaceId, come)]
  await carry(tx, { workspaceId, accountId, moved: left, sign: -1 })
  await carry(tx, { workspaceId, accountId, moved: joined, sign: 1 })
}

async function leave(tx: Tx, workspaceId: string, gone: readonly Belonging[]): Promise<readonly Belonging[]> {
  if (gone.length === 0) return []
  const { rows } = await sql<Belonging>`
    delete from analytics.belonging b using ${asRows(gone)}
    where b.workspace_id = ${workspaceId} and b.subject = m.subject and b.dimension = m.dimension and b.member = m.member
    returning b.subject, b.dimension, b.member`.execute(tx)
  return rows
}

async function join(tx: Tx, workspaceId: string, come: readonly Belonging[]): Promise<readonly Belonging[]> {
  if (come.length === 0) return []
  const { rows } = await sql<Belonging>`
    insert into analytics.belonging (workspace_id, subject, dimension, member)
    select ${workspaceId}, subject, dimension, member from ${asRows(come)} on conflict do nothing
    returning subject, dimension, member`.execute(tx)
  return rows
}

interface Carried {
  readonly workspaceId: string
  readonly accountId: string
  readonly moved: readonly Belonging[]
  readonly sign: 1 | -1
}

async function carry(tx: Tx, { workspaceId, accountId, moved, sign }: Carried): Promise<void> {
  if (moved.length === 0) return
  const signed = eachAdded((_, column) => sql`${column} * ${sql.lit(sign)} as ${column}`)
  await sql`
    insert into analytics.rollup as kept (workspace_id, dimension, grain, bucket, account_id, member, ${addedColumns})
    select ${workspaceId}, dimension, g.grain, g.bucket, ${accountId}::uuid, member, ${addedUp}
    from (
      select m.dimension, m.member, r.bucket as day, ${signed}
      from ${asRows(moved)} join analytics.post_rollup r on r.workspace_id = ${workspaceId} and r.subject = m.subject and r.grain = 'day'
    ) moved cross join lateral (values ${bucketsOfDay}) g (grain, bucket)
    group by dimension, g.grain, g.bucket, member
    on conflict (workspace_id, dimension, grain, bucket, account_id, member) do update set ${addedTo}`.execute(tx)
}

function asRows(rows: readonly Belonging[]) {
  return sql`unnest(
    ${rows.map(({ subject }) => subject)}::bigint[], ${rows.map(({ dimension }) => dimension)}::text[], ${rows.map(({ member }) => member)}::text[]
  ) as m (subject, dimension, member)`
}
