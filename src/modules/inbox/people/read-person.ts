import type { Selectable } from 'kysely'

import type { Db } from '#kit/database'
import { refuse } from '#kit/errors'

import { type Consent, type Person, peopleRefusals, type PersonNote } from '../people-contract.ts'
import { peopleOf } from './list-people.ts'
import { suggestionsFor } from './suggest.ts'
import type { ConsentTable, PersonNoteTable } from './tables.ts'

export interface Which {
  readonly workspaceId: string
  readonly personId: string
}

/** The card of a person. Whoever was taken into somebody else is found there. Inside a transaction pass the transaction. */
export async function readPerson(db: Db, which: Which): Promise<Person> {
  const personId = await nowCalled(db, which)
  const now = { workspaceId: which.workspaceId, personId }
  const [person] = await peopleOf(db, { ...now, personIds: [personId] })
  if (!person) throw refuse(peopleRefusals, 'NOT_FOUND')
  return {
    ...person,
    fields: await fieldsOf(db, now),
    notes: await notesOf(db, now),
    consents: await consentsOf(db, now),
    joinings: await joiningsOf(db, now),
    suggestions: await suggestionsFor(db, { workspaceId: which.workspaceId, person }),
  }
}

/** The id under which they are kept now: their own, or of whoever took them in. */
export async function nowCalled(db: Db, { workspaceId, personId }: Which): Promise<string> {
  const joining = await db
    .selectFrom('inbox.joining')
    .select('person_id')
    .where('workspace_id', '=', workspaceId)
    .where('other_id', '=', personId)
    .executeTakeFirst()
  return joining?.person_id ?? personId
}

async function fieldsOf(db: Db, { workspaceId, personId }: Which): Promise<Record<string, string>> {
  const row = await db
    .selectFrom('inbox.person')
    .select('fields')
    .where('workspace_id', '=', workspaceId)
    .where('id', '=', personId)
    .executeTakeFirst()
  return { ...row?.fields }
}

const mostNotes = 100

async function notesOf(db: Db, { workspaceId, personId }: Which): Promise<PersonNote[]> {
  const rows = await db
    .selectFrom('inbox.person_note')
    .selectAll()
    .where('workspace_id', '=', workspaceId)
    .where('person_id', '=', personId)
    .orderBy('at', 'desc')
    .orderBy('id', 'desc')
    .limit(mostNotes)
    .execute()
  return rows.map(toNote)
}

export function toNote({ id, text, member_id, member_name, at }: Selectable<PersonNoteTable>): PersonNote {
  return { id, text, member: { id: member_id, name: member_name }, at: at.toISOString() }
}

async function consentsOf(db: Db, { workspaceId, personId }: Which): Promise<Consent[]> {
  const rows = await db
    .selectFrom('inbox.consent')
    .selectAll()
    .where('workspace_id', '=', workspaceId)
    .where('person_id', '=', personId)
    .orderBy('recorded_at', 'desc')
    .orderBy('id', 'desc')
    .execute()
  return rows.map(toConsent)
}

function toConsent({ id, kind, given, said_on, place, member_id, member_name, recorded_at }: Selectable<ConsentTable>): Consent {
  return { id, kind, given, on: said_on, place, member: { id: member_id, name: member_name }, recordedAt: recorded_at.toISOString() }
}

async function joiningsOf(db: Db, { workspaceId, personId }: Which): Promise<Person['joinings']> {
  const rows = await db
    .selectFrom('inbox.joining')
    .selectAll()
    .where('workspace_id', '=', workspaceId)
    .where('person_id', '=', personId)
    .orderBy('at')
    .orderBy('id')
    .execute()
  return rows.map(({ id, brought, member_id, member_name, at }) => ({
    id,
    profileIds: [...brought.profiles],
    member: { id: member_id, name: member_name },
    at: at.toISOString(),
  }))
}
