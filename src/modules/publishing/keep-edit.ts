import { sql } from 'kysely'

import type { Tx } from '#kit/database'
import { uuidv7 } from '#kit/ids'
import type { Acting } from '#modules/teams'

import type { ContentInput } from './contract.ts'

/** A member, or nobody where Hearth writes by itself. */
export type Writer = Pick<Acting, 'workspaceId'> & { readonly memberId: string | null; readonly name: string | null }

interface Kept {
  readonly acting: Writer
  readonly postId: string
  readonly content: ContentInput
  readonly accountIds: readonly string[]
}

/**
 * Writes what a post says into its history, in the transaction that saves it with the post locked. What one member saves within ten minutes is one
 * version, so that typing does not fill it; an earlier version that is brought back begins a new one, so that what it replaces is not lost.
 */
export async function keepEdit(tx: Tx, kept: Kept): Promise<void> {
  const latest = await latestEdit(tx, kept)
  if (latest?.same) return
  const goesOn =
    latest !== undefined && latest.fresh && latest.member_id === kept.acting.memberId && !(await wasSaidBefore(tx, kept, latest.id))
  if (goesOn) await replace(tx, kept, latest.id)
  else await add(tx, kept)
}

function latestEdit(tx: Tx, { acting, postId, content, accountIds }: Kept) {
  return tx
    .selectFrom('publishing.edit')
    .select([
      'id',
      'member_id',
      sql<boolean>`began_at > clock_timestamp() - interval '10 minutes'`.as('fresh'),
      sql<boolean>`content = ${JSON.stringify(content)}::jsonb and account_ids = ${[...accountIds]}::uuid[]`.as('same'),
    ])
    .where('workspace_id', '=', acting.workspaceId)
    .where('post_id', '=', postId)
    .orderBy('id', 'desc')
    .limit(1)
    .executeTakeFirst()
}

async function wasSaidBefore(tx: Tx, { acting, postId, content }: Kept, latestId: string): Promise<boolean> {
  const earlier = await tx
    .selectFrom('publishing.edit')
    .select('id')
    .where('workspace_id', '=', acting.workspaceId)
    .where('post_id', '=', postId)
    .where('id', '<>', latestId)
    .where(sql<boolean>`content = ${JSON.stringify(content)}::jsonb`)
    .limit(1)
    .executeTakeFirst()
  return earlier !== undefined
}

async function replace(tx: Tx, { acting, postId, content, accountIds }: Kept, id: string): Promise<void> {
  await tx
    .updateTable('publishing.edit')
    .set({ content: JSON.stringify(content), account_ids: [...accountIds], edited_at: sql<Date>`clock_timestamp()` })
    .where('workspace_id', '=', acting.workspaceId)
    .where('post_id', '=', postId)
    .where('id', '=', id)
    .execute()
}

async function add(tx: Tx, { acting, postId, content, accountIds }: Kept): Promise<void> {
  await tx
    .insertInto('publishing.edit')
    .values({
      workspace_id: acting.workspaceId,
      post_id: postId,
      id: uuidv7(),
      content: JSON.stringify(content),
      account_ids: [...accountIds],
      member_id: acting.memberId,
      member_name: acting.name,
    })
    .execute()
}
