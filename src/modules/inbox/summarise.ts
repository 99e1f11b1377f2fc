import { sql } from 'kysely'

import type { Tx } from '#kit/database'

import { keepTime } from './deadlines/keep-time.ts'

interface Which {
  readonly threadIds: readonly string[]
  /** Those in which somebody has just spoken, or which a member opened again. */
  readonly spoken: readonly string[]
}

/**
 * Reads off the messages of threads what lists show of them. Somebody waits from the first thing said after our last word: then a thread
 * in which they have just spoken is open, whenever their words were written. One that nobody waits in any more is done. Shares say nothing that
 * could be answered, and what is hidden or gone waits for nothing.
 */
export async function summarise(tx: Tx, { workspaceId }: { workspaceId: string }, { threadIds, spoken }: Which): Promise<void> {
  if (threadIds.length === 0) return
  await sql`
    with facts as (
      select t.id, total.*, waiting.at as waiting, latest.text as first_line, latest.meaning as latest_meaning, latest.profile_id as latest_profile_id,
        total.ours_at as last_ours_at, t.messages = 0 as is_new, t.state as was, t.waiting_since as waited_since
      from inbox.thread t
      cross join lateral (
        select count(*)::integer as total_messages, max(m.at) as latest_at, min(m.at) filter (where not m.by_us) as inbound_at,
          max(m.at) filter (where m.by_us and m.gone_at is null) as ours_at
        from inbox.message m where m.workspace_id = t.workspace_id and m.thread_id = t.id
      ) total
      left join lateral (
        select m.at from inbox.message m
        where m.workspace_id = t.workspace_id and m.thread_id = t.id and not m.by_us and m.gone_at is null and not m.hidden and m.kind <> 'share'
          and (total.ours_at is null or m.at > total.ours_at)
        order by m.at limit 1
      ) waiting on true
      left join lateral (
        select m.text, m.meaning, m.profile_id from inbox.message m
        where m.workspace_id = t.workspace_id and m.thread_id = t.id and not m.by_us
        order by m.gone_at is not null, m.at desc limit 1
      ) latest on true
      where t.workspace_id = ${workspaceId} and t.id = any(${[...threadIds]}::uuid[])
    ), next as (
      select facts.*, case
        when is_new or id = any(${[...spoken]}::uuid[]) then case when waiting is null then 'done' else 'open' end
        when waiting is null and waited_since is not null then 'done'
        else was end as next_state
      from facts
    )
    update inbox.thread t set
      messages = next.total_messages,
      last_at = coalesce(next.latest_at, t.last_at),
      first_inbound_at = next.inbound_at,
      first_answer_at = (
        select min(m.at) from inbox.message m
        where m.workspace_id = t.workspace_id and m.thread_id = t.id and m.by_us and m.at >= next.inbound_at
      ),
      first_line = left(coalesce(next.first_line, ''), 300),
      meaning = next.latest_meaning,
      profile_id = coalesce(next.latest_profile_id, t.profile_id),
      state = next.next_state,
      waiting_since = case when next.next_state <> 'done' then next.waiting end,
      snoozed_until = case when next.next_state = 'snoozed' then t.snoozed_until end,
      done_at = case when next.next_state = 'done' then coalesce(t.done_at, next.last_ours_at, clock_timestamp()) end,
      matter_since = case
        when next.next_state = 'done' then coalesce(t.matter_since, next.inbound_at)
        when t.matter_since is null or next.waiting > t.done_at + ${sameMatterFor}::interval then coalesce(next.waiting, clock_timestamp())
        else t.matter_since end
    from next where t.workspace_id = ${workspaceId} and t.id = next.id`.execute(tx)
  await keepTime(tx, { workspaceId }, threadIds)
}

/** What they say within this time of it being done is about the same. */
const sameMatterFor = '3 days'
