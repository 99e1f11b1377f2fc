import { type Selectable, sql } from 'kysely'

import type { Db } from '#kit/database'

import type { PersonSummary, Reason, Suggestion } from '../people-contract.ts'
import type { ProfileTable } from '../tables.ts'
import { peopleOf } from './list-people.ts'
import { wholeMarks } from './marks.ts'
import { asWhole, keysOf } from './sameness.ts'

interface Asked {
  readonly workspaceId: string
  readonly person: PersonSummary
}

/** Others who may be the same, for a profile of theirs on another network has the same handle, name or website; those with most reasons first. */
export async function suggestionsFor(db: Db, { workspaceId, person }: Asked): Promise<Suggestion[]> {
  const alike = await alikeOf(db, { workspaceId, person })
  const apart = await apartFrom(db, { workspaceId, person })
  const reasons = new Map<string, Reason[]>()
  for (const other of alike) {
    if (other.person_id === null || apart.has(other.id)) continue
    const common = person.profiles.filter(({ network }) => network !== other.network).flatMap((profile) => inCommon(profile, other))
    reasons.set(other.person_id, [...(reasons.get(other.person_id) ?? []), ...common])
  }
  const found = [...reasons].map(([id, all]) => ({ id, reasons: distinct(all) })).filter((each) => each.reasons.length > 0)
  const telling = found.filter((each) => !saysNameOnly(each) || found.filter(saysNameOnly).length <= mostNamesakes)
  const shown = telling.toSorted((a, b) => b.reasons.length - a.reasons.length).slice(0, mostShown)
  const people = await peopleOf(db, { workspaceId, personIds: shown.map(({ id }) => id) })
  return people.map((each) => ({ person: each, reasons: shown.find(({ id }) => id === each.id)?.reasons ?? [] }))
}

const [mostLooked, mostShown] = [100, 5]
/** A name that more have says nothing. */
const mostNamesakes = 3

const saysNameOnly = ({ reasons }: { readonly reasons: readonly Reason[] }) => reasons.every(({ same }) => same === 'name')

async function alikeOf(db: Db, { workspaceId, person }: Asked): Promise<Selectable<ProfileTable>[]> {
  const marks = wholeMarks(person.profiles.flatMap((profile) => keysOf(profile)).map(asWhole))
  const { rows } = await sql<Selectable<ProfileTable>>`
    select * from inbox.profile
    where workspace_id = ${workspaceId} and person_id <> ${person.id} and marks && ${marks}::integer[]
    order by id desc limit ${mostLooked}`.execute(db)
  return rows
}

/** Profiles of which a member said that they are not this person's. */
async function apartFrom(db: Db, { workspaceId, person }: Asked): Promise<ReadonlySet<string>> {
  const ids = person.profiles.map(({ id }) => id)
  const { rows } = await sql<{ id: string }>`
    select other_id as id from inbox.apart where workspace_id = ${workspaceId} and profile_id = any(${ids}::uuid[])
    union select profile_id from inbox.apart where workspace_id = ${workspaceId} and other_id = any(${ids}::uuid[])`.execute(db)
  return new Set(rows.map(({ id }) => id))
}

function inCommon(one: Parameters<typeof keysOf>[0], other: Parameters<typeof keysOf>[0]): Reason[] {
  const theirs = keysOf(other)
  return keysOf(one).filter((key) => theirs.some(({ same, value }) => same === key.same && value === key.value))
}

function distinct(reasons: readonly Reason[]): Reason[] {
  return [...new Map(reasons.map((reason) => [`${reason.same}=${reason.value}`, reason])).values()]
}
