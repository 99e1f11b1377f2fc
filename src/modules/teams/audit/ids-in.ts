import type { Nameable, NameFinders } from './name-finders.ts'

/** What an entry says of a thing: `before` or `after`. */
export type Told = Readonly<Record<string, unknown>>

/** An id that entries tell, with the kind of thing that it names. */
interface IdTold {
  readonly id: string
  readonly nameable: Nameable
}

export function idsIn(told: readonly Told[], finders: NameFinders): readonly IdTold[] {
  const found: IdTold[] = []
  for (const one of told)
    walk(one, (value, field) => {
      const nameable = finders[field]
      if (nameable && isId(value)) found.push({ id: value, nameable })
    })
  return found
}

/** What entries are about, as far as it is of a kind that they name. */
export function subjectsOf(subjects: readonly { readonly kind: string; readonly id: string }[], finders: NameFinders): readonly IdTold[] {
  const byKind = new Map<string, Nameable>(Object.values(finders).map((nameable) => [nameable.kind, nameable]))
  return subjects.flatMap(({ kind, id }) => {
    const nameable = byKind.get(kind)
    return nameable && isId(id) ? [{ id, nameable }] : []
  })
}

/** The same with every id in other words, by the field that it stands in. */
export function reworded(told: unknown, words: (id: string, field: string) => string, field = ''): unknown {
  if (Array.isArray(told)) return told.map((each: unknown) => reworded(each, words, field))
  if (typeof told === 'object' && told !== null)
    return Object.fromEntries(Object.entries(told).map(([name, value]: [string, unknown]) => [name, reworded(value, words, name)]))
  return isId(told) ? words(told, field) : told
}

/** Things that stand with their own id and name in what entries tell. */
export function namedIn(told: readonly Told[]): ReadonlyMap<string, string> {
  const names = new Map<string, string>()
  for (const one of told)
    walk(one, (value) => {
      if (typeof value !== 'object' || value === null || !('id' in value) || !('name' in value)) return
      if (isId(value.id) && typeof value.name === 'string') names.set(value.id, value.name)
    })
  return names
}

/** Each value with the name of the field it stands in; what stands in a list stands in the list's field. */
function walk(value: unknown, visit: (value: unknown, field: string) => void, field = ''): void {
  visit(value, field)
  if (Array.isArray(value)) for (const each of value) walk(each, visit, field)
  else if (typeof value === 'object' && value !== null) for (const [name, inner] of Object.entries(value)) walk(inner, visit, name)
}

function isId(value: unknown): value is string {
  return typeof value === 'string' && uuid.test(value)
}

const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/
