import type { Generated, Selectable } from 'kysely'

import type { JsonColumn, JsonWithDefault, SetByDatabase } from '#kit/columns'

import type { ConsentKind, FieldKind } from '../contract.ts'

export interface PersonTable {
  workspace_id: string
  id: string
  name: string | null
  email: string | null
  phone: string | null
  fields: JsonWithDefault<Readonly<Record<string, string>>>
  words: Generated<string>
  marks: Generated<number[]>
}

export interface PersonFieldTable {
  workspace_id: string
  id: string
  name: string
  kind: FieldKind
  choices: Generated<string[]>
  place: number
}

export interface PersonNoteTable {
  workspace_id: string
  id: string
  person_id: string
  text: string
  member_id: string
  member_name: string
  at: SetByDatabase
}

export interface ConsentTable {
  workspace_id: string
  id: string
  person_id: string
  kind: ConsentKind
  given: boolean
  /** 2026-11-24. */
  said_on: string
  place: string
  member_id: string
  member_name: string
  recorded_at: SetByDatabase
}

export interface JoiningTable {
  workspace_id: string
  id: string
  person_id: string
  other_id: string
  brought: JsonColumn<Brought>
  member_id: string
  member_name: string
  at: SetByDatabase
}

/** What a person who was taken in brought along. */
export interface Brought {
  readonly person: Readonly<Pick<Selectable<PersonTable>, 'name' | 'email' | 'phone' | 'fields'>> | null
  readonly profiles: readonly string[]
  readonly notes: readonly string[]
  readonly consents: readonly string[]
  readonly joinings: readonly string[]
}

export interface ApartTable {
  workspace_id: string
  profile_id: string
  other_id: string
}

export interface ErasureKeyTable {
  workspace_id: string
  key: Buffer
}

export interface ErasedTable {
  workspace_id: string
  digest: Buffer
  at: SetByDatabase
}
