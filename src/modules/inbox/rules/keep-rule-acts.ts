import { sql, type Insertable } from 'kysely'

import type { Tx } from '#kit/database'

import type { PassedOver } from '../contract.ts'
import type { ThreadNow } from './rule-match.ts'
import type { RuleActTable } from './tables.ts'

export type NewAct = Omit<Insertable<RuleActTable>, 'workspace_id' | 'at' | 'passed_over'> &
  Pick<RuleActTable, 'hiding'> & { readonly finishes: boolean; readonly passed_over: PassedOver | null }

interface Keeping {
  readonly workspaceId: string
  readonly acts: readonly NewAct[]
  readonly changed: readonly ThreadNow[]
}

/** Writes down what rules did, and does it to the threads. */
export async function keepActs(tx: Tx, { workspaceId, acts, changed }: Keeping): Promise<void> {
  await sql`
    insert into inbox.rule_act (
      workspace_id, rule_id, rule_name, message_id, thread_id, label_ids, assignee_id, passed_over, urgent, alerted, hiding, finishes)
    select ${workspaceId}, rule_id, rule_name, message_id, thread_id, label_ids, assignee_id, passed_over, urgent, alerted, hiding, finishes
    from json_to_recordset(${JSON.stringify(acts)}::json) as r(
      rule_id uuid, rule_name text, message_id uuid, thread_id uuid, label_ids uuid[], assignee_id uuid, passed_over jsonb,
      urgent boolean, alerted integer, hiding text, finishes boolean)`.execute(tx)
  if (changed.length === 0) return
  await sql`
    update inbox.thread t set label_ids = r.label_ids, assignee_id = r.assignee_id, urgent = r.urgent
    from jsonb_to_recordset(${JSON.stringify(changed)}::jsonb) as r(id uuid, label_ids uuid[], assignee_id uuid, urgent boolean)
    where t.workspace_id = ${workspaceId} and t.id = r.id`.execute(tx)
}

/** A thread is done once a rule has finished everything that somebody waits for in it; the acts that it was finished by know since when. */
export async function finishThreads(
  tx: Tx,
  { workspaceId, threadIds }: { workspaceId: string; threadIds: readonly string[] },
): Promise<void> {
  if (threadIds.length === 0) return
  await sql`
    with done as (
      update inbox.thread t set state = 'done', done_at = clock_timestamp(), waiting_since = null, snoozed_until = null
      where t.workspace_id = ${workspaceId} and t.id = any(${[...threadIds]}::uuid[]) and t.state <> 'done' and not exists (
        select from inbox.message m
        where m.workspace_id = t.workspace_id and m.thread_id = t.id and m.at >= t.waiting_since
          and not m.by_us and m.gone_at is null and not m.hidden and m.kind <> 'share'
          and not exists (
            select from inbox.rule_act a
            where a.workspace_id = m.workspace_id and a.message_id = m.id and a.finishes and a.undone_at is null
          )
      )
      returning t.id, t.done_at
    )
    update inbox.rule_act a set finished_at = done.done_at from done
    where a.workspace_id = ${workspaceId} and a.thread_id = done.id and a.finishes and a.undone_at is null and a.finished_at is null`.execute(
    tx,
  )
}
