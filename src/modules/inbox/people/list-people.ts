import { type Selectable, sql } from 'kysely'

import type { Db } from '#kit/database'
import { wordsIn } from '#kit/words'

import { type ProfileRow, toProfile } from '../list-threads.ts'
import type { PersonSummary } from '../people-contract.ts'
import { looksFor } from './marks.ts'
import type { PersonTable } from './tables.ts'

interface Wanted {
  readonly workspaceId: string
  readonly text?: string | undefined
  readonly cursor?: string | undefined
  readonly limit: number
}

/** Everybody who wrote to us and has the words in their names, handles or what members know of them; whoever came last first. */
export async function listPeople(
  db: Db,
  { workspaceId, text = '', cursor, limit }: Wanted,
): Promise<{ people: PersonSummary[]; next?: string }> {
  const conditions = [
    sql`profile.workspace_id = ${workspaceId}`,
    sql`profile.person_id is not null`,
    ...(cursor === undefined ? [] : [sql`profile.person_id < ${cursor}`]),
    ...wordsIn(text).map((word) => sql`profile.person_id in (${havingWord(workspaceId, word)})`),
  ]
  const { rows } = await sql<{ id: string }>`
    select profile.person_id as id from inbox.profile profile
    where ${sql.join(conditions, sql` and `)}
    group by profile.person_id order by profile.person_id desc limit ${limit + 1}`.execute(db)
  const shown = rows.slice(0, limit).map(({ id }) => id)
  const people = await peopleOf(db, { workspaceId, personIds: shown })
  const last = shown.at(-1)
  return { people, ...(rows.length > limit && last !== undefined ? { next: last } : {}) }
}

/** The index finds candidates by the word's pieces, the pattern tells for certain. */
function havingWord(workspaceId: string, word: string) {
  const { marks, pattern } = looksFor(word)
  const has = sql`workspace_id = ${workspaceId} and ${marks.length > 0 ? sql`marks @> ${marks}::integer[]` : sql`true`} and words like ${pattern}`
  return sql`select person_id from inbox.profile where ${has} union all select id from inbox.person where ${has}`
}

/** In the order of their ids as they are given; those that are not there are left out. */
export async function peopleOf(
  db: Db,
  { workspaceId, personIds }: { workspaceId: string; personIds: readonly string[] },
): Promise<PersonSummary[]> {
  if (personIds.length === 0) return []
  const profiles = await db
    .selectFrom('inbox.profile')
    .selectAll()
    .where('workspace_id', '=', workspaceId)
    .where('person_id', 'in', [...personIds])
    .orderBy('id')
    .execute()
  const known = await db
    .selectFrom('inbox.person')
    .selectAll()
    .where('workspace_id', '=', workspaceId)
    .where('id', 'in', [...personIds])
    .execute()
  return personIds.flatMap((id) => {
    const own = profiles.filter(({ person_id }) => person_id === id)
    return own.length === 0
      ? []
      : [
          toPerson(
            id,
            own,
            known.find((row) => row.id === id),
          ),
        ]
  })
}

function toPerson(id: string, profiles: readonly ProfileRow[], known: Selectable<PersonTable> | undefined): PersonSummary {
  return {
    id,
    ...(known && known.name !== null ? { name: known.name } : {}),
    ...(known && known.email !== null ? { email: known.email } : {}),
    ...(known && known.phone !== null ? { phone: known.phone } : {}),
    profiles: profiles.map(toProfile),
  }
}
