import type { Pool } from 'pg'

import type { Counts, ThreadSummary } from '#contract/inbox'

import type { Owner } from '../../e2e/support/owner.ts'
import { at, timed } from './at.ts'

/** Lists by any filter, search in two languages, single threads, and the counts and measures beside them. */
export async function measureReading(pool: Pool, { call, brandId, me }: Owner): Promise<Record<string, number>> {
  const list = (filter: Filter) => call<{ threads: ThreadSummary[] }>('GET', `/inbox/threads?${queryOf({ ...filter, brandId })}`)
  const ids = async (what: string) => (await pool.query<{ id: string }>(what)).rows.map(({ id }) => id)
  const labels = await ids(`select distinct unnest(label_ids) as id from inbox.thread limit 3`)
  const accounts = await ids('select distinct account_id as id from inbox.thread')
  const filters = filtersFor({ labels, accounts, memberId: me.memberId })
  const opened = await ids('select id from inbox.thread tablesample system (1) limit 300')
  await timed(filters.slice(0, 20), list)
  const lists = await timed(rounds(filters, 5), list)
  const english = await timed(rounds(searches(englishWords), 2), list)
  const chinese = await timed(rounds(searches(chineseWords), 2), list)
  saySlowest(rounds(filters, 5), lists)
  saySlowest(rounds(searches(englishWords), 2), english)
  saySlowest(rounds(searches(chineseWords), 2), chinese)
  const threads = await timed(opened, (id) => call('GET', `/inbox/threads/${id}`))
  const measures = (days: number) => call('GET', `/inbox/measures?${daysUntilToday(days)}&brandId=${brandId}`)
  const usual = await timed(rounds([7, 30, 90], 20), measures)
  const years = await timed(rounds([366], 10), measures)
  const counts = await call<Counts>('GET', `/inbox/counts?brandId=${brandId}`)
  return {
    list_p50_ms: at(lists, 0.5),
    list_p99_ms: at(lists, 0.99),
    search_p50_ms: at([...english, ...chinese], 0.5),
    search_p99_ms: at([...english, ...chinese], 0.99),
    search_en_p99_ms: at(english, 0.99),
    search_zh_p99_ms: at(chinese, 0.99),
    open_thread_p99_ms: at(threads, 0.99),
    measures_p50_ms: at(usual, 0.5),
    measures_p99_ms: at(usual, 0.99),
    measures_year_p99_ms: at(years, 0.99),
    count_drift: Math.abs(counts.open - filledOpen) + Math.abs(counts.snoozed - filledSnoozed),
  }
}

/** Beside the figures: what to look at. */
function saySlowest(asked: readonly Filter[], took: readonly number[]): void {
  const slowest = asked.map((filter, index) => ({ filter, ms: Math.round(took[index] ?? 0) })).toSorted((a, b) => b.ms - a.ms)
  for (const { filter, ms } of slowest.slice(0, 4)) console.error(`${ms} ms: ${JSON.stringify(filter)}`)
}

/** As `fill` made them of 200,000. */
const filledOpen = 16_000
const filledSnoozed = 4_000

type Filter = Readonly<Record<string, string | readonly string[]>>

interface Belongings {
  readonly labels: readonly string[]
  readonly accounts: readonly string[]
  readonly memberId: string
}

/** Every filter alone, and some together, in each state. */
function filtersFor({ labels, accounts, memberId }: Belongings): readonly Filter[] {
  const alone: readonly Filter[] = [
    {},
    { assignee: memberId },
    { assignee: 'nobody' },
    ...['facebook', 'x', 'tiktok'].map((network) => ({ networks: [network] })),
    ...accounts.map((id) => ({ accountIds: [id] })),
    ...['comment', 'message', 'review'].map((kind) => ({ kinds: [kind] })),
    ...['complaint', 'spam', 'question'].map((meaning) => ({ meanings: [meaning] })),
    ...labels.map((id) => ({ labelIds: [id] })),
    { labelIds: [crypto.randomUUID()] },
    { meanings: ['praise'], kinds: ['quote'], networks: ['mastodon'] },
    { meanings: ['spam'], assignee: memberId, labelIds: [labels[0] ?? ''] },
  ]
  return ['open', 'done', 'snoozed'].flatMap((state) => alone.map((filter) => ({ ...filter, state })))
}

const englishWords = [
  'refund',
  'parcel',
  'order',
  'the',
  'rude staff',
  'never again',
  'wifi',
  'guest1234',
  'zzzz',
  'delivery late',
  'my',
  'kevin',
]
const chineseWords = ['退款', '客服', '態度', '好吃', '茶', '訂單 退款', '小陳', '敷衍', '沒有這種東西', '不', '外送員 態度', '發霉']

function searches(words: readonly string[]): readonly Filter[] {
  return ['open', 'done'].flatMap((state) => words.map((text) => ({ text, state })))
}

/** As many days before them are compared with. */
function daysUntilToday(days: number): string {
  const today = Temporal.Now.plainDateISO('Asia/Taipei')
  return `from=${today.subtract({ days: days - 1 }).toString()}&to=${today.toString()}`
}

function rounds<Value>(values: readonly Value[], times: number): readonly Value[] {
  return Array.from({ length: times }, () => values).flat()
}

function queryOf(filter: Filter): string {
  const query = new URLSearchParams()
  for (const [name, value] of Object.entries(filter))
    if (typeof value === 'string') query.append(name, value)
    else value.forEach((each, index) => query.append(`${name}[${index}]`, each))
  return query.toString()
}
