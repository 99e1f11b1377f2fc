import { sql } from 'kysely'

import type { Tx } from '#kit/database'
import { cut } from '#kit/http'
import { uuidv7 } from '#kit/ids'
import { announce } from '#kit/live'
import { isWebAddress } from '#kit/web-address'
import type { InboxItem, InboxPage } from '#networks/network'

import { keepOwnWordings } from './answers/repeated-answers.ts'
import type { Meaning, Sentiment } from './contract.ts'
import { markGone, withoutGone } from './gone.ts'
import { holdAccount } from './hold-account.ts'
import { meaningColumns, notUnderstood } from './meaning/meaning-columns.ts'
import type { Understand } from './meaning/understander.ts'
import { tallyHeard } from './measures/tally.ts'
import { withoutErased } from './people/erased.ts'
import { profileMarks } from './people/mark-profiles.ts'
import type { Arrived } from './rules/rule-match.ts'
import { summarise } from './summarise.ts'
import { topicsOf } from './topics.ts'
import { gramsOfMessage } from './words/grams.ts'

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

type Told = Pick<InboxPage, 'items' | 'gone' | 'whole'>

/**
 * Keeps what a network told: each item once, however often it arrives and in whatever order. What was rewritten or deleted there is so here, also
 * where an older word of it comes later: one after the other for each account, and by the times at which the network knew it. Threads follow from what is in them: somebody who speaks opens one again, and one that we answered last, wherever we did, is done.
 */
export async function keepItems(tx: Tx, mailbox: Mailbox, { items, gone = [], whole = [] }: Told): Promise<void> {
  await holdAccount(tx, mailbox.accountId)
  const present = newestOfEach(await withoutErased(tx, mailbox, await withoutGone(tx, mailbox, items)))
  const kept = await keepAll(tx, mailbox, present)
  await keepOwnWordings(tx, mailbox, present)
  const missing = await missingFrom(tx, mailbox, { items, whole })
  const touched = new Set([...kept.map(({ threadId }) => threadId), ...(await markGone(tx, mailbox, [...gone, ...missing]))])
  if (touched.size === 0) return
  const heard = new Map(kept.filter(({ isNew, isOurs }) => isNew && !isOurs).map(({ externalId, threadId }) => [externalId, threadId]))
  await tallyHeard(
    tx,
    mailbox,
    present.filter(({ externalId }) => heard.has(externalId)),
  )
  await summarise(tx, mailbox, { threadIds: [...touched], spoken: [...heard.values()] })
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

/** Answers what is new or other than it was. */
async function keepAll(tx: Tx, mailbox: Mailbox, items: readonly InboxItem[]): Promise<readonly Kept[]> {
  if (items.length === 0) return []
  const profiles = await keepProfiles(tx, mailbox, items)
  const threads = await keepThreads(tx, mailbox, items)
  const rows = items.map((item) => messageRow(item, { profiles, threads, understand: mailbox.understand }))
  const { rows: kept } = await sql<Kept>`
    insert into inbox.message as m (workspace_id, id, thread_id, account_id, external_id, kind, by_us, profile_id, text, media, at, edited_at, hidden, stars, url, answers, answer_to, meaning, sentiment, language, sure, reasons, grams, as_of)
    select ${mailbox.workspaceId}, id, thread_id, ${mailbox.accountId}, external_id, kind, by_us, profile_id, text, media, at, edited_at, hidden, stars, url, answers, answer_to, meaning, sentiment, language, sure, reasons, grams,
      coalesce(as_of, clock_timestamp() - ${travels}::interval)
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as r(
      id uuid, thread_id uuid, external_id text, kind text, by_us boolean, profile_id uuid, text text, media jsonb, at timestamptz, edited_at timestamptz,
      hidden boolean, stars integer, url text, answers text, answer_to jsonb,
      meaning text, sentiment text, language text, sure real, reasons jsonb, grams integer[], as_of timestamptz)
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

/** In one order everywhere, so that two readers never wait for each other. */
async function keepProfiles(tx: Tx, { workspaceId, network }: Mailbox, items: readonly InboxItem[]): Promise<ReadonlyMap<string, string>> {
  const authors = [...new Map(items.map(({ author }) => [author.externalId, author])).values()].toSorted(byExternalId)
  // Whoever speaks for us alone is nobody's profile but ours.
  const others = new Set(items.filter(({ byUs }) => !byUs).map(({ author }) => author.externalId))
  const rows = authors.map(({ externalId, handle, name, avatarUrl, url }) => ({
    ...newIds(others.has(externalId)),
    external_id: externalId,
    ...profileMarks({ handle, name: name || handle }),
    handle,
    name: name || handle,
    // The page shows no pictures over plain HTTP.
    avatar_url: avatarUrl?.startsWith('https:') ? webAddress(avatarUrl) : null,
    url: webAddress(url),
  }))
  const { rows: kept } = await sql<{ id: string; external_id: string }>`
    insert into inbox.profile as p (workspace_id, id, person_id, network, external_id, handle, name, avatar_url, url, words, marks)
    select ${workspaceId}, id, person_id, ${network}, external_id, handle, name, avatar_url, url, words, marks
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as r(id uuid, person_id uuid, external_id text, handle text, name text, avatar_url text, url text, words text, marks integer[])
    on conflict (workspace_id, network, external_id) do update set
      handle = coalesce(nullif(excluded.handle, ''), p.handle), name = coalesce(nullif(excluded.name, ''), p.name), avatar_url = coalesce(excluded.avatar_url, p.avatar_url), url = coalesce(excluded.url, p.url),
      person_id = coalesce(p.person_id, excluded.person_id), words = case when excluded.name = '' then p.words else excluded.words end, marks = case when excluded.name = '' then p.marks else excluded.marks end
    returning id, external_id`.execute(tx)
  return new Map(kept.map(({ id, external_id }) => [external_id, id]))
}

/** Each profile begins as a person's only one. */
function newIds(isOther: boolean): { readonly id: string; readonly person_id: string | null } {
  const id = uuidv7()
  return { id, person_id: isOther ? id : null }
}

/** The threads are held until the transaction ends. */
async function keepThreads(tx: Tx, mailbox: Mailbox, items: readonly InboxItem[]): Promise<ReadonlyMap<string, string>> {
  const first = new Map<string, InboxItem>()
  for (const item of items.toSorted((a, b) => Temporal.Instant.compare(a.at, b.at)))
    if (!first.has(item.thread.externalId)) first.set(item.thread.externalId, item)
  const rows = [...first.values()]
    .toSorted((a, b) => compare(a.thread.externalId, b.thread.externalId))
    .map(({ thread, kind, at }) => ({
      id: uuidv7(),
      external_id: thread.externalId,
      kind,
      about: thread.about ? { ...thread.about, text: cut(thread.about.text, 2000), url: webAddress(thread.about.url) ?? '' } : null,
      at: at.toString(),
    }))
  const { rows: kept } = await sql<{ id: string; external_id: string }>`
    insert into inbox.thread as t (workspace_id, id, brand_id, account_id, network, external_id, kind, about, state, done_at, last_at)
    select ${mailbox.workspaceId}, id, ${mailbox.brandId}, ${mailbox.accountId}, ${mailbox.network}, external_id, kind, about, 'done', at, at
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as r(id uuid, external_id text, kind text, about jsonb, at timestamptz)
    on conflict (workspace_id, account_id, external_id) do update set about = coalesce(excluded.about, t.about)
    returning id, external_id`.execute(tx)
  return new Map(kept.map(({ id, external_id }) => [external_id, id]))
}

interface Known extends Pick<Mailbox, 'understand'> {
  readonly profiles: ReadonlyMap<string, string>
  readonly threads: ReadonlyMap<string, string>
}

function messageRow(item: InboxItem, { profiles, threads, understand }: Known) {
  const text = item.text.toWellFormed().replaceAll('\u0000', '')
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
    grams: gramsOfMessage({ ...item.author, text }),
    as_of: item.asOf?.toString() ?? null,
    ...(item.byUs ? notUnderstood : meaningColumns(understand, text)),
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

/** It becomes a link, or a picture, in people's browsers. */
function webAddress(url: string | undefined): string | null {
  return url !== undefined && isWebAddress(url) ? url : null
}

function byExternalId(a: { externalId: string }, b: { externalId: string }): number {
  return compare(a.externalId, b.externalId)
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0
}
