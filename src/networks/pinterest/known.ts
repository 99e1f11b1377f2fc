import type { Json } from '#kit/json'

export interface Section {
  readonly id: string
  readonly name: string
}

export interface Board extends Section {
  readonly sections: readonly Section[]
}

/** What is known of an account; see `limitsOf` in `account.ts`. */
export interface Known {
  /** undefined where nothing was read yet. */
  readonly profile: { readonly id: string; readonly handle: string } | undefined
  /** By the owner's word: has the app more than Trial access? */
  readonly standard: boolean
  readonly sandbox: boolean
  /** undefined where they were not read. */
  readonly boards: readonly Board[] | undefined
}

/** Read by hand, so that no schema library comes along into the page. */
export function knownOf(known: Json): Known {
  const { profile, standard, sandbox, boards } = fieldsOf(known)
  const { id, handle } = fieldsOf(profile ?? null)
  return {
    profile: typeof id === 'string' && typeof handle === 'string' ? { id, handle } : undefined,
    standard: standard === true,
    sandbox: sandbox === true,
    boards: boards === undefined ? undefined : listOf(boards).flatMap(asBoard),
  }
}

function asBoard(value: Json): Board[] {
  const [named] = asNamed(value)
  return named ? [{ ...named, sections: listOf(fieldsOf(value)['sections'] ?? []).flatMap(asNamed) }] : []
}

function asNamed(value: Json): Section[] {
  const { id, name } = fieldsOf(value)
  return typeof id === 'string' && typeof name === 'string' ? [{ id, name }] : []
}

function fieldsOf(value: Json): { readonly [key: string]: Json | undefined } {
  return typeof value === 'object' && value !== null && !isList(value) ? value : {}
}

function listOf(value: Json): readonly Json[] {
  return isList(value) ? value : []
}

function isList(value: Json): value is readonly Json[] {
  return Array.isArray(value)
}
