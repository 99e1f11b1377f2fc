import { type Selectable, sql } from 'kysely'

import type { Db } from '#kit/database'
import { refuse } from '#kit/errors'
import { announce } from '#kit/live'
import { type Acting, memberNames } from '#modules/teams'

import { inboxRefusals, type Presence } from './contract.ts'
import type { InboxNeeds } from './needs.ts'
import { lookWhileOpen } from './reading/look-at-thread.ts'
import type { ThreadTable } from './tables.ts'
import { presenceTopic } from './topics.ts'

/** Who says nothing for so long has left: three times the pause after which a page says it again. */
const leftAfter = sql`interval '45 seconds'`

/**
 * Says that the member has the thread open, and answers who else has. To be said again every fifteen seconds; the others are told only of what
 * changes for them: who comes, and who begins or stops writing. What they read is looked at again on its network now and then.
 */
export async function bePresent(
  needs: Pick<InboxNeeds, 'db' | 'jobs' | 'publishing'>,
  { workspaceId, memberId }: Acting,
  { threadId, writing }: { threadId: string; writing: boolean },
): Promise<Presence[]> {
  const { db } = needs
  const { rows } = await sql<Said>`
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
    select not exists (select from before) as changed, network, kind, extract(epoch from clock_timestamp() - looked_at)::float8 as "lookedAgo"
    from inbox.thread where workspace_id = ${workspaceId} and id = ${threadId}`.execute(db)
  const [said] = rows
  if (!said) throw refuse(inboxRefusals, 'NOT_FOUND')
  if (said.changed) await announce(db, { to: workspaceId, topics: [presenceTopic(threadId)] })
  await lookWhileOpen(needs, { ...said, workspaceId, threadId })
  return othersAt(db, { workspaceId, memberId, threadId })
}

interface Said extends Pick<Selectable<ThreadTable>, 'network' | 'kind'> {
  readonly changed: boolean
  readonly lookedAgo: number | null
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
