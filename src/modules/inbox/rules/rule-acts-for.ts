import type { Tx } from '#kit/database'
import { memberNames } from '#modules/teams'

import type { RuleActions } from '../contract.ts'
import { mayHide } from '../may-hide.ts'
import type { InboxNeeds } from '../needs.ts'
import type { NewAct } from './keep-rule-acts.ts'
import type { Match, ThreadNow } from './rule-match.ts'

interface Acting {
  readonly workspaceId: string
  readonly brandId: string
  readonly matches: readonly Match[]
  readonly threads: ReadonlyMap<string, ThreadNow>
}

/** What each match does that is new, one after the other, and how the threads are after all of them. */
export async function actsFor(
  tx: Tx,
  needs: InboxNeeds,
  { workspaceId, brandId, matches, threads }: Acting,
): Promise<{ acts: NewAct[]; changed: ThreadNow[] }> {
  const there = await stillThere(tx, needs, { workspaceId, brandId, actions: matches.map(({ rule }) => rule.actions) })
  const now = new Map(threads)
  const acts = matches.flatMap(({ rule, message }) => {
    const thread = now.get(message.threadId)
    if (!thread) return []
    const news = newsFor(rule.actions, thread, there)
    now.set(thread.id, { ...thread, ...applied(thread, news) })
    const hiding = !rule.actions.hide || message.hidden ? null : mayHide(needs, thread) ? ('asked' as const) : ('failed' as const)
    const who = { rule_id: rule.id, rule_name: rule.name, message_id: message.messageId, thread_id: thread.id }
    return [{ ...who, ...news, hiding, finishes: rule.actions.finish === true }]
  })
  return { acts, changed: [...now.values()].filter((thread) => thread !== threads.get(thread.id)) }
}

/** What an action would add to a thread as it stands. */
export function newsFor(actions: RuleActions, thread: Pick<ThreadNow, 'label_ids' | 'assignee_id' | 'urgent'>, there: StillThere) {
  const { labelIds = [], assigneeId, urgent, alert = [] } = actions
  return {
    label_ids: labelIds.filter((id) => there.labels.has(id) && !thread.label_ids.includes(id)),
    assignee_id: assigneeId !== undefined && thread.assignee_id === null && there.members.has(assigneeId) ? assigneeId : null,
    urgent: urgent === true && !thread.urgent,
    alerted: alert.filter((id) => there.members.has(id)).length,
  }
}

function applied(thread: ThreadNow, news: ReturnType<typeof newsFor>) {
  return {
    label_ids: [...thread.label_ids, ...news.label_ids],
    assignee_id: thread.assignee_id ?? news.assignee_id,
    urgent: thread.urgent || news.urgent,
  }
}

/** Labels may have been deleted, and members gone, since a rule was made. */
export interface StillThere {
  readonly labels: ReadonlySet<string>
  readonly members: ReadonlySet<string>
}

export async function stillThere(
  db: Tx | InboxNeeds['db'],
  { publishing }: Pick<InboxNeeds, 'publishing'>,
  { workspaceId, brandId, actions }: { workspaceId: string; brandId: string; actions: readonly RuleActions[] },
): Promise<StillThere> {
  const labelIds = [...new Set(actions.flatMap(({ labelIds: ids = [] }) => ids))]
  const memberIds = [
    ...new Set(actions.flatMap(({ assigneeId, alert = [] }) => [...(assigneeId === undefined ? [] : [assigneeId]), ...alert])),
  ]
  const known = labelIds.length > 0 ? await publishing.known(db, { workspaceId, brandId, campaignId: null, labelIds }) : { labelIds: [] }
  const names = await memberNames(db, { workspaceId, memberIds })
  return { labels: new Set(known.labelIds), members: new Set(names.keys()) }
}
