import { sql } from 'kysely'

import type { Tx } from '#kit/database'
import { refuse } from '#kit/errors'
import { uuidv7 } from '#kit/ids'
import { type Acting, brandOf, type Call, change, watching } from '#modules/teams'

import type { SavedView, ViewFilter } from '../contract.ts'
import type { InboxNeeds } from '../needs.ts'
import { seen } from '../seen.ts'
import { viewsRefusals } from '../views-contract.ts'
import { listViews, mayChange, type Row, toView } from './list-views.ts'

interface NewView {
  readonly brandId: string
  readonly name: string
  readonly shared: boolean
  readonly filter: ViewFilter
}

/** Comes after those that are there. */
export function createView({ db }: Pick<InboxNeeds, 'db'>, call: Call, { brandId, name, shared, filter }: NewView): Promise<SavedView> {
  const { acting } = call
  const { workspaceId, memberId } = acting
  return change(db, call, async (tx) => {
    await brandOf(tx, { workspaceId, brandId })
    const place = await placeAtTheEnd(tx, { acting, brandId })
    const row = await tx
      .insertInto('inbox.saved_view')
      .values({
        workspace_id: workspaceId,
        id: uuidv7(),
        brand_id: brandId,
        member_id: memberId,
        shared,
        name,
        filter: JSON.stringify(filter),
        place,
      })
      .returningAll()
      .executeTakeFirstOrThrow()
    return { value: toView(row, acting), subject: { kind: 'saved-view', id: row.id }, detail: { name, shared }, topics }
  })
}

const topics = ['views']

/** They all stand in one column and are counted together, so they end somewhere. */
const most = 50

async function placeAtTheEnd(tx: Tx, { acting, brandId }: { acting: Acting; brandId: string }): Promise<number> {
  const { count, last } = await tx
    .selectFrom('inbox.saved_view')
    .select([sql<number>`count(*)::integer`.as('count'), sql<number>`coalesce(max(place), 0)::integer`.as('last')])
    .where('workspace_id', '=', acting.workspaceId)
    .where('brand_id', '=', brandId)
    .where((is) => is.or([is('shared', '=', true), is('member_id', '=', acting.memberId)]))
    .executeTakeFirstOrThrow()
  if (count >= most) throw refuse(viewsRefusals, 'TOO_MANY_VIEWS')
  return last + 1
}

interface Wanted {
  readonly viewId: string
  readonly name?: string | undefined
  readonly shared?: boolean | undefined
  readonly filter?: ViewFilter | undefined
}

/** What is not given stays. */
export function changeView({ db }: Pick<InboxNeeds, 'db'>, call: Call, { viewId, name, shared, filter }: Wanted): Promise<SavedView> {
  const { acting } = call
  return change(db, watching(call, seen.view(acting.workspaceId, viewId)), async (tx) => {
    const view = await viewToChange(tx, { acting, viewId })
    const row = await tx
      .updateTable('inbox.saved_view')
      .set({ name: name ?? view.name, shared: shared ?? view.shared, filter: JSON.stringify(filter ?? view.filter) })
      .where('workspace_id', '=', acting.workspaceId)
      .where('id', '=', viewId)
      .returningAll()
      .executeTakeFirstOrThrow()
    return { value: toView(row, acting), subject: { kind: 'saved-view', id: viewId }, detail: { name: row.name }, topics }
  })
}

export function removeView({ db }: Pick<InboxNeeds, 'db'>, call: Call, { viewId }: { viewId: string }): Promise<{ removed: true }> {
  const { acting } = call
  return change(db, watching(call, seen.view(acting.workspaceId, viewId)), async (tx) => {
    const { name } = await viewToChange(tx, { acting, viewId })
    await tx.deleteFrom('inbox.saved_view').where('workspace_id', '=', acting.workspaceId).where('id', '=', viewId).execute()
    return { value: { removed: true as const }, subject: { kind: 'saved-view', id: viewId }, detail: { name }, topics }
  })
}

/** Those that are named come in this order, before those that are not. Views for everyone have one place for all. */
export function orderViews(
  { db }: Pick<InboxNeeds, 'db'>,
  call: Call,
  { brandId, viewIds }: { brandId: string; viewIds: readonly string[] },
): Promise<SavedView[]> {
  const { acting } = call
  return change(db, call, async (tx) => {
    const views = await listViews(tx, acting, { brandId })
    const ids = [...viewIds.filter((id) => views.some((view) => view.id === id)), ...views.map(({ id }) => id)]
    await sql`
      update inbox.saved_view view set place = wanted.place
      from unnest(${[...new Set(ids)]}::uuid[]) with ordinality wanted (id, place)
      where view.workspace_id = ${acting.workspaceId} and view.id = wanted.id`.execute(tx)
    const value = await listViews(tx, acting, { brandId })
    return {
      value,
      subject: { kind: 'brand', id: brandId },
      detail: { views: views.length },
      before: { order: views.map(({ name }) => name) },
      after: { order: value.map(({ name }) => name) },
      topics,
    }
  })
}

async function viewToChange(tx: Tx, { acting, viewId }: { acting: Acting; viewId: string }): Promise<Row> {
  const view = await tx
    .selectFrom('inbox.saved_view')
    .selectAll()
    .where('workspace_id', '=', acting.workspaceId)
    .where('id', '=', viewId)
    .forUpdate()
    .executeTakeFirst()
  if (!view || (!view.shared && view.member_id !== acting.memberId)) throw refuse(viewsRefusals, 'NOT_FOUND')
  if (!mayChange(view, acting)) throw refuse(viewsRefusals, 'NOT_YOURS')
  return view
}
