import { type Selectable, sql } from 'kysely'

import type { Tx } from '#kit/database'

import { keepTime } from '../deadlines/keep-time.ts'
import { holdThreads } from '../hold-threads.ts'
import type { InboxNeeds } from '../needs.ts'
import { summarise } from '../summarise.ts'
import { askToHide } from './hide-for-rule-job.ts'
import type { RuleActTable } from './tables.ts'

interface Undoing {
  readonly workspaceId: string
  /** Of which acts, in pairs. */
  readonly acts: readonly { readonly rule_id: string; readonly message_id: string; readonly thread_id: string }[]
  /** The name of whoever wants it. */
  readonly by: string
}

/**
 * Takes back what rules did, as far as it is still so: labels that they added, the person they put on it, urgency, and being done where nothing came
 * after; what they hid is shown again by a job. Notices stay read. Acts that were undone before are left out. Answers the threads.
 */
export async function undoActs(tx: Tx, needs: Pick<InboxNeeds, 'jobs'>, { workspaceId, acts, by }: Undoing): Promise<readonly string[]> {
  await holdThreads(tx, { workspaceId, threadIds: acts.map(({ thread_id }) => thread_id) })
  const undone = await markUndone(tx, { workspaceId, acts, by })
  if (undone.length === 0) return []
  const threadIds = [...new Set(undone.map(({ thread_id }) => thread_id))]
  await takeBack(tx, { workspaceId, undone })
  await openAgain(tx, { workspaceId, undone })
  await keepTime(tx, { workspaceId }, threadIds)
  await askToHide(tx, needs, { workspaceId, acts: undone.filter(({ hiding }) => hiding === 'asked') })
  return threadIds
}

/** What was hidden, or is about to be, is asked to be shown. */
async function markUndone(tx: Tx, { workspaceId, acts, by }: Undoing): Promise<Selectable<RuleActTable>[]> {
  const { rows } = await sql<Selectable<RuleActTable>>`
    update inbox.rule_act a set undone_at = clock_timestamp(), undone_by = ${by}, hiding_reason = null,
      hiding = case when a.hiding in ('asked', 'done') then 'asked' end
    from unnest(${acts.map(({ rule_id }) => rule_id)}::uuid[], ${acts.map(({ message_id }) => message_id)}::uuid[]) r (rule_id, message_id)
    where a.workspace_id = ${workspaceId} and a.rule_id = r.rule_id and a.message_id = r.message_id and a.undone_at is null
    returning a.*`.execute(tx)
  return rows
}

interface Undone {
  readonly workspaceId: string
  readonly undone: readonly Selectable<RuleActTable>[]
}

async function takeBack(tx: Tx, { workspaceId, undone }: Undone): Promise<void> {
  const byThread = [...Map.groupBy(undone, ({ thread_id }) => thread_id)].map(([id, acts]) => ({
    id,
    label_ids: acts.flatMap(({ label_ids }) => label_ids),
    assignees: acts.flatMap(({ assignee_id }) => (assignee_id === null ? [] : [assignee_id])),
    urgent: acts.some(({ urgent }) => urgent),
  }))
  await sql`
    update inbox.thread t set
      label_ids = array(select id from unnest(t.label_ids) with ordinality had (id, place) where id <> all(r.label_ids) order by place),
      assignee_id = case when t.assignee_id = any(r.assignees) then null else t.assignee_id end,
      urgent = t.urgent and not r.urgent
    from jsonb_to_recordset(${JSON.stringify(byThread)}::jsonb) as r(id uuid, label_ids uuid[], assignees uuid[], urgent boolean)
    where t.workspace_id = ${workspaceId} and t.id = r.id`.execute(tx)
}

/** Only where it has been done since the rule finished it: what a member finished stays so. */
async function openAgain(tx: Tx, { workspaceId, undone }: Undone): Promise<void> {
  const finished = undone.filter(({ finished_at }) => finished_at !== null)
  if (finished.length === 0) return
  const { rows } = await sql<{ id: string }>`
    select distinct t.id from inbox.thread t
    join inbox.rule_act a on a.workspace_id = t.workspace_id and a.thread_id = t.id and a.finished_at = t.done_at
    where t.workspace_id = ${workspaceId} and t.id = any(${finished.map(({ thread_id }) => thread_id)}::uuid[])
      and a.message_id = any(${finished.map(({ message_id }) => message_id)}::uuid[])`.execute(tx)
  const threadIds = rows.map(({ id }) => id)
  await summarise(tx, { workspaceId }, { threadIds, spoken: threadIds })
}
