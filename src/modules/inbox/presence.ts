import { sql } from 'kysely'

import type { Db } from '#kit/database'
import { refuse } from '#kit/errors'
import { announce } from '#kit/live'
import { type Acting, memberNames } from '#modules/teams'

import { inboxRefusals, type Presence } from './contract.ts'
import type { InboxNeeds } from './needs.ts'
import { presenceTopic } from './topics.ts'

/** Who says nothing for so long has left: three times the pause after which a page says it again. */
const leftAfter = sql`interval '45 seconds'`

/**
 * Says that the member has the thread open, and answers who else has. To be said again every fifteen seconds; the others are told only of what
 * changes for them: who comes, and who begins or stops writing.
 */
export async function bePresent(
  { db }: Pick<InboxNeeds, 'db'>,
  { workspaceId, memberId }: Acting,
  { threadId, writing }: { threadId: string; writing: boolean },
): Promise<Presence[]> {
  const { rows } = await sql<{ known: boolean; changed: boolean }>`
    with before as (
      select from inbox.presence
      where workspace_id = ${workspaceId} and thread_id = ${threadId} and member_id = ${memberId} and writing = ${writing}
        and seen_at > clock_timestamp() - ${leftAfter}
    ), now as (
      insert into inbox.presence as p (workspace_id, thread_id, member_id, writing)
      select workspace_id, id, ${memberId}, ${writing} from inbox.thread where workspace_id = ${workspaceId} and id = ${threadId}
      on conflict (workspace_id, thread_id, member_id) do update set writing = excluded.writing, seen_at = excluded.seen_at
      returning 1
    )
    select exists (select from now) as known, not exists (select from before) as changed`.execute(db)
  const [said] = rows
  if (!said?.known) throw refuse(inboxRefusals, 'NOT_FOUND')
  if (said.changed) await announce(db, { to: workspaceId, topics: [presenceTopic(threadId)] })
  return othersAt(db, { workspaceId, memberId, threadId })
}

/** The member has gone to another thread, or closed the page. */
export async function leave(
  { db }: Pick<InboxNeeds, 'db'>,
  { workspaceId, memberId }: Acting,
  { threadId }: { threadId: string },
): Promise<{ left: true }> {
  const { numDeletedRows } = await db
    .deleteFrom('inbox.presence')
    .where('workspace_id', '=', workspaceId)
    .where('thread_id', '=', threadId)
    .where('member_id', '=', memberId)
    .executeTakeFirst()
  if (numDeletedRows > 0n) await announce(db, { to: workspaceId, topics: [presenceTopic(threadId)] })
  return { left: true }
}

interface Looker {
  readonly workspaceId: string
  readonly memberId: string
  readonly threadId: string
}

/** Without those who are no members any more. */
async function othersAt(db: Db, { workspaceId, memberId, threadId }: Looker): Promise<Presence[]> {
  const rows = await db
    .selectFrom('inbox.presence')
    .select(['member_id', 'writing'])
    .where('workspace_id', '=', workspaceId)
    .where('thread_id', '=', threadId)
    .where('member_id', '!=', memberId)
    .where('seen_at', '>', sql<Date>`clock_timestamp() - ${leftAfter}`)
    .orderBy('member_id')
    .execute()
  if (rows.length === 0) return []
  const names = await memberNames(db, { workspaceId, memberIds: rows.map(({ member_id }) => member_id) })
  return rows.flatMap(({ member_id: id, writing }) => {
    const name = names.get(id)
    return name === undefined ? [] : [{ member: { id, name }, writing }]
  })
}

/** What nobody has said again is cleared away. May run twice. */
export async function forgetAbsent(db: Db): Promise<void> {
  await sql`delete from inbox.presence where seen_at < clock_timestamp() - ${leftAfter}`.execute(db)
}
