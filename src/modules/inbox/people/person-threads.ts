import { sql } from 'kysely'

import type { Db } from '#kit/database'

import type { ThreadSummary } from '../contract.ts'
import { placeOf } from '../deadlines/due-order.ts'
import { profileOf, type ThreadRow, toSummary } from '../list-threads.ts'
import { nowCalled, type Which } from './read-person.ts'

interface Wanted extends Which {
  readonly cursor?: string | undefined
  readonly limit: number
}

/** Every thread that one of the person's profiles spoke in, of whichever brand and state, the newest first. */
export async function personThreads(db: Db, wanted: Wanted): Promise<{ threads: ThreadSummary[]; next?: string }> {
  const { workspaceId, cursor, limit } = wanted
  const personId = await nowCalled(db, wanted)
  const place = cursor === undefined ? undefined : placeOf(cursor)
  const { rows } = await sql<ThreadRow>`
    with theirs as materialized (
      select distinct message.thread_id from inbox.profile own
      join inbox.message message on message.workspace_id = own.workspace_id and message.profile_id = own.id and not message.by_us
      where own.workspace_id = ${workspaceId} and own.person_id = ${personId}
    )
    select thread.*, ${profileOf} as profile from theirs
    join inbox.thread thread on thread.workspace_id = ${workspaceId} and thread.id = theirs.thread_id
    left join inbox.profile profile on profile.workspace_id = thread.workspace_id and profile.id = thread.profile_id
    where ${place ? sql`(thread.last_at, thread.id) < (${place.at}, ${place.id}::uuid)` : sql`true`}
    order by thread.last_at desc, thread.id desc
    limit ${limit + 1}`.execute(db)
  const threads = rows.slice(0, limit).map(toSummary)
  const last = threads.at(-1)
  return { threads, ...(rows.length > limit && last ? { next: `${last.lastAt}/${last.id}` } : {}) }
}
