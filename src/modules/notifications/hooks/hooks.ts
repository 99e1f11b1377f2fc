import type { Db } from '#kit/database'
import { refuse } from '#kit/errors'
import { uuidv7 } from '#kit/ids'
import { brandsOf, type Call, change } from '#modules/teams'

import { type Hook, type HookChoices, hookRefusals } from '../contract.ts'
import type { HookNeeds } from './hook-needs.ts'
import { hookOf, type HookRow, sealAddress, toHook } from './hook-row.ts'
import { readAddress } from './read-address.ts'

const mostHooks = 20

type Needs = Pick<HookNeeds, 'db' | 'clock' | 'vault' | 'hookOrigins'>

export async function listHooks(db: Db, { workspaceId }: { workspaceId: string }): Promise<Hook[]> {
  const rows = await db.selectFrom('notifications.hook').selectAll().where('workspace_id', '=', workspaceId).orderBy('made_at').execute()
  return rows.map(toHook)
}

/** Tells a channel of a chat service of notices from now on. */
export async function addHook(needs: Needs, call: Call, { address: given, ...choices }: HookChoices & { address: string }): Promise<Hook> {
  const { workspaceId, memberId } = call.acting
  const { service, address } = readAddress(given, needs.hookOrigins)
  return change(needs.db, call, async (tx) => {
    const rows = await tx.selectFrom('notifications.hook').select('id').where('workspace_id', '=', workspaceId).execute()
    if (rows.length >= mostHooks) throw refuse(hookRefusals, 'TOO_MANY_HOOKS')
    await checkBrands(tx, { workspaceId, brandIds: choices.brandIds })
    const id = uuidv7()
    const row = await tx
      .insertInto('notifications.hook')
      .values({
        workspace_id: workspaceId,
        id,
        service,
        ...asColumns(choices),
        sealed: sealAddress(needs.vault, { workspaceId, hookId: id }, address),
        made_by: memberId,
        made_at: needs.clock.now().toString(),
      })
      .returningAll()
      .executeTakeFirstOrThrow()
    return { value: toHook(row), subject: { kind: 'hook', id }, after: said(row), topics: ['hooks'] }
  })
}

/** Changes what a channel is told, or where it is. Either way it is switched on again. */
export async function changeHook(
  needs: Needs,
  call: Call,
  { hookId, address: given, ...choices }: HookChoices & { hookId: string; address?: string | undefined },
): Promise<Hook> {
  const { workspaceId } = call.acting
  const read = given === undefined ? undefined : readAddress(given, needs.hookOrigins)
  return change(needs.db, call, async (tx) => {
    const before = await hookOf(tx, { workspaceId, hookId })
    await checkBrands(tx, { workspaceId, brandIds: choices.brandIds })
    const row = await tx
      .updateTable('notifications.hook')
      .set({
        ...asColumns(choices),
        ...(read ? { service: read.service, sealed: sealAddress(needs.vault, { workspaceId, hookId }, read.address) } : {}),
        failures: 0,
        off_at: null,
        ...(read ? { failure: null, failed_at: null } : {}),
      })
      .where('workspace_id', '=', workspaceId)
      .where('id', '=', hookId)
      .returningAll()
      .executeTakeFirstOrThrow()
    const subject = { kind: 'hook', id: hookId }
    const detail = { name: row.name, ...(read ? { newAddress: true } : {}) }
    return { value: toHook(row), subject, detail, before: said(before), after: said(row), topics: ['hooks'] }
  })
}

export function removeHook(db: Db, call: Call, { hookId }: { hookId: string }): Promise<{ removed: true }> {
  const { workspaceId } = call.acting
  return change(db, call, async (tx) => {
    const row = await hookOf(tx, { workspaceId, hookId })
    await tx.deleteFrom('notifications.hook').where('workspace_id', '=', workspaceId).where('id', '=', hookId).execute()
    return {
      value: { removed: true as const },
      subject: { kind: 'hook', id: hookId },
      detail: { name: row.name },
      before: said(row),
      topics: ['hooks'],
    }
  })
}

async function checkBrands(db: Db, { workspaceId, brandIds = [] }: { workspaceId: string; brandIds: HookChoices['brandIds'] }) {
  if (brandIds.length === 0) return
  const known = new Set((await brandsOf(db, workspaceId)).map(({ id }) => id))
  if (brandIds.some((id) => !known.has(id))) throw refuse(hookRefusals, 'NOT_FOUND')
}

function asColumns({ name, kinds, brandIds }: HookChoices) {
  return { name, kinds: [...new Set(kinds)], brand_ids: brandIds ?? null }
}

function said({ name, service, kinds, brand_ids: brandIds }: HookRow) {
  return { name, service, kinds, brandIds: brandIds ?? undefined }
}
