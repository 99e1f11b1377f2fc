import { type Selectable, sql } from 'kysely'

import type { Tx } from '#kit/database'
import type { Json } from '#kit/json'
import { type Call, change } from '#modules/teams'

import type { InboxNeeds } from '../needs.ts'
import type { MessageTable, ThreadTable } from '../tables.ts'
import { type Held, holdPerson } from './hold-person.ts'
import { personFields } from './person-fields.ts'
import { readPerson, toNote } from './read-person.ts'

/** Everything that is kept about a person, for them to have: what they said, what was answered to them, and what members did and wrote about it. What others said is not theirs. */
export function exportPerson(
  { db }: Pick<InboxNeeds, 'db'>,
  { acting, path, input }: Call,
  { personId }: { personId: string },
): Promise<Record<string, unknown>> {
  const { workspaceId } = acting
  // Without its key: an answer like this is not to be kept for a second call.
  return change(db, { acting, path, input }, async (tx) => {
    const person = await holdPerson(tx, { workspaceId, personId })
    const { suggestions: _others, joinings, fields, notes: _latest, ...card } = await readPerson(tx, person)
    const threads = await threadsOf(tx, person)
    return {
      value: {
        exportedAt: new Date().toISOString(),
        person: { ...card, fields: await named(tx, { workspaceId, values: fields }) },
        joined: joinings,
        notes: await allNotes(tx, person),
        threads,
      },
      subject: { kind: 'person', id: person.personId },
      detail: { threads: threads.length },
      topics: [],
    }
  })
}

async function named(tx: Tx, { workspaceId, values }: { workspaceId: string; values: Readonly<Record<string, string>> }) {
  const fields = await personFields(tx, { workspaceId })
  return fields.flatMap(({ id, name }) => (values[id] === undefined ? [] : [{ name, value: values[id] }]))
}

async function allNotes(tx: Tx, { workspaceId, personId }: Held) {
  const rows = await tx
    .selectFrom('inbox.person_note')
    .selectAll()
    .where('workspace_id', '=', workspaceId)
    .where('person_id', '=', personId)
    .orderBy('at')
    .execute()
  return rows.map(toNote)
}

async function threadsOf(tx: Tx, person: Held) {
  const { workspaceId, profileIds } = person
  const { rows: threads } = await sql<Selectable<ThreadTable>>`
    select * from inbox.thread where workspace_id = ${workspaceId} and id in (
      select thread_id from inbox.message where workspace_id = ${workspaceId} and profile_id = any(${[...profileIds]}::uuid[]) and not by_us
    ) order by last_at, id`.execute(tx)
  const threadIds = threads.map(({ id }) => id)
  const messages = await messagesIn(tx, person, threadIds)
  const answers = await rowsIn(tx, { workspaceId, table: 'answer', threadIds })
  const deeds = await rowsIn(tx, { workspaceId, table: 'deed', threadIds })
  return threads.map((thread) => ({
    id: thread.id,
    network: thread.network,
    kind: thread.kind,
    state: thread.state,
    about: thread.about === null ? null : { url: thread.about.url, text: thread.about.text },
    messages: messages.filter(({ thread_id }) => thread_id === thread.id).map(toMessage),
    answers: answers.get(thread.id) ?? [],
    deeds: deeds.get(thread.id) ?? [],
  }))
}

/** Theirs, and ours. */
async function messagesIn(tx: Tx, { workspaceId, profileIds }: Held, threadIds: readonly string[]): Promise<Selectable<MessageTable>[]> {
  const { rows } = await sql<Selectable<MessageTable>>`
    select * from inbox.message
    where workspace_id = ${workspaceId} and thread_id = any(${[...threadIds]}::uuid[]) and (by_us or profile_id = any(${[...profileIds]}::uuid[]))
    order by at, id`.execute(tx)
  return rows
}

function toMessage(row: Selectable<MessageTable>) {
  const { meaning, sentiment, language } = row
  return {
    id: row.id,
    from: row.by_us ? 'us' : 'them',
    kind: row.kind,
    at: row.at.toISOString(),
    text: row.text,
    media: row.media.map(({ url, kind, alt }) => ({ kind, url, alt })),
    url: row.url,
    stars: row.stars,
    hidden: row.hidden,
    deleted: row.gone_at !== null,
    understood: meaning === null ? null : { meaning, sentiment, language },
    member: row.member_name,
  }
}

async function rowsIn(
  tx: Tx,
  { workspaceId, table, threadIds }: { workspaceId: string; table: 'answer' | 'deed'; threadIds: readonly string[] },
): Promise<ReadonlyMap<string, Json[]>> {
  const [columns, at] =
    table === 'answer'
      ? [sql`jsonb_build_object('at', created_at, 'text', text, 'member', member_name, 'sent', external_id is not null)`, 'created_at']
      : [sql`jsonb_build_object('at', at, 'kind', kind, 'text', detail ->> 'text', 'member', member_name)`, 'at']
  const { rows } = await sql<{ thread_id: string; row: Json }>`
    select thread_id, ${columns} as row from ${sql.table(`inbox.${table}`)}
    where workspace_id = ${workspaceId} and thread_id = any(${[...threadIds]}::uuid[]) order by ${sql.ref(at)}, id`.execute(tx)
  return new Map([...Map.groupBy(rows, (each) => each.thread_id)].map(([id, group]) => [id, group.map(({ row }) => row)]))
}
