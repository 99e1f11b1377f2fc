import type { Json } from '#kit/json'

type Thing = Readonly<Record<string, Json | undefined>>
type Kept = Readonly<Record<string, Json>>

/** Only what differs, on both sides, so that the log says what happened and not all there is. What is given on one side alone is kept whole. */
export function differenceOf(before: Thing | undefined, after: Thing | undefined): { before?: Kept; after?: Kept } {
  const names = [...new Set([...Object.keys(before ?? {}), ...Object.keys(after ?? {})])]
  const changed = names.filter((name) => JSON.stringify(before?.[name]) !== JSON.stringify(after?.[name]))
  return {
    ...(before ? { before: only(before, changed) } : {}),
    ...(after ? { after: only(after, changed) } : {}),
  }
}

function only(thing: Thing, names: readonly string[]): Kept {
  return Object.fromEntries(names.map((name) => [name, thing[name] ?? null]))
}
