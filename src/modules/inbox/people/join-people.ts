import { type Selectable, sql } from 'kysely'

import type { Tx } from '#kit/database'
import { refuse } from '#kit/errors'
import { uuidv7 } from '#kit/ids'
import { type Call, change } from '#modules/teams'

import type { InboxNeeds } from '../needs.ts'
import { type Person, peopleRefusals } from '../people-contract.ts'
import { keepPerson, known } from './change-person.ts'
import { type Held, holdPeople, holdPerson, peopleTopics } from './hold-person.ts'
import { nowCalled, readPerson } from './read-person.ts'
import type { Brought, PersonTable } from './tables.ts'

interface Two {
  readonly personId: string
  readonly otherId: string
}

const mostProfiles = 50

/** Takes somebody else in: their profiles, notes and consents, and of what is known about them what is not known here. All of it is written down to be undone. */
export function joinPeople({ db }: Pick<InboxNeeds, 'db'>, call: Call, two: Two): Promise<Person> {
  const { workspaceId, memberId, name } = call.acting
  return change(db, call, async (tx) => {
    const [person, other] = await holdBoth(tx, { workspaceId, ...two })
    if (person.profileIds.length + other.profileIds.length > mostProfiles) throw refuse(peopleRefusals, 'TOO_MANY_PROFILES')
    const brought = await bring(tx, { person, other })
    const joining = { workspace_id: workspaceId, id: uuidv7(), person_id: person.personId, other_id: other.personId }
    await tx
      .insertInto('inbox.joining')
      .values({ ...joining, brought: JSON.stringify(brought), member_id: memberId, member_name: name })
      .execute()
    await forgetApart(tx, { person, other })
    return {
      value: await readPerson(tx, person),
      subject: { kind: 'person', id: person.personId },
      detail: { other: other.personId, profiles: brought.profiles.length },
      topics: peopleTopics,
    }
  })
}

async function holdBoth(tx: Tx, { workspaceId, personId, otherId }: Two & { workspaceId: string }): Promise<[Held, Held]> {
  const one = await nowCalled(tx, { workspaceId, personId })
  const two = await nowCalled(tx, { workspaceId, personId: otherId })
  if (one === two) throw refuse(peopleRefusals, 'SAME_PERSON')
  const [person, other] = await holdPeople(tx, { workspaceId, personIds: [one, two] })
  if (!person || !other) throw refuse(peopleRefusals, 'NOT_FOUND')
  return [person, other]
}

/** Moves what is the other's, and answers what that was. */
async function bring(tx: Tx, { person, other }: { person: Held; other: Held }): Promise<Brought> {
  const { workspaceId, personId } = person
  const theirs = await known(tx, other)
  const ours = await known(tx, person)
  await tx.deleteFrom('inbox.person').where('workspace_id', '=', workspaceId).where('id', '=', other.personId).execute()
  if (theirs) await keepPerson(tx, person, together(ours, theirs))
  const moved = { workspaceId, from: other.personId, to: personId }
  return {
    person: theirs ? { name: theirs.name, email: theirs.email, phone: theirs.phone, fields: theirs.fields } : null,
    profiles: await moveAll(tx, 'profile', moved),
    notes: await moveAll(tx, 'person_note', moved),
    consents: await moveAll(tx, 'consent', moved),
    joinings: await moveAll(tx, 'joining', moved),
  }
}

type Known = Pick<Selectable<PersonTable>, 'name' | 'email' | 'phone' | 'fields'>

/** What is known here stays; what is known only there comes along. */
function together(ours: Known | undefined, theirs: Known): Known {
  return {
    name: ours?.name ?? theirs.name,
    email: ours?.email ?? theirs.email,
    phone: ours?.phone ?? theirs.phone,
    fields: { ...theirs.fields, ...ours?.fields },
  }
}

type Belonging = 'profile' | 'person_note' | 'consent' | 'joining'

async function moveAll(
  tx: Tx,
  table: Belonging,
  { workspaceId, from, to }: { workspaceId: string; from: string; to: string },
): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    update ${sql.table(`inbox.${table}`)} set person_id = ${to} where workspace_id = ${workspaceId} and person_id = ${from} returning id`.execute(
    tx,
  )
  return rows.map(({ id }) => id)
}

/** Undoes a joining: whoever was taken in is a person apart again, with what came along, and is not suggested again. */
export function splitPerson(
  { db }: Pick<InboxNeeds, 'db'>,
  call: Call,
  { personId, joiningId }: { personId: string; joiningId: string },
): Promise<Person> {
  const { workspaceId } = call.acting
  return change(db, call, async (tx) => {
    const person = await holdPerson(tx, { workspaceId, personId })
    const joining = await tx
      .deleteFrom('inbox.joining')
      .where('workspace_id', '=', workspaceId)
      .where('id', '=', joiningId)
      .where('person_id', '=', person.personId)
      .returningAll()
      .executeTakeFirst()
    if (!joining) throw refuse(peopleRefusals, 'NOT_FOUND')
    const other = { workspaceId, personId: joining.other_id, profileIds: joining.brought.profiles }
    await giveBack(tx, { person, other, brought: joining.brought })
    await setApart(tx, { person: { ...person, profileIds: without(person.profileIds, other.profileIds) }, other })
    return {
      value: await readPerson(tx, person),
      subject: { kind: 'person', id: person.personId },
      detail: { other: other.personId },
      topics: peopleTopics,
    }
  })
}

/** What is known about the person who took them in stays, for nobody knows any more from whom it was learnt. */
async function giveBack(tx: Tx, { person, other, brought }: { person: Held; other: Held; brought: Brought }): Promise<void> {
  const { workspaceId } = person
  const tables = [
    ['profile', brought.profiles],
    ['person_note', brought.notes],
    ['consent', brought.consents],
    ['joining', brought.joinings],
  ] as const
  for (const [table, ids] of tables) {
    await sql`
      update ${sql.table(`inbox.${table}`)} set person_id = ${other.personId}
      where workspace_id = ${workspaceId} and person_id = ${person.personId} and id = any(${[...ids]}::uuid[])`.execute(tx)
  }
  if (brought.person) await keepPerson(tx, other, brought.person)
}

const without = (ids: readonly string[], others: readonly string[]) => ids.filter((id) => !others.includes(id))

/** A member says that these are two: neither is suggested for the other again. */
export function keepApart({ db }: Pick<InboxNeeds, 'db'>, call: Call, two: Two): Promise<Person> {
  const { workspaceId } = call.acting
  return change(db, call, async (tx) => {
    const [person, other] = await holdBoth(tx, { workspaceId, ...two })
    await setApart(tx, { person, other })
    return {
      value: await readPerson(tx, person),
      subject: { kind: 'person', id: person.personId },
      detail: { other: other.personId },
      topics: peopleTopics,
    }
  })
}

interface Pair {
  readonly person: Held
  readonly other: Held
}

async function setApart(tx: Tx, { person, other }: Pair): Promise<void> {
  await sql`
    insert into inbox.apart (workspace_id, profile_id, other_id)
    select ${person.workspaceId}, least(one, two), greatest(one, two)
    from unnest(${[...person.profileIds]}::uuid[]) one, unnest(${[...other.profileIds]}::uuid[]) two
    on conflict do nothing`.execute(tx)
}

/** Whoever joins two knows better than whoever said before that they are not one. */
async function forgetApart(tx: Tx, { person, other }: Pair): Promise<void> {
  const [one, two] = [[...person.profileIds], [...other.profileIds]]
  await sql`
    delete from inbox.apart where workspace_id = ${person.workspaceId}
      and ((profile_id = any(${one}::uuid[]) and other_id = any(${two}::uuid[])) or (profile_id = any(${two}::uuid[]) and other_id = any(${one}::uuid[])))`.execute(
    tx,
  )
}
