import { sql } from 'kysely'

import type { Db, Tx } from '#kit/database'
import { membersWith } from '#modules/teams'

interface Leaving {
  readonly workspaceId: string
  readonly memberId: string
  readonly successorId: string
}

/** Gives what a member was on, and is not done, to whoever takes over, as far as they reach it. Answers the threads. */
export async function handOverThreads(tx: Tx, { workspaceId, memberId, successorId }: Leaving): Promise<string[]> {
  const where = await tx
    .selectFrom('inbox.thread')
    .select(['brand_id as brandId', 'account_id as accountId'])
    .distinct()
    .where('workspace_id', '=', workspaceId)
    .where('assignee_id', '=', memberId)
    .where('state', 'in', ['open', 'snoozed'])
    .execute()
  const given: string[] = []
  for (const { brandId, accountId } of where) {
    if (!(await reaches(tx, { workspaceId, successorId, brandId, accountId }))) continue
    const { rows } = await sql<{ id: string }>`
      update inbox.thread set assignee_id = ${successorId}
      where workspace_id = ${workspaceId} and assignee_id = ${memberId} and account_id = ${accountId} and state in ('open', 'snoozed')
      returning id`.execute(tx)
    given.push(...rows.map(({ id }) => id))
  }
  return given
}

async function reaches(
  tx: Tx,
  { workspaceId, successorId, brandId, accountId }: { workspaceId: string; successorId: string; brandId: string; accountId: string },
): Promise<boolean> {
  const at = async () => [{ brandId, accountIds: [accountId] }]
  return (await membersWith(tx, { workspaceId, permission: 'inbox.work', members: [successorId], at })).length > 0
}

/** Rules, playbooks and deadlines that name the member name the other from now on: whoever does not reach what they are about is passed over there. */
export async function renameInSettings(db: Db, { workspaceId, memberId, successorId }: Leaving): Promise<void> {
  const mentions = `%${memberId}%`
  await sql`
    update inbox.rule set actions = replace(actions::text, ${memberId}, ${successorId})::jsonb
    where workspace_id = ${workspaceId} and actions::text like ${mentions}`.execute(db)
  await sql`
    update inbox.care set warnings = replace(warnings::text, ${memberId}, ${successorId})::jsonb,
      assigning = replace(assigning::text, ${memberId}, ${successorId})::jsonb
    where workspace_id = ${workspaceId} and (warnings::text like ${mentions} or assigning::text like ${mentions})`.execute(db)
  await sql`
    update inbox.playbook set member_ids = array_replace(member_ids, ${memberId}::uuid, ${successorId}::uuid)
    where workspace_id = ${workspaceId} and ${memberId}::uuid = any(member_ids)`.execute(db)
}
