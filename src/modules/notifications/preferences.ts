import type { Db } from '#kit/database'
import { change, type Acting, type Call } from '#modules/teams'

import { NoticeKind, type Preferences } from './contract.ts'

/** What goes out by e-mail unless a member chose otherwise: what needs a person. */
const mailedByDefault: Readonly<Record<NoticeKind, boolean>> = {
  'post-rejected': true,
  'post-needs-a-person': true,
  'post-missed': true,
  'post-left-out': true,
  'note-mention': true,
  'account-signed-out': true,
  'member-joined': false,
  'rule-alert': false,
  'thread-due-soon': false,
  'thread-overdue': true,
  'must-know': false,
  'unusual-figures': false,
  'report-failed': true,
  'crisis-began': true,
  'crisis-urgent': true,
  'crisis-proposed': true,
  training: true,
}

export async function preferences(db: Db, { workspaceId, memberId }: Pick<Acting, 'workspaceId' | 'memberId'>): Promise<Preferences> {
  const rows = await db
    .selectFrom('notifications.preference')
    .select(['kind', 'email'])
    .where('workspace_id', '=', workspaceId)
    .where('member_id', '=', memberId)
    .execute()
  return { email: { ...mailedByDefault, ...Object.fromEntries(rows.map(({ kind, email }) => [kind, email])) } }
}

export function setPreferences(db: Db, call: Call, { email }: Preferences): Promise<Preferences> {
  const { workspaceId, memberId } = call.acting
  return change(db, call, async (tx) => {
    await tx
      .insertInto('notifications.preference')
      .values(NoticeKind.options.map((kind) => ({ workspace_id: workspaceId, member_id: memberId, kind, email: email[kind] })))
      .onConflict((conflict) =>
        conflict.columns(['workspace_id', 'member_id', 'kind']).doUpdateSet((excluded) => ({ email: excluded.ref('excluded.email') })),
      )
      .execute()
    return { value: { email }, subject: { kind: 'member', id: memberId }, detail: { email }, topics: ['notifications'] }
  })
}

/** Of these members, those who get this kind by e-mail. */
export async function wantsMail(
  db: Db,
  { workspaceId, kind, memberIds }: { workspaceId: string; kind: NoticeKind; memberIds: readonly string[] },
): Promise<Set<string>> {
  const chosen = await db
    .selectFrom('notifications.preference')
    .select(['member_id', 'email'])
    .where('workspace_id', '=', workspaceId)
    .where('kind', '=', kind)
    .where('member_id', 'in', memberIds)
    .execute()
  const choices = new Map(chosen.map(({ member_id: memberId, email }) => [memberId, email]))
  return new Set(memberIds.filter((memberId) => choices.get(memberId) ?? mailedByDefault[kind]))
}
