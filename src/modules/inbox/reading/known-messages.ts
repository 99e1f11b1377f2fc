import { sql } from 'kysely'

import type { Db } from '#kit/database'
import type { Json } from '#kit/json'
import type { FoundItem, InboxItem, InboxKind, ItemOnNetwork, LookingAgain } from '#networks/network'

/** A message that is kept here, as it was told. */
export interface KnownMessage {
  readonly threadId: string
  readonly known: ItemOnNetwork
  /** A look did not find it, and none since has. */
  readonly wasMissed: boolean
  /** Absent where nobody but us is known to have said it. */
  readonly item?: InboxItem
}

/**
 * The latest messages of each thread, thread by thread as they were given. Without what is gone or erased; what we hid may be told to nobody, and what came just
 * now may not be found everywhere yet. `begun` is the time of the database.
 */
export async function messagesIn(
  db: Db,
  { workspaceId, threadIds, kinds, atOnce }: { workspaceId: string; threadIds: readonly string[] } & Pick<LookingAgain, 'kinds' | 'atOnce'>,
): Promise<{ readonly messages: readonly KnownMessage[]; readonly begun: Date }> {
  const { rows: times } = await sql<{ begun: Date }>`select clock_timestamp() as begun`.execute(db)
  const { rows } = await sql<Row>`
    select m.thread_id, m.external_id, m.kind, m.by_us, m.text, m.media, m.at, m.edited_at, m.hidden, m.stars, m.url, m.answers, m.answer_to, m.missed_at,
      thread.external_id as thread_external_id, author.external_id as author_external_id, author.handle, author.name
    from unnest(${[...threadIds]}::uuid[]) with ordinality wanted (id, place)
    join inbox.thread thread on thread.workspace_id = ${workspaceId} and thread.id = wanted.id
    cross join lateral (
      select * from inbox.message m
      where m.workspace_id = ${workspaceId} and m.thread_id = thread.id and m.gone_at is null and not m.erased and not m.hidden
        and m.kind = any(${[...kinds]}::text[]) and m.at < clock_timestamp() - interval '5 minutes'
      order by m.at desc, m.id desc limit ${Math.min(atOnce, latest)}
    ) m
    left join inbox.profile author on author.workspace_id = m.workspace_id and author.id = m.profile_id
    order by wanted.place, m.at desc`.execute(db)
  return { messages: rows.map(toKnown), begun: times[0]?.begun ?? new Date() }
}

const latest = 25

interface Row {
  readonly thread_id: string
  readonly external_id: string
  readonly kind: InboxKind
  readonly by_us: boolean
  readonly text: string
  readonly media: InboxItem['media']
  readonly at: Date
  readonly edited_at: Date | null
  readonly hidden: boolean
  readonly stars: number | null
  readonly url: string | null
  readonly answers: string | null
  readonly answer_to: Json | null
  readonly missed_at: Date | null
  readonly thread_external_id: string
  readonly author_external_id: string | null
  readonly handle: string | null
  readonly name: string | null
}

function toKnown(row: Row): KnownMessage {
  const { thread_id: threadId, external_id: externalId, kind, answer_to: answerTo } = row
  const item = itemOf(row)
  return {
    threadId,
    known: { externalId, kind, answerTo: answerTo ?? undefined },
    wasMissed: row.missed_at !== null,
    ...(item ? { item } : {}),
  }
}

function itemOf(row: Row): InboxItem | undefined {
  const { author_external_id: author, edited_at: editedAt, stars, url, answers, answer_to: answerTo } = row
  if (author === null) return undefined
  return {
    externalId: row.external_id,
    kind: row.kind,
    thread: { externalId: row.thread_external_id },
    author: { externalId: author, handle: row.handle ?? '', name: row.name ?? '' },
    byUs: row.by_us,
    text: row.text,
    media: row.media,
    at: row.at.toTemporalInstant(),
    ...(editedAt ? { editedAt: editedAt.toTemporalInstant() } : {}),
    hidden: row.hidden,
    ...(stars === null ? {} : { stars }),
    ...(url === null ? {} : { url }),
    ...(answers === null ? {} : { answers }),
    ...(answerTo === null ? {} : { answerTo }),
  }
}

/** The same with what the network says now; nothing where that is no other. */
export function itemSaying({ item }: KnownMessage, { text, hidden, editedAt }: FoundItem, asOf: Date): readonly InboxItem[] {
  const isOther = item && ((text !== undefined && text !== item.text) || (hidden !== undefined && hidden !== item.hidden))
  if (!isOther) return []
  return [
    {
      ...item,
      ...(text === undefined ? {} : { text }),
      ...(hidden === undefined ? {} : { hidden }),
      ...(editedAt === undefined ? {} : { editedAt }),
      asOf: asOf.toTemporalInstant(),
    },
  ]
}
