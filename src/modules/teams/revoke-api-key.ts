import { commonRefusals } from '#kit/contract'
import type { Db } from '#kit/database'
import { refuse } from '#kit/errors'

import type { Call } from './acting.ts'
import { change } from './change.ts'

export function revokeApiKey(db: Db, call: Call, { apiKeyId }: { apiKeyId: string }): Promise<{ revoked: true }> {
  return change(db, call, async (tx) => {
    const row = await tx
      .deleteFrom('teams.api_key')
      .where('workspace_id', '=', call.acting.workspaceId)
      .where((where) => where(where.cast<string>('id', 'text'), '=', apiKeyId))
      .returning(['name', 'role', 'scopes', 'expires_at'])
      .executeTakeFirst()
    if (!row) throw refuse(commonRefusals, 'NOT_FOUND')
    return {
      value: { revoked: true as const },
      subject: { kind: 'api-key', id: apiKeyId },
      detail: { name: row.name },
      before: { role: row.role, scopes: row.scopes, expiresAt: row.expires_at?.toISOString() ?? null },
      topics: ['members'],
    }
  })
}
