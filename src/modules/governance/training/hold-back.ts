import { sql } from 'kysely'

import { commonRefusals } from '#kit/contract'
import type { Db } from '#kit/database'
import { refuse } from '#kit/errors'
import type { Acting } from '#modules/teams'

import { Right } from '../training-contract.ts'
import { isOfTeam } from './concerns.ts'

/**
 * Refuses a right until whoever asks has confirmed what they must have read before. Asked at the door for everything that changes
 * something, from the page and with an API key: one question by a short key, and none at all for rights that wait for nothing.
 */
export async function holdBack(db: Db, { workspaceId, memberId, role }: Acting, permission: string): Promise<void> {
  const right = Right.safeParse(permission)
  if (!right.success) return
  const { rows: documents } = await sql<{ id: string; title: string }>`
    select id, title from governance.document document
    where workspace_id = ${workspaceId} and archived_at is null and ${right.data} = any(rights)
      and (${role ?? ''} = any(roles) or (roles = '{}' and ${isOfTeam(role ? [role] : [])}))
      and not exists (
        select from governance.reading where workspace_id = ${workspaceId} and member_id = ${memberId} and document_id = document.id
          and version >= document.required_version and confirmed_at is not null
      )
    order by created_at limit 10`.execute(db)
  if (documents.length > 0) throw refuse(commonRefusals, 'READ_FIRST', { documents })
}
