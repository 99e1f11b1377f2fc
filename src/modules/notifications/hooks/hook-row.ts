import type { Selectable } from 'kysely'
import { z } from 'zod'

import type { Db, Tx } from '#kit/database'
import { refuse } from '#kit/errors'
import type { Vault } from '#kit/vault'

import { type Hook, hookRefusals } from '../contract.ts'
import type { HookTable } from '../tables.ts'

export type HookRow = Selectable<HookTable>

export interface HookKey {
  readonly workspaceId: string
  readonly hookId: string
}

/** The channel, or the refusal NOT_FOUND. */
export async function hookOf(db: Db | Tx, { workspaceId, hookId }: HookKey): Promise<HookRow> {
  const row = await db
    .selectFrom('notifications.hook')
    .selectAll()
    .where('workspace_id', '=', workspaceId)
    .where('id', '=', hookId)
    .executeTakeFirst()
  if (!row) throw refuse(hookRefusals, 'NOT_FOUND')
  return row
}

export function sealAddress(vault: Vault, key: HookKey, address: string): string {
  return vault.seal(address, boundTo(key))
}

export function openAddress(vault: Vault, row: Pick<HookRow, 'workspace_id' | 'id' | 'sealed'>): string {
  return z.string().parse(vault.open(row.sealed, boundTo({ workspaceId: row.workspace_id, hookId: row.id })))
}

function boundTo({ workspaceId, hookId }: HookKey): string {
  return `notifications.hook/${workspaceId}/${hookId}`
}

export function toHook(row: HookRow): Hook {
  return {
    id: row.id,
    service: row.service,
    name: row.name,
    kinds: row.kinds,
    ...(row.brand_ids === null ? {} : { brandIds: row.brand_ids }),
    ...(row.last_sent_at ? { lastSentAt: row.last_sent_at.toISOString() } : {}),
    ...(row.failure && row.failed_at ? { failure: { ...row.failure, at: row.failed_at.toISOString() } } : {}),
    ...(row.off_at ? { offAt: row.off_at.toISOString() } : {}),
  }
}
