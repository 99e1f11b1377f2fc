import { type RawBuilder, type Selectable, sql } from 'kysely'

import type { Db } from '#kit/database'
import { type Acting, brandOf, mayDo } from '#modules/teams'

import type { SavedView, ViewFilter } from '../contract.ts'
import { isOn, narrowedBy } from '../list-threads.ts'
import type { SavedViewTable } from './tables.ts'

export type Row = Selectable<SavedViewTable>
type Looker = Pick<Acting, 'workspaceId' | 'memberId' | 'role' | 'within'>

/** Those of whoever asks and those for everyone, in their order, each with how much is in it. */
export async function listViews(db: Db, looker: Looker, { brandId }: { brandId: string }): Promise<SavedView[]> {
  const { workspaceId, memberId } = looker
  await brandOf(db, { workspaceId, brandId })
  const rows = await db
    .selectFrom('inbox.saved_view')
    .selectAll()
    .where('workspace_id', '=', workspaceId)
    .where('brand_id', '=', brandId)
    .where((is) => is.or([is('shared', '=', true), is('member_id', '=', memberId)]))
    .orderBy('place')
    .orderBy('id')
    .execute()
  const counts = new Map([
    ...(await countsOf(db, { looker, brandId, rows, state: 'open' })),
    ...(await countsOf(db, { looker, brandId, rows, state: 'snoozed' })),
  ])
  return rows.map((row) => toView(row, looker, counts.get(row.id)))
}

export function toView(row: Row, looker: Looker, count?: number): SavedView {
  return {
    id: row.id,
    name: row.name,
    shared: row.shared,
    changeable: mayChange(row, looker),
    filter: row.filter,
    ...(count === undefined ? {} : { count }),
  }
}

/** One's own; what is for everyone also by those who keep the words of the workspace. */
export function mayChange({ member_id, shared }: Row, { memberId, role }: Looker): boolean {
  return member_id === memberId || (shared && mayDo(role, 'inbox.manage'))
}

interface Counting {
  readonly looker: Looker
  readonly brandId: string
  readonly rows: readonly Row[]
  readonly state: 'open' | 'snoozed'
}

/** Beyond this nobody needs a number. */
const most = 100
/** So many threads are looked at for all views together; where there are more, what is not full is not known. */
const mostLooked = 5000

/** Of what is done there is no end, and words would have to be read, so neither is counted. */
async function countsOf(db: Db, { looker, brandId, rows, state }: Counting): Promise<readonly [string, number][]> {
  const counted = rows.filter(({ filter }) => filter.state === state && !filter.text)
  if (counted.length === 0) return []
  const columns = counted.map(({ filter }) => sql`least(count(*) filter (where ${within(filter, looker)}), ${most})`)
  const { rows: found } = await sql<{ looked: number; counts: number[] }>`
    select count(*)::integer as looked, array[${sql.join(columns)}]::integer[] as counts from (
      select * from inbox.thread thread
      where workspace_id = ${looker.workspaceId} and brand_id = ${brandId} and state = ${state} and ${isOn(looker.within)}
      order by last_at desc, id desc limit ${mostLooked}
    ) thread`.execute(db)
  const { looked = 0, counts = [] } = found[0] ?? {}
  return counted.flatMap(({ id }, at) => {
    const count = counts[at] ?? 0
    return looked < mostLooked || count === most ? [[id, count] as [string, number]] : []
  })
}

function within({ assignee, ...filter }: ViewFilter, { memberId }: Looker): RawBuilder<unknown> {
  const conditions = narrowedBy({ ...filter, ...(assignee === undefined ? {} : { assignee: assignee === 'me' ? memberId : assignee }) })
  return conditions.length === 0 ? sql`true` : sql.join(conditions, sql` and `)
}
