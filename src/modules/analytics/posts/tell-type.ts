import { sql } from 'kysely'

import type { Tx } from '#kit/database'
import type { PostType } from '#networks/network'

import type { HeldProfile } from '../facts/hold-profile.ts'
import { type Belonging, moveBelonging } from './belonging.ts'

/** The network says what posts of one account, which the caller holds, are. */
export async function tellType(
  tx: Tx,
  { workspaceId, accountId }: HeldProfile,
  told: readonly { readonly subject: number; readonly type: PostType }[],
): Promise<void> {
  if (told.length === 0) return
  const { rows } = await sql<{ subject: number; before: PostType; type: PostType }>`
    with told as (
      select * from unnest(${told.map(({ subject }) => subject)}::bigint[], ${told.map(({ type }) => type)}::text[]) as t (subject, type)
    ), before as (
      select p.subject, p.type from analytics.post p join told on told.subject = p.subject where p.workspace_id = ${workspaceId}
    )
    update analytics.post p set type = told.type, type_told = true
    from told join before on before.subject = told.subject
    where p.workspace_id = ${workspaceId} and p.subject = told.subject and (p.type <> told.type or not p.type_told)
    returning p.subject, before.type as before, p.type`.execute(tx)
  const other = rows.filter(({ before, type }) => before !== type)
  await moveBelonging(tx, {
    workspaceId,
    accountId,
    gone: other.map(({ subject, before }) => asType(before, subject)),
    come: other.map(({ subject, type }) => asType(type, subject)),
  })
}

function asType(member: PostType, subject: number): Belonging {
  return { subject, dimension: 'type', member }
}
