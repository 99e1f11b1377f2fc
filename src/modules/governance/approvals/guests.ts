import type { Selectable } from 'kysely'

import type { Db, Tx } from '#kit/database'
import { refuse } from '#kit/errors'
import { uuidv7 } from '#kit/ids'
import { brandOf, type Call, change, watching } from '#modules/teams'

import { approvalRefusals, type Guest } from '../contract.ts'
import type { ApprovalsNeeds } from '../needs.ts'
import { seen } from '../seen.ts'
import type { GuestTable } from './tables.ts'

type Needs = Pick<ApprovalsNeeds, 'db' | 'clock'>
type GuestInput = Omit<Guest, 'id' | 'brandId'>
type GuestRow = Selectable<GuestTable>

/** People outside who are let in, by name. */
export async function listGuests(db: Db, { workspaceId, brandId }: { workspaceId: string; brandId: string }): Promise<Guest[]> {
  const rows = await db
    .selectFrom('governance.guest')
    .selectAll()
    .where('workspace_id', '=', workspaceId)
    .where('brand_id', '=', brandId)
    .where('removed_at', 'is', null)
    .orderBy('name')
    .orderBy('id')
    .execute()
  return rows.map(toGuest)
}

export function addGuest({ db }: Needs, call: Call, { brandId, ...wanted }: GuestInput & { brandId: string }): Promise<Guest> {
  const { workspaceId } = call.acting
  return change(db, call, async (tx) => {
    await brandOf(tx, { workspaceId, brandId })
    const row = await tx
      .insertInto('governance.guest')
      .values({ workspace_id: workspaceId, id: uuidv7(), brand_id: brandId, ...columns(wanted) })
      .returningAll()
      .executeTakeFirstOrThrow()
    return { value: toGuest(row), subject: { kind: 'guest', id: row.id }, detail: { name: row.name }, topics: ['approvals'] }
  })
}

export function changeGuest({ db }: Needs, call: Call, { guestId, ...wanted }: GuestInput & { guestId: string }): Promise<Guest> {
  const { workspaceId } = call.acting
  return change(db, watching(call, seen.guest(workspaceId, guestId)), async (tx) => {
    await readGuest(tx, { workspaceId, guestId })
    const row = await tx
      .updateTable('governance.guest')
      .set(columns(wanted))
      .where('workspace_id', '=', workspaceId)
      .where('id', '=', guestId)
      .returningAll()
      .executeTakeFirstOrThrow()
    return { value: toGuest(row), subject: { kind: 'guest', id: guestId }, detail: { name: row.name }, topics: ['approvals'] }
  })
}

/** Lets them in no more. Their name stays with what they said. */
export function removeGuest({ db, clock }: Needs, call: Call, { guestId }: { guestId: string }): Promise<{ removed: true }> {
  const { workspaceId } = call.acting
  return change(db, watching(call, seen.guest(workspaceId, guestId)), async (tx) => {
    const { name } = await readGuest(tx, { workspaceId, guestId })
    await tx
      .updateTable('governance.guest')
      .set({ removed_at: new Date(clock.now().epochMilliseconds) })
      .where('workspace_id', '=', workspaceId)
      .where('id', '=', guestId)
      .execute()
    await tx.deleteFrom('governance.guest_link').where('workspace_id', '=', workspaceId).where('guest_id', '=', guestId).execute()
    return { value: { removed: true as const }, subject: { kind: 'guest', id: guestId }, detail: { name }, topics: ['approvals'] }
  })
}

/** Refuses one that is not let in any more. */
export async function readGuest(db: Db | Tx, { workspaceId, guestId }: { workspaceId: string; guestId: string }): Promise<GuestRow> {
  const row = await db
    .selectFrom('governance.guest')
    .selectAll()
    .where('workspace_id', '=', workspaceId)
    .where('id', '=', guestId)
    .where('removed_at', 'is', null)
    .executeTakeFirst()
  if (!row) throw refuse(approvalRefusals, 'NOT_FOUND')
  return row
}

function columns({ name, email, language, calendar }: GuestInput) {
  return { name, email, language, calendar_accounts: calendar?.accountIds ?? null }
}

function toGuest({ id, brand_id, name, email, language, calendar_accounts }: GuestRow): Guest {
  return { id, brandId: brand_id, name, email, language, ...(calendar_accounts ? { calendar: { accountIds: calendar_accounts } } : {}) }
}
