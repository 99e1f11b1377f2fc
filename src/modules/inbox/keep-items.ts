import { sql } from 'kysely'

import type { Tx } from '#kit/database'
import { uuidv7 } from '#kit/ids'
import { announce } from '#kit/live'
import type { InboxItem, InboxPage } from '#networks/network'

import { keepOwnWordings } from './answers/repeated-answers.ts'
import type { Meaning, Sentiment } from './contract.ts'
import { meansToAnswer } from './deadlines/cares-of.ts'
import { keepTime } from './deadlines/keep-time.ts'
import { markGone, withoutGone } from './gone.ts'
import { holdAccount } from './hold-account.ts'
import { keepProfiles } from './keep-profiles.ts'
import { keepThreads } from './keep-threads.ts'
import type { Understand } from './meaning/understander.ts'
import { tallyHeard } from './measures/tally.ts'
import { withoutErased } from './people/erased.ts'
import type { Arrived } from './rules/rule-match.ts'
import { asSaid, type Said } from './said.ts'
import { summarise } from './summarise.ts'
import { topicsOf } from './topics.ts'
import { webAddress } from './web-address.ts'

/** Whose inbox it is, what understands the words of others in it, and what is done about them by rule. */
export interface Mailbox {
  readonly workspaceId: string
  readonly brandId: string
  readonly accountId: string
  readonly network: string
  readonly understand: Understand
  /** Within the transaction that has just kept them. */
  readonly rule: (tx: Tx, arrived: readonly Arrived[]) => Promise<void>
}

interface Told extends Pick<InboxPage, 'items' | 'gone' | 'whole'> {
  /** What was made of them already; the others are understood here. */
  readonly said?: ReadonlyMap<InboxItem, Said>
}

/**
 * Keeps what a network told: each item once, however often it arrives and in whatever order. What was rewritten or deleted there is so here, also
 * where an older word of it comes later: one after the other for each account, and by the times at which the network knew it. Threads follow from what is in them: somebody who speaks opens one again, and one that we answered last, wherever we did, is done.
 */
export async function keepItems(tx: Tx, mailbox: Mailbox, { items, gone = [], whole = [], said = new Map() }: Told): Promise<void> {
  await holdAccount(tx, mailbox.accountId)
  const present = newestOfEach(await withoutErased(tx, mailbox, await withoutGone(tx, mailbox, items)))
  const { kept, begun, emptied } = await keepAll(
    tx,
    mailbox,
    present.map((item) => said.get(item) ?? asSaid(item, mailbox.understand)),
  )
  await keepOwnWordings(tx, mailbox, present)
  const missing = await missingFrom(tx, mailbox, { items, whole })
  const goneIn = await markGone(tx, mailbox, [...gone, ...missing])
  const touched = new Set([...kept.map(({ threadId }) => threadId), ...emptied, ...goneIn])
  if (touched.size === 0) return
  const heard = new Map(kept.filter(({ isNew, isOurs }) => isNew && !isOurs).map(({ externalId, threadId }) => [externalId, threadId]))
  await tallyHeard(
    tx,
    mailbox,
    present.filter(({ externalId }) => heard.has(externalId)),
  )
  const asBegun = begun.difference(new Set(goneIn))
  await summarise(tx, mailbox, { threadIds: [...touched.difference(asBegun)], spoken: [...heard.values()] })
  // A new thread has ended no wait: all that it can have is a deadline.
  if (asBegun.size > 0 && (await meansToAnswer(tx, mailbox))) await keepTime(tx, mailbox, [...asBegun])
  await mailbox.rule(tx, toRule(mailbox, present, kept))
  await announce(tx, { to: mailbox.workspaceId, topics: topicsOf(...touched) })
}

interface Kept {
  readonly id: string
  readonly externalId: string
  readonly threadId: string
  /** Never seen before; otherwise it was rewritten. */
  readonly isNew: boolean
  readonly isOurs: boolean
  readonly meaning: Meaning | null
  readonly sentiment: Sentiment | null
  readonly language: string | null
}

interface AllKept {
  /** What is new or other than it was. */
  readonly kept: readonly Kept[]
  /** Threads that began with one of them, and are whole already. */
  readonly begun: ReadonlySet<string>
  /** Threads that began with what lies in another one: the network says now that it belongs elsewhere. */
  readonly emptied: ReadonlySet<string>
}

async function keepAll(tx: Tx, mailbox: Mailbox, all: readonly Said[]): Promise<AllKept> {
  if (all.length === 0) return { kept: [], begun: new Set(), emptied: new Set() }
  const profiles = await keepProfiles(
    tx,
    mailbox,
    all.map(({ item }) => item),
  )
  const threads = await keepThreads(tx, mailbox, { all, profiles })
  const kept = await keepMessages(
    tx,
    mailbox,
    all.map((said) => messageRow(said, { profiles, threads: threads.ids })),
  )
  const filled = new Set(kept.flatMap(({ isNew, threadId }) => (isNew ? [threadId] : [])))
  return { kept, begun: threads.begun.intersection(filled), emptied: threads.begun.difference(filled) }
}

async function keepMessages(tx: Tx, mailbox: Mailbox, rows: readonly object[]): Promise<readonly Kept[]> {
  const { rows: kept } = await sql<Kept>`
    insert into inbox.message as m (workspace_id, id, thread_id, account_id, external_id, kind, by_us, profile_id, text, media, at, edited_at, hidden, stars, url, answers, answer_to, meaning, sentiment, language, sure, reasons, grams, as_of)
    select ${mailbox.workspaceId}, id, thread_id, ${mailbox.accountId}, external_id, kind, by_us, profile_id, text, media, at, edited_at, hidden, stars, url, answers, answer_to, meaning, sentiment, language, sure, reasons, grams::integer[],
      coalesce(as_of, clock_timestamp() - ${travels}::interval)
    from json_to_recordset(${JSON.stringify(rows)}::json) as r(
      id uuid, thread_id uuid, external_id text, kind text, by_us boolean, profile_id uuid, text text, media jsonb, at timestamptz, edited_at timestamptz,
      hidden boolean, stars integer, url text, answers text, answer_to jsonb,
      meaning text, sentiment text, language text, sure real, reasons jsonb, grams text, as_of timestamptz)
    on conflict (workspace_id, account_id, external_id) do update set
      text = excluded.text, grams = excluded.grams, media = excluded.media, edited_at = excluded.edited_at, hidden = excluded.hidden, stars = excluded.stars, gone_at = null,
      url = coalesce(excluded.url, m.url), answer_to = coalesce(excluded.answer_to, m.answer_to), profile_id = coalesce(m.profile_id, excluded.profile_id), as_of = excluded.as_of,
      ${understoodAnew}
    where (m.text, m.edited_at, m.hidden, m.stars, m.gone_at is null, m.answer_to is null)
      is distinct from (excluded.text, excluded.edited_at, excluded.hidden, excluded.stars, true, excluded.answer_to is null)
      and (excluded.as_of > m.as_of or (excluded.as_of = m.as_of and excluded.edited_at is not null))
    returning id, external_id as "externalId", thread_id as "threadId", xmax = 0 as "isNew", by_us as "isOurs", meaning, sentiment, language`.execute(
    tx,
  )
  return kept
}

/** What others said that is new, or rewritten, in its order. */
function toRule({ network, accountId }: Mailbox, items: readonly InboxItem[], kept: readonly Kept[]): Arrived[] {
  const itemOf = new Map(items.map((item) => [item.externalId, item]))
  const arrived = kept.flatMap(({ id, externalId, threadId, isNew, isOurs, ...understood }) => {
    const item = itemOf.get(externalId)
    if (!item || isOurs || (!isNew && !item.editedAt)) return []
    const { kind, author, text, media, stars = null } = item
    const { handle, name } = author
    const facts = { network, accountId, kind, text, handle, name, media: media.length > 0, stars, ...understood }
    const when = { writtenAt: item.editedAt ?? item.at, saidAt: item.at }
    return [{ messageId: id, threadId, isNew, ...when, hidden: item.hidden ?? false, facts }]
  })
  return arrived.toSorted((a, b) => Temporal.Instant.compare(a.saidAt, b.saidAt))
}

/** How long what was read may have been on its way: what a webhook tells of that time is newer. */
const travels = '5 seconds'

function newestOfEach(items: readonly InboxItem[]): readonly InboxItem[] {
  const byTime = items.every(({ asOf }) => asOf) ? items.toSorted((a, b) => Temporal.Instant.compare(asOfOf(a), asOfOf(b))) : items
  return [...new Map(byTime.map((item) => [item.externalId, item])).values()]
}

function asOfOf({ asOf, at }: InboxItem): Temporal.Instant {
  return asOf ?? at
}

/** Only where the words are others: a member may have said what the message is. */
const understoodAnew = sql.join(
  (['meaning', 'sentiment', 'language', 'sure', 'reasons'] as const).map((name) => {
    const column = sql.ref(name)
    return sql`${column} = case when m.text = excluded.text and m.meaning is not null then m.${column} else excluded.${column} end`
  }),
)

interface Known {
  readonly profiles: ReadonlyMap<string, string>
  readonly threads: ReadonlyMap<string, string>
}

function messageRow({ item, text, grams, ...meaning }: Said, { profiles, threads }: Known) {
  return {
    id: uuidv7(),
    thread_id: threads.get(item.thread.externalId),
    external_id: item.externalId,
    kind: item.kind,
    by_us: item.byUs,
    profile_id: profiles.get(item.author.externalId) ?? null,
    text,
    media: item.media.filter(({ url }) => webAddress(url) !== null),
    at: item.at.toString(),
    edited_at: item.editedAt?.toString() ?? null,
    hidden: item.hidden ?? false,
    stars: item.stars ?? null,
    url: webAddress(item.url),
    answers: item.answers ?? null,
    answer_to: item.answerTo ?? null,
    grams,
    as_of: item.asOf?.toString() ?? null,
    ...meaning,
  }
}

/**
 * Ids of what was said in what is told whole and is not told any more. What we hid may be told to nobody, and what a member has just sent may not
 * be listed there yet.
 */
async function missingFrom(
  tx: Tx,
  { workspaceId, accountId }: Mailbox,
  { items, whole }: Required<Pick<Told, 'items' | 'whole'>>,
): Promise<readonly string[]> {
  if (whole.length === 0) return []
  const { rows } = await sql<{ external_id: string }>`
    with told as (
      select t.id, w.since from jsonb_to_recordset(${JSON.stringify(whole)}::jsonb) as w(about text, since timestamptz)
      join inbox.thread t on t.workspace_id = ${workspaceId} and t.account_id = ${accountId} and t.about->>'externalId' = w.about and t.kind = 'comment'
      union all
      select t.id, '-infinity' from jsonb_to_recordset(${JSON.stringify(whole)}::jsonb) as w(thread text)
      join inbox.thread t on t.workspace_id = ${workspaceId} and t.account_id = ${accountId} and t.external_id = w.thread
    )
    select m.external_id from told
    join inbox.message m on m.workspace_id = ${workspaceId} and m.thread_id = told.id and m.at >= told.since and m.gone_at is null and not m.hidden
    where m.external_id <> all(${items.map(({ externalId }) => externalId)}::text[])
      and (m.member_id is null or m.at < clock_timestamp() - interval '5 minutes')`.execute(tx)
  return rows.map(({ external_id }) => external_id)
}
