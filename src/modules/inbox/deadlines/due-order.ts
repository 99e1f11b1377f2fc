import { type RawBuilder, sql } from 'kysely'

import { refuse } from '#kit/errors'

import { type Filter, inboxRefusals, type ThreadSummary } from '../contract.ts'

export type Order = 'due' | 'latest'

interface Listed extends Pick<Filter, 'state'> {
  readonly order?: Order | undefined
  readonly cursor?: string | undefined
}

/** What is due is read off an index of what is open; elsewhere nothing is due. */
const isByDue = ({ state, order }: Listed) => state === 'open' && order !== 'latest'

/** As it stands in the index. */
const dueAt = sql`coalesce(thread.due_at, 'infinity')`

/** What is due first, then whoever spoke last. */
export function orderOf(listed: Listed) {
  const latest = sql`thread.last_at desc, thread.id desc`
  return isByDue(listed) ? sql`${dueAt}, ${latest}` : latest
}

/** What the order asks of a thread. Nothing more, so that the index answers alone. */
export function columnsOf(listed: Listed) {
  return isByDue(listed) ? sql`thread.id, thread.last_at, thread.due_at` : sql`thread.id, thread.last_at`
}

/** What a page after this thread begins with. */
export function placeAfter({ lastAt, id, due }: ThreadSummary, listed: Listed): string {
  return `${lastAt}/${id}${isByDue(listed) ? `/${due?.at ?? 'never'}` : ''}`
}

/** What comes after the place that the cursor names. */
export function afterPlace(listed: Listed): RawBuilder<unknown>[] {
  if (listed.cursor === undefined) return []
  const { at, id, due } = placeOf(listed.cursor)
  const earlier = sql`(thread.last_at, thread.id) < (${at}, ${id}::uuid)`
  if (!isByDue(listed)) return [earlier]
  if (due === undefined) throw refuse(inboxRefusals, 'BAD_CURSOR')
  if (due === 'never') return [sql`${dueAt} = 'infinity'`, earlier]
  return [sql`${dueAt} >= ${due}::timestamptz`, sql`(${dueAt} > ${due}::timestamptz or ${earlier})`]
}

const instant = String.raw`\d{4}-\d{2}-\d{2}T[\d:.]+Z`
const place = new RegExp(`^(${instant})/([0-9a-f-]{36})(?:/(${instant}|never))?$`)

/** What `next` of a page said; refused where no page did. */
export function placeOf(cursor: string): { at: string; id: string; due: string | undefined } {
  const [, at, id, due] = place.exec(cursor) ?? []
  if (at === undefined || id === undefined) throw refuse(inboxRefusals, 'BAD_CURSOR')
  return { at, id, due }
}

/** Overdue, or due within two hours. */
export function isDue(wanted: readonly ('overdue' | 'soon')[]) {
  const overdue = sql`thread.due_at <= clock_timestamp()`
  const soon = sql`thread.due_at > clock_timestamp() and thread.due_at <= clock_timestamp() + interval '2 hours'`
  return sql`(${sql.join([...wanted.map((each) => (each === 'soon' ? soon : overdue)), sql`false`], sql` or `)})`
}
