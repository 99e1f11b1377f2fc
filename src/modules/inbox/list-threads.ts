import { type RawBuilder, type Selectable, sql } from 'kysely'

import type { Db } from '#kit/database'

import type { Counts, Filter, Profile, ThreadSummary } from './contract.ts'
import { afterPlace, columnsOf, isDue, type Order, orderOf, placeAfter } from './deadlines/due-order.ts'
import type { InboxNeeds } from './needs.ts'
import type { ProfileTable, ThreadTable } from './tables.ts'
import { wantedWords, type WantedWords } from './words/wanted-words.ts'

interface Wanted extends Filter {
  readonly workspaceId: string
  /** Absent: of all. */
  readonly threadIds?: readonly string[] | undefined
  readonly order?: Order | undefined
  readonly cursor?: string | undefined
  readonly limit: number
}

/** Threads that pass the filter, page by page. Which ones is read off indexes where it can be; only those of the page are read whole. */
export async function listThreads({ db }: Pick<InboxNeeds, 'db'>, wanted: Wanted): Promise<{ threads: ThreadSummary[]; next?: string }> {
  const words = await wantedWords(db, { workspaceId: wanted.workspaceId, text: wanted.text ?? '' })
  const rows = await pageOf(db, { wanted, words })
  const threads = rows.slice(0, wanted.limit).map(toSummary)
  const last = threads.at(-1)
  return { threads, ...(rows.length > wanted.limit && last ? { next: placeAfter(last, wanted) } : {}) }
}

interface Asked {
  readonly wanted: Wanted
  readonly words: WantedWords | undefined
}

/** One more than wanted, where there are more. */
async function pageOf(db: Db, { wanted, words }: Asked): Promise<ThreadRow[]> {
  const order = sql`order by ${orderOf(wanted)}`
  const passing = sql`select ${columnsOf(wanted)} from inbox.thread thread where ${sql.join(matches(wanted), sql` and `)}`
  const page = (from: RawBuilder<unknown>) => readWhole(db, { wanted, page: sql`${from} ${order} limit ${wanted.limit + 1}` })
  if (!words) return page(passing)
  if (!words.isRare) {
    const first = sql`(${passing} ${order} limit ${lookedThrough}) thread`
    // A subquery for a value: one for a condition would be turned into something that reads every message.
    const has = sql`coalesce((
      select true from inbox.message m where ${words.messages} and m.workspace_id = ${wanted.workspaceId} and m.thread_id = thread.id limit 1
    ), false)`
    const found = await page(sql`select thread.id from ${first} where ${has}`)
    if (found.length > wanted.limit) return found
    const { rows } = await sql<{ passing: number }>`select count(*)::integer as passing from ${first}`.execute(db)
    if ((rows[0]?.passing ?? 0) < lookedThrough) return found
  }
  const saying = sql`select distinct m.thread_id from inbox.message m where ${words.messages} offset 0`
  return page(sql`select thread.id from (${saying}) saying join (${passing}) thread on thread.id = saying.thread_id`)
}

/** In so many threads common words are looked for one after the other, which takes a tenth of a second; a page that is not full then is not common. */
const lookedThrough = 2500

async function readWhole(db: Db, { wanted, page }: { wanted: Wanted; page: RawBuilder<unknown> }): Promise<ThreadRow[]> {
  const { rows } = await sql<ThreadRow>`
    select thread.*, ${profileOf} as profile
    from (${page}) page
    join inbox.thread thread on thread.workspace_id = ${wanted.workspaceId} and thread.id = page.id
    left join inbox.profile profile on profile.workspace_id = thread.workspace_id and profile.id = thread.profile_id
    order by ${orderOf(wanted)}`.execute(db)
  return rows
}

export type ThreadRow = Selectable<ThreadTable> & { profile: ProfileRow | null }
export type ProfileRow = Omit<Selectable<ProfileTable>, 'words' | 'marks'>

export const profileOf = sql`case when profile.id is not null then to_jsonb(profile) - '{words,marks}'::text[] end`

function matches(wanted: Wanted): RawBuilder<unknown>[] {
  const { workspaceId, brandId, state, threadIds } = wanted
  return [
    sql`thread.workspace_id = ${workspaceId}`,
    sql`thread.brand_id = ${brandId}`,
    sql`thread.state = ${state}`,
    ...(threadIds ? [sql`thread.id = any(${[...threadIds]}::uuid[])`] : []),
    ...narrowedBy(wanted),
    ...afterPlace(wanted),
  ]
}

/** What a filter asks of a thread besides its brand, its state and its words. */
export function narrowedBy(filter: Omit<Filter, 'brandId' | 'state' | 'text'>): RawBuilder<unknown>[] {
  const { networks, accountIds, kinds, meanings, labelIds, assignee, due } = filter
  const conditions: RawBuilder<unknown>[] = []
  if (networks) conditions.push(sql`thread.network = any(${[...networks]}::text[])`)
  if (accountIds) conditions.push(isOn(accountIds))
  if (kinds) conditions.push(sql`thread.kind = any(${[...kinds]}::text[])`)
  if (meanings) conditions.push(sql`thread.meaning = any(${[...meanings]}::text[])`)
  // Said twice, for the index has only threads with labels.
  if (labelIds) conditions.push(sql`thread.label_ids <> '{}' and thread.label_ids && ${[...labelIds]}::uuid[]`)
  if (assignee === 'nobody') conditions.push(sql`thread.assignee_id is null`)
  else if (assignee) conditions.push(sql`thread.assignee_id = ${assignee}`)
  if (due) conditions.push(isDue(due))
  return conditions
}

export function toSummary(row: ThreadRow): ThreadSummary {
  return {
    id: row.id,
    accountId: row.account_id,
    network: row.network,
    kind: row.kind,
    ...(row.about
      ? { about: { url: row.about.url, text: row.about.text, ...(row.about.author ? { author: row.about.author } : {}) } }
      : {}),
    ...(row.profile ? { profile: toProfile(row.profile) } : {}),
    firstLine: row.first_line,
    ...(row.meaning !== null ? { meaning: row.meaning } : {}),
    messages: row.messages,
    state: row.state,
    ...(row.snoozed_until ? { snoozedUntil: row.snoozed_until.toISOString() } : {}),
    ...(row.assignee_id !== null ? { assigneeId: row.assignee_id } : {}),
    labelIds: row.label_ids,
    urgent: row.urgent,
    ...(row.waiting_since ? { waitingSince: row.waiting_since.toISOString() } : {}),
    ...dueOf(row),
    lastAt: row.last_at.toISOString(),
  }
}

function dueOf({ due_at, answer_due_at }: ThreadRow): Pick<ThreadSummary, 'due'> {
  if (due_at === null) return {}
  return { due: { what: answer_due_at?.getTime() === due_at.getTime() ? 'answer' : 'resolution', at: due_at.toISOString() } }
}

export function toProfile({ id, network, handle, name, avatar_url, url, person_id }: ProfileRow): Profile {
  return {
    id,
    network,
    handle,
    name,
    ...(avatar_url !== null ? { avatarUrl: avatar_url } : {}),
    ...(url !== null ? { url } : {}),
    ...(person_id !== null ? { personId: person_id } : {}),
  }
}

/** A thread on one of these accounts, or on any where none are said. */
export function isOn(accountIds: readonly string[] | undefined): RawBuilder<boolean> {
  return accountIds ? sql<boolean>`thread.account_id = any(${[...accountIds]}::uuid[])` : sql<boolean>`true`
}

/** How many threads of the brand wait, counted at the moment of asking. */
export async function countThreads(
  { db }: Pick<InboxNeeds, 'db'>,
  { workspaceId, brandId, memberId, within }: { workspaceId: string; brandId: string; memberId: string; within?: readonly string[] },
): Promise<Counts> {
  const { rows } = await sql<Counts>`
    select count(*) filter (where state = 'open')::integer as open, count(*) filter (where state = 'snoozed')::integer as snoozed,
      count(*) filter (where state = 'open' and assignee_id = ${memberId})::integer as mine,
      count(*) filter (where state = 'open' and assignee_id is null)::integer as nobodys,
      count(*) filter (where state = 'open' and ${isDue(['overdue', 'soon'])})::integer as due
    from inbox.thread thread where workspace_id = ${workspaceId} and brand_id = ${brandId} and state in ('open', 'snoozed')
      and ${isOn(within)}`.execute(db)
  return rows[0] ?? { open: 0, snoozed: 0, mine: 0, nobodys: 0, due: 0 }
}
