import type { Selectable } from 'kysely'

import type { Db } from '#kit/database'

import type { ApiKey } from './contract.ts'
import type { ApiKeyTable } from './tables.ts'

export async function apiKeys(db: Db, workspaceId: string): Promise<ApiKey[]> {
  const rows = await db
    .selectFrom('teams.api_key')
    .selectAll()
    .where('workspace_id', '=', workspaceId)
    .orderBy('created_at', 'desc')
    .orderBy('id')
    .execute()
  return rows.map(toApiKey)
}

export function toApiKey(row: Selectable<ApiKeyTable>): ApiKey {
  return {
    id: row.id,
    name: row.name,
    start: row.start,
    role: row.role,
    ...(row.scopes ? { scopes: row.scopes } : {}),
    createdAt: row.created_at.toISOString(),
    ...(row.last_used_at ? { lastUsedAt: row.last_used_at.toISOString() } : {}),
    ...(row.expires_at ? { expiresAt: row.expires_at.toISOString() } : {}),
  }
}
