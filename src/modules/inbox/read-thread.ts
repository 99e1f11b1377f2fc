import { type Selectable, sql } from 'kysely'

import type { Db } from '#kit/database'
import { refuse } from '#kit/errors'
import type { Json } from '#kit/json'
import { answersOnTheirWay } from '#modules/publishing'
import { memberNames } from '#modules/teams'
import type { ItemOnNetwork, PrivateTo } from '#networks/network'

import { answerableUntil } from './answers/answerable-until.ts'
import { privatelyFor } from './answers/privately-for.ts'
import { type AnswerOnItsWay, Deed, inboxRefusals, type Message, type Thread } from './contract.ts'
import { linkedWith } from './linked-with.ts'
import { profileOf, type ProfileRow, type ThreadRow, toProfile, toSummary } from './list-threads.ts'
import { mayHide } from './may-hide.ts'
import type { InboxNeeds } from './needs.ts'
import { playbookOf } from './playbooks/thread-playbook.ts'
import { actsInThread } from './rules/rule-acts.ts'
import { shownReason } from './shown-reason.ts'
import type { DeedTable, MessageTable } from './tables.ts'

interface Which {
  readonly workspaceId: string
  readonly threadId: string
}

/** One thread with everything said in it and done about it. Of a very long talk, the latest. Inside a transaction pass the transaction. */
export async function readThread(needs: InboxNeeds, db: Db, which: Which): Promise<Thread> {
  const { rows } = await sql<ThreadRow>`
    select thread.*, ${profileOf} as profile from inbox.thread thread
    left join inbox.profile profile on profile.workspace_id = thread.workspace_id and profile.id = thread.profile_id
    where thread.workspace_id = ${which.workspaceId} and thread.id = ${which.threadId}`.execute(db)
  const [thread] = rows
  if (!thread) throw refuse(inboxRefusals, 'NOT_FOUND')
  const [items, answers, deeds, ruled, playbook, linked, until] = await Promise.all([
    messagesOf(needs, db, thread),
    answersOf(needs, db, which),
    deedsOf(db, which),
    actsInThread(db, which),
    playbookOf(db, { ...which, brandId: thread.brand_id, meaning: thread.meaning }),
    linkedWith(db, { ...which, linkedId: thread.linked_id }),
    answerableUntil(needs, db, { ...which, thread }),
  ])
  const by = until ? { answerBy: until.round('millisecond').toString() } : {}
  return { ...toSummary(thread), brandId: thread.brand_id, ...by, linked, items, answers, deeds, ruled, ...(playbook ? { playbook } : {}) }
}

const mostMessages = 500

type Hides = (message: Selectable<MessageTable>) => boolean

function hides(needs: InboxNeeds, thread: ThreadRow): Hides {
  const { hideable = () => true } = needs.publishing.network(thread.network)?.inbox ?? {}
  const may = mayHide(needs, thread)
  return (message) => may && !message.by_us && message.gone_at === null && hideable(onNetwork(message))
}

/** A message as its network knows it. */
export function onNetwork({ external_id: externalId, kind, answer_to: answerTo }: Selectable<MessageTable>): ItemOnNetwork {
  return { externalId, kind, answerTo: answerTo ?? undefined }
}

async function messagesOf(needs: InboxNeeds, db: Db, thread: ThreadRow): Promise<Message[]> {
  const { workspace_id: workspaceId, id: threadId } = thread
  const { rows } = await sql<MessageRow>`
    select m.*, ${profileOf} as profile, answered.id as answers_id from inbox.message m
    left join inbox.profile profile on profile.workspace_id = m.workspace_id and profile.id = m.profile_id
    left join inbox.message answered on answered.workspace_id = m.workspace_id and answered.account_id = m.account_id and answered.external_id = m.answers
    where m.workspace_id = ${workspaceId} and m.thread_id = ${threadId}
    order by m.at desc, m.id desc limit ${mostMessages}`.execute(db)
  const [account] = await needs.publishing.accounts.find(db, { workspaceId, ids: [thread.account_id] })
  const privately = account && (await privatelyFor(needs, db, { workspaceId, threadId, account }))
  const isHideable = hides(needs, thread)
  return rows.toReversed().map((row) => ({ ...toMessage(row, isHideable), ...shownPrivately(privately?.(row)) }))
}

function shownPrivately(judged: PrivateTo | undefined): Pick<Message, 'privately'> {
  if (!judged) return {}
  if ('to' in judged) return { privately: {} }
  return { privately: { refused: shownReason(judged.refused) } }
}

type MessageRow = Selectable<MessageTable> & { profile: ProfileRow | null; answers_id: string | null }

function toMessage(row: MessageRow, isHideable: Hides): Message {
  return {
    id: row.id,
    kind: row.kind,
    byUs: row.by_us,
    ...(row.profile ? { profile: toProfile(row.profile) } : {}),
    ...(row.member_id !== null ? { member: { id: row.member_id, name: row.member_name ?? '' } } : {}),
    text: row.text,
    media: row.media.map((each) => ({ ...each })),
    at: row.at.toISOString(),
    ...(row.edited_at ? { editedAt: row.edited_at.toISOString() } : {}),
    ...(row.gone_at ? { goneAt: row.gone_at.toISOString() } : {}),
    ...(row.erased ? { erased: true as const } : {}),
    hidden: row.hidden,
    ...(row.stars !== null ? { stars: row.stars } : {}),
    ...understoodOf(row),
    ...(row.url !== null ? { url: row.url } : {}),
    ...(row.answers_id !== null ? { answersId: row.answers_id } : {}),
    answerable: row.answer_to !== null && row.gone_at === null,
    hideable: isHideable(row),
  }
}

function understoodOf({ meaning, sentiment, language, sure, reasons }: MessageRow): Pick<Message, 'understood'> {
  if (meaning === null || sentiment === null || language === null || sure === null) return {}
  return { understood: { meaning, sentiment, language, sure, reasons: reasons.map((reason) => ({ ...reason })) } }
}

async function answersOf(needs: InboxNeeds, db: Db, { workspaceId, threadId }: Which): Promise<AnswerOnItsWay[]> {
  const rows = await db
    .selectFrom('inbox.answer')
    .selectAll()
    .where('workspace_id', '=', workspaceId)
    .where('thread_id', '=', threadId)
    .where('ended_at', 'is', null)
    .orderBy('created_at')
    .execute()
  const deliveries = await answersOnTheirWay({ ...needs.publishing, db }, { workspaceId, answerIds: rows.map(({ id }) => id) })
  return rows.map((row) => {
    const delivery = deliveries.get(row.id)
    return {
      id: row.id,
      messageId: row.message_id,
      text: row.text,
      member: { id: row.member_id, name: row.member_name },
      at: row.created_at.toISOString(),
      isPrivate: row.private,
      ...(delivery ? { delivery } : {}),
    }
  })
}

async function deedsOf(db: Db, { workspaceId, threadId }: Which): Promise<Deed[]> {
  const rows = await db
    .selectFrom('inbox.deed')
    .selectAll()
    .where('workspace_id', '=', workspaceId)
    .where('thread_id', '=', threadId)
    .orderBy('at')
    .orderBy('id')
    .execute()
  const assigned = rows.flatMap(({ detail }) => (typeof detail['to'] === 'string' ? [detail['to']] : []))
  const names = await memberNames(db, { workspaceId, memberIds: [...new Set(assigned)] })
  return rows.map((row) => toDeed(row, names))
}

function toDeed(row: Selectable<DeedTable>, names: ReadonlyMap<string, string>): Deed {
  const { text, to, until, urgent, how } = row.detail
  return {
    id: row.id,
    kind: row.kind,
    at: row.at.toISOString(),
    ...(row.member_id !== null ? { member: { id: row.member_id, name: row.member_name ?? '' } } : {}),
    ...(typeof text === 'string' ? { text } : {}),
    ...mentionsOf(row.detail['mentions']),
    ...(typeof to === 'string' ? { to: names.get(to) ?? '' } : {}),
    ...(typeof until === 'string' ? { until } : {}),
    ...(typeof urgent === 'boolean' ? { urgent } : {}),
    ...(how === 'by-turn' || how === 'by-room' ? { how } : {}),
  }
}

const Mentions = Deed.shape.mentions

function mentionsOf(kept: Json | undefined): Pick<Deed, 'mentions'> {
  const { data = [] } = Mentions.safeParse(kept)
  return data.length === 0 ? {} : { mentions: data }
}
