import type { Selectable } from 'kysely'

import type { Tx } from '#kit/database'
import { refuse } from '#kit/errors'
import { uuidv7 } from '#kit/ids'
import { type Call, change } from '#modules/teams'

import type { InboxNeeds } from '../needs.ts'
import { type ConsentKind, type Person, peopleRefusals } from '../people-contract.ts'
import { holdPerson, peopleTopics } from './hold-person.ts'
import { marksOf, plainWords } from './marks.ts'
import { checkValues } from './person-fields.ts'
import { readPerson, type Which } from './read-person.ts'
import type { PersonTable } from './tables.ts'

interface Wanted {
  readonly personId: string
  readonly name?: string | null | undefined
  readonly email?: string | null | undefined
  readonly phone?: string | null | undefined
  readonly fields?: Readonly<Record<string, string | null>> | undefined
}

/** What is not given stays. */
export function changePerson({ db }: Pick<InboxNeeds, 'db'>, call: Call, { personId, ...wanted }: Wanted): Promise<Person> {
  return changed({ db }, call, personId, async (tx, person) => {
    const before = await known(tx, person)
    const fields = { ...before?.fields, ...wanted.fields }
    const kept = Object.entries(fields).flatMap(([id, value]) => (value === null ? [] : [[id, value] as const]))
    await checkValues(tx, { workspaceId: person.workspaceId, values: wanted.fields ?? {} })
    await keepPerson(tx, person, {
      name: given(wanted.name, before?.name),
      email: given(wanted.email, before?.email),
      phone: given(wanted.phone, before?.phone),
      fields: Object.fromEntries(kept),
    })
    return { changed: Object.keys(wanted) }
  })
}

const given = (wanted: string | null | undefined, before: string | null | undefined) => (wanted === undefined ? (before ?? null) : wanted)

type Known = Pick<Selectable<PersonTable>, 'name' | 'email' | 'phone' | 'fields'>

/** What members know about a person; undefined where nobody wrote anything. */
export function known(tx: Tx, { workspaceId, personId }: Which): Promise<Known | undefined> {
  return tx
    .selectFrom('inbox.person')
    .select(['name', 'email', 'phone', 'fields'])
    .where('workspace_id', '=', workspaceId)
    .where('id', '=', personId)
    .executeTakeFirst()
}

/** Keeps what is known, with what it is found by. */
export async function keepPerson(tx: Tx, { workspaceId, personId }: Which, { name, email, phone, fields }: Known): Promise<void> {
  const words = plainWords(name, email, phone, ...Object.values(fields))
  const columns = { name, email, phone, fields: JSON.stringify(fields), words, marks: marksOf(words) }
  await tx
    .insertInto('inbox.person')
    .values({ workspace_id: workspaceId, id: personId, ...columns })
    .onConflict((conflict) => conflict.columns(['workspace_id', 'id']).doUpdateSet(columns))
    .execute()
}

/** What members say to one another about a person; no network ever sees it. */
export function notePerson(
  needs: Pick<InboxNeeds, 'db'>,
  call: Call,
  { personId, text }: { personId: string; text: string },
): Promise<Person> {
  return changed(needs, call, personId, async (tx, person) => {
    const { memberId, name } = call.acting
    const note = { workspace_id: person.workspaceId, id: uuidv7(), person_id: person.personId, text }
    await tx
      .insertInto('inbox.person_note')
      .values({ ...note, member_id: memberId, member_name: name })
      .execute()
    return { note: note.id }
  })
}

export function removePersonNote(
  needs: Pick<InboxNeeds, 'db'>,
  call: Call,
  { personId, noteId }: { personId: string; noteId: string },
): Promise<Person> {
  return changed(needs, call, personId, async (tx, person) => {
    const { numDeletedRows } = await tx
      .deleteFrom('inbox.person_note')
      .where('workspace_id', '=', person.workspaceId)
      .where('person_id', '=', person.personId)
      .where('id', '=', noteId)
      .executeTakeFirst()
    if (numDeletedRows === 0n) throw refuse(peopleRefusals, 'NOT_FOUND')
    return { note: noteId }
  })
}

interface NewConsent {
  readonly personId: string
  readonly kind: ConsentKind
  readonly given: boolean
  readonly on: string
  readonly place: string
}

/** Added to what was recorded before, of which nothing is changed: the latest of a kind holds. */
export function recordConsent(needs: Pick<InboxNeeds, 'db'>, call: Call, consent: NewConsent): Promise<Person> {
  const { personId, kind, given: isGiven, on, place } = consent
  return changed(needs, call, personId, async (tx, person) => {
    const { memberId, name } = call.acting
    const row = { workspace_id: person.workspaceId, id: uuidv7(), person_id: person.personId, kind, given: isGiven, said_on: on, place }
    await tx
      .insertInto('inbox.consent')
      .values({ ...row, member_id: memberId, member_name: name })
      .execute()
    return { kind, given: isGiven }
  })
}

/** One change of a person's card, which is the answer. Its audit row says what was changed, not to what. */
function changed(
  { db }: Pick<InboxNeeds, 'db'>,
  call: Call,
  personId: string,
  work: (tx: Tx, person: Which) => Promise<Record<string, string | boolean | string[]>>,
): Promise<Person> {
  return change(db, call, async (tx) => {
    const person = await holdPerson(tx, { workspaceId: call.acting.workspaceId, personId })
    const detail = await work(tx, person)
    return { value: await readPerson(tx, person), subject: { kind: 'person', id: person.personId }, detail, topics: peopleTopics }
  })
}
