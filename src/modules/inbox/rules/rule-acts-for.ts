import type { Tx } from '#kit/database'
import { memberNames, membersWith } from '#modules/teams'

import type { RuleActions } from '../contract.ts'
import { mayHide } from '../may-hide.ts'
import type { InboxNeeds } from '../needs.ts'
import type { NewAct } from './keep-rule-acts.ts'
import type { Match, ThreadNow } from './rule-match.ts'
import type { ActiveRule } from './ruling.ts'

interface Acting {
  readonly workspaceId: string
  readonly brandId: string
  readonly matches: readonly Match[]
  readonly threads: ReadonlyMap<string, ThreadNow>
}

/** Somebody whom a rule would have put on a thread, and who may not work there. */
export interface PassedOver {
  readonly rule: Pick<ActiveRule, 'id' | 'name'>
  readonly memberId: string
  readonly threadId: string
}

/** What each match does that is new, one after the other, who was passed over, and how the threads are after all of them. */
export async function actsFor(
  tx: Tx,
  needs: InboxNeeds,
  { workspaceId, brandId, matches, threads }: Acting,
): Promise<{ acts: NewAct[]; passedOver: PassedOver[]; changed: ThreadNow[] }> {
  const accountIds = matches.map(({ message }) => message.facts.accountId)
  const there = await stillThere(tx, needs, { workspaceId, brandId, accountIds, actions: matches.map(({ rule }) => rule.actions) })
  const now = new Map(threads)
  const passedOver: PassedOver[] = []
  const acts = matches.flatMap(({ rule, message }) => {
    const thread = now.get(message.threadId)
    if (!thread) return []
    const { accountId } = message.facts
    const news = newsFor(rule.actions, { ...thread, account_id: accountId }, there)
    const { assigneeId } = rule.actions
    if (assigneeId !== undefined && thread.assignee_id === null && there.members.has(assigneeId) && news.assignee_id === null)
      passedOver.push({ rule, memberId: assigneeId, threadId: thread.id })
    now.set(thread.id, { ...thread, ...applied(thread, news) })
    const hiding = !rule.actions.hide || message.hidden ? null : mayHide(needs, thread) ? ('asked' as const) : ('failed' as const)
    const who = { rule_id: rule.id, rule_name: rule.name, message_id: message.messageId, thread_id: thread.id }
    return [{ ...who, ...news, hiding, finishes: rule.actions.finish === true }]
  })
  return { acts, passedOver, changed: [...now.values()].filter((thread) => thread !== threads.get(thread.id)) }
}

interface Standing extends Pick<ThreadNow, 'label_ids' | 'assignee_id' | 'urgent'> {
  readonly account_id: string
}

/** What an action would add to a thread as it stands. Nobody is put on what they may not work on. */
export function newsFor(actions: RuleActions, thread: Standing, there: StillThere) {
  const { labelIds = [], assigneeId, urgent, alert = [] } = actions
  return {
    label_ids: labelIds.filter((id) => there.labels.has(id) && !thread.label_ids.includes(id)),
    assignee_id:
      assigneeId !== undefined && thread.assignee_id === null && there.mayWork(assigneeId, thread.account_id) ? assigneeId : null,
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

/** Labels may have been deleted, members gone, and rights changed, since a rule was made. */
export interface StillThere {
  readonly labels: ReadonlySet<string>
  readonly members: ReadonlySet<string>
  /** Whether somebody whom a rule puts on threads may work on those of an account. */
  readonly mayWork: (memberId: string, accountId: string) => boolean
}

interface Named {
  readonly workspaceId: string
  readonly brandId: string
  /** Those whose threads are looked at. */
  readonly accountIds: readonly string[]
  readonly actions: readonly RuleActions[]
}

export async function stillThere(
  db: Tx | InboxNeeds['db'],
  { publishing }: Pick<InboxNeeds, 'publishing'>,
  { workspaceId, brandId, accountIds, actions }: Named,
): Promise<StillThere> {
  const labelIds = [...new Set(actions.flatMap(({ labelIds: ids = [] }) => ids))]
  const memberIds = [
    ...new Set(actions.flatMap(({ assigneeId, alert = [] }) => [...(assigneeId === undefined ? [] : [assigneeId]), ...alert])),
  ]
  const known = labelIds.length > 0 ? await publishing.known(db, { workspaceId, brandId, campaignId: null, labelIds }) : { labelIds: [] }
  const names = await memberNames(db, { workspaceId, memberIds })
  const assignees = [...new Set(actions.flatMap(({ assigneeId }) => assigneeId ?? []))]
  const able = new Set<string>()
  for (const accountId of assignees.length > 0 ? new Set(accountIds) : [])
    for (const { memberId } of await whoMayWork(db, { workspaceId, brandId, accountId, members: assignees }))
      able.add(`${memberId}/${accountId}`)
  return {
    labels: new Set(known.labelIds),
    members: new Set(names.keys()),
    mayWork: (memberId, accountId) => able.has(`${memberId}/${accountId}`),
  }
}

/** Of these members, those who may work on threads of an account, or of all of the brand where none is named. */
export function whoMayWork(
  db: Tx | InboxNeeds['db'],
  {
    workspaceId,
    brandId,
    accountId,
    members,
  }: Pick<Named, 'workspaceId' | 'brandId'> & { accountId: string | undefined; members: readonly string[] },
) {
  const place = { brandId, ...(accountId === undefined ? {} : { accountIds: [accountId] }) }
  return membersWith(db, { workspaceId, permission: 'inbox.work', members, at: async () => [place] })
}
