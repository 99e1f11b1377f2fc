import { randomUUID } from 'node:crypto'

import { commonRefusals } from '#kit/contract'
import { refuse } from '#kit/errors'

import type { Call } from './acting.ts'
import { toApiKey } from './api-keys.ts'
import { change } from './change.ts'
import type { ApiKey, ApiScope, Role } from './contract.ts'
import type { TeamsNeeds } from './needs.ts'
import { derivedSecret, hashOfSecret } from './secrets.ts'

/** So that a key found in a text or a log is recognised as Hearth's. */
export const apiKeyPrefix = 'hearth_'

interface Wanted {
  readonly name: string
  readonly role: Role
  readonly scopes?: readonly ApiScope[] | undefined
  readonly expiresInDays?: number | undefined
}

/** A key that acts for the member who made it, with at most that member's present role. Only its hash is stored. */
export async function createApiKey(
  { db, clock, secretKey }: Pick<TeamsNeeds, 'db' | 'clock' | 'secretKey'>,
  call: Call,
  wanted: Wanted,
): Promise<ApiKey & { key: string }> {
  // A key that may do less than its member must not make one that may do more.
  if (call.acting.scopes) throw refuse(commonRefusals, 'KEY_NOT_FOR_THIS')
  const keyOf = (id: string) => `${apiKeyPrefix}${derivedSecret(secretKey, 'api-key', id)}`
  const apiKey = await change(db, call, async (tx) => {
    const id = randomUUID()
    const now = clock.now()
    const expires = wanted.expiresInDays && now.add({ hours: wanted.expiresInDays * 24 })
    const row = await tx
      .insertInto('teams.api_key')
      .values({
        workspace_id: call.acting.workspaceId,
        id,
        member_id: call.acting.memberId,
        name: wanted.name,
        role: wanted.role,
        scopes: wanted.scopes ? [...new Set(wanted.scopes)] : null,
        start: keyOf(id).slice(0, apiKeyPrefix.length + 4),
        key_hash: hashOfSecret(keyOf(id)),
        created_at: new Date(now.epochMilliseconds),
        last_used_at: null,
        expires_at: expires ? new Date(expires.epochMilliseconds) : null,
      })
      .returningAll()
      .executeTakeFirstOrThrow()
    return {
      value: toApiKey(row),
      subject: { kind: 'api-key', id },
      detail: { name: wanted.name },
      after: { role: row.role, scopes: row.scopes, expiresAt: row.expires_at?.toISOString() ?? null },
      topics: ['members'],
    }
  })
  return { ...apiKey, key: keyOf(apiKey.id) }
}
