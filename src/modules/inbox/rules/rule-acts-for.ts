import type { Tx } from '#kit/database'
import { memberNames, membersWith } from '#modules/teams'

import type { PassedOver, RuleActions } from '../contract.ts'
import { mayHide } from '../may-hide.ts'
import type { InboxNeeds } from '../needs.ts'
import { type Room, roomOf } from '../sharing/room-of.ts'
import type { NewAct } from './keep-rule-acts.ts'
import type { Match, ThreadNow } from './rule-match.ts'

interface Acting {
  readonly workspaceId: string
  readonly brandId: string
  readonly matches: readonly Match[]
  readonly threads: ReadonlyMap<string, ThreadNow>
}

/** What each match does that is new, one after the other, and how the threads are after all of them. Who is away or has no room is passed over. */
export async function actsFor(
  tx: Tx,
  needs: InboxNeeds,
  { workspaceId, brandId, matches, threads }: Acting,
): Promise<{ acts: NewAct[]; changed: ThreadNow[] }> {
  const accountIds = matches.map(({ message }) => message.facts.accountId)
  const there = await stillThere(tx, needs, { workspaceId, brandId, accountIds, actions: matches.map(({ rule }) => rule.actions) })
  const rooms = await roomOf(tx, { workspaceId, brandId, memberIds: matches.flatMap(({ rule }) => rule.actions.assigneeId ?? []) })
  const giving = givingTo(there, rooms)
  const now = new Map(threads)
  const acts = matches.flatMap(({ rule, message }): NewAct[] => {
    const thread = now.get(message.threadId)
    if (!thread) return []
    const standing = { ...thread, account_id: message.facts.accountId }
    const passedOver = passedOverBy(rule.actions, standing, giving)
    const news = newsFor(rule.actions, standing, passedOver ? { ...there, mayWork: () => false } : there)
    if (news.assignee_id !== null) giving.give(news.assignee_id)
    now.set(thread.id, { ...thread, ...applied(thread, news) })
    const hiding = !rule.actions.hide || message.hidden ? null : mayHide(needs, thread) ? ('asked' as const) : ('failed' as const)
    const who = { rule_id: rule.id, rule_name: rule.name, message_id: message.messageId, thread_id: thread.id }
    return [{ ...who, ...news, passed_over: passedOver, hiding, finishes: rule.actions.finish === true }]
  })
  return { acts, changed: [...now.values()].filter((thread) => thread !== threads.get(thread.id)) }
}

function passedOverBy({ assigneeId }: RuleActions, thread: Standing, giving: Giving): PassedOver | null {
  if (assigneeId === undefined || thread.assignee_id !== null) return null
  const why = giving.whyNot(assigneeId, thread.account_id)
  return why === undefined ? null : { memberId: assigneeId, why }
}

/** Gives threads to members as long as they have room. */
interface Giving {
  readonly whyNot: (memberId: string, accountId: string) => PassedOver['why'] | undefined
  readonly give: (memberId: string) => void
}

function givingTo(there: StillThere, rooms: ReadonlyMap<string, Room>): Giving {
  const given = new Map<string, number>()
  return {
    whyNot: (memberId, accountId) => {
      const room = rooms.get(memberId)
      if (!there.members.has(memberId)) return 'left'
      if (!there.mayWork(memberId, accountId)) return 'may-not-work-there'
      if (room?.away) return 'away'
      return room?.left !== undefined && room.left <= (given.get(memberId) ?? 0) ? 'full' : undefined
    },
    give: (memberId) => void given.set(memberId, (given.get(memberId) ?? 0) + 1),
  }
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
