import { type Selectable, sql } from 'kysely'

import type { Db } from '#kit/database'
import { refuse } from '#kit/errors'
import { cut } from '#kit/http'
import type { InboxKind } from '#networks/network'

import { type RuleAct, ruleRefusals } from '../contract.ts'
import type { InboxNeeds } from '../needs.ts'
import { shownReason } from '../shown-reason.ts'
import type { RuleActTable } from './tables.ts'

interface Wanted {
  readonly workspaceId: string
  readonly ruleId: string
  readonly cursor?: string | undefined
  readonly limit: number
}

type FoundRow = Selectable<RuleActTable> & { text: string; said_at: Date; kind: InboxKind; network: string; by: string; moment: string }

/** What a rule did, the latest first, with what it was about. */
export async function ruleActs({ db }: Pick<InboxNeeds, 'db'>, { workspaceId, ruleId, cursor, limit }: Wanted) {
  const before = cursor === undefined ? sql`true` : beforeOf(cursor)
  const { rows } = await sql<FoundRow>`
    select a.*, to_json(a.at)#>>'{}' as moment, m.text, m.at as said_at, m.kind, t.network, coalesce(p.name, '') as by
    from inbox.rule_act a
    join inbox.message m on m.workspace_id = a.workspace_id and m.id = a.message_id
    join inbox.thread t on t.workspace_id = a.workspace_id and t.id = a.thread_id
    left join inbox.profile p on p.workspace_id = m.workspace_id and p.id = m.profile_id
    where a.workspace_id = ${workspaceId} and a.rule_id = ${ruleId} and ${before}
    order by a.at desc, a.message_id desc limit ${limit + 1}`.execute(db)
  const shown = rows.slice(0, limit)
  const last = shown.at(-1)
  return {
    acts: shown.map((row) => ({ ...toRuleAct(row), ...toFind(row) })),
    ...(rows.length > limit && last ? { next: `${last.moment}/${last.message_id}` } : {}),
  }
}

function beforeOf(cursor: string) {
  const [, at, id] = /^(\d{4}-\d{2}-\d{2}T[\d:.+-]+)\/([0-9a-f-]{36})$/.exec(cursor) ?? []
  if (at === undefined || id === undefined) throw refuse(ruleRefusals, 'BAD_CURSOR')
  return sql`(a.at, a.message_id) < (${at}::timestamptz, ${id}::uuid)`
}

function toFind({ thread_id, text, said_at, kind, network, by }: FoundRow) {
  return { threadId: thread_id, text: cut(text, 300), saidAt: said_at.toISOString(), kind, network, by }
}

/** What rules did in one thread. */
export async function actsInThread(db: Db, { workspaceId, threadId }: { workspaceId: string; threadId: string }): Promise<RuleAct[]> {
  const rows = await db
    .selectFrom('inbox.rule_act')
    .selectAll()
    .where('workspace_id', '=', workspaceId)
    .where('thread_id', '=', threadId)
    .orderBy('at', 'desc')
    .limit(mostShown)
    .execute()
  return rows.toReversed().map(toRuleAct)
}

/** As many as messages of a thread are shown. */
const mostShown = 500

function toRuleAct(row: Selectable<RuleActTable>): RuleAct {
  const reason = row.hiding_reason
  return {
    ruleId: row.rule_id,
    messageId: row.message_id,
    rule: row.rule_name,
    at: row.at.toISOString(),
    labelIds: row.label_ids,
    ...(row.assignee_id !== null ? { assigneeId: row.assignee_id } : {}),
    ...(row.passed_over !== null ? { passedOver: row.passed_over } : {}),
    urgent: row.urgent,
    alerted: row.alerted,
    finished: row.finished_at !== null,
    ...(row.hiding
      ? {
          hiding: {
            state: row.hiding,
            ...(reason ? { reason: shownReason(reason) } : {}),
          },
        }
      : {}),
    ...(row.undone_at ? { undone: { at: row.undone_at.toISOString(), by: row.undone_by ?? '' } } : {}),
  }
}
