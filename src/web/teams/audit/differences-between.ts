import { isSpan } from './times-in-words.ts'

type Thing = Readonly<Record<string, unknown>>

/** One field that differs, by the names that lead to it, outermost first. What stands on one side alone is absent on the other. */
export interface Difference {
  readonly path: readonly string[]
  readonly before?: unknown
  readonly after?: unknown
}

/** What differs between a thing as it was and as it is, down to the single field: of a workflow not all its steps, but the one person who is new. */
export function differencesBetween(before: Thing | undefined, after: Thing | undefined): Difference[] {
  const [was, is] = [leavesOf(before ?? {}), leavesOf(after ?? {})]
  const names = [...new Set([...was.keys(), ...is.keys()])]
  return names.flatMap((name) => {
    const [old, now] = [was.get(name), is.get(name)]
    const isSame = told(old?.value) === told(now?.value)
    // Of what came or went, what it never had is not worth a line.
    if (before && after ? isSame : isNothing(old?.value ?? now?.value)) return []
    const path = old?.path ?? now?.path ?? []
    return [{ path, ...(before ? { before: old?.value } : {}), ...(after ? { after: now?.value } : {}) }]
  })
}

/** A list that was empty and has become one of things is told by these. */
function told(value: unknown): string {
  return isNothing(value) ? '' : JSON.stringify(value)
}

function isNothing(value: unknown): boolean {
  if (typeof value === 'object' && value !== null) return Object.keys(value).length === 0
  return value === null || value === undefined || value === ''
}

interface Leaf {
  readonly path: readonly string[]
  readonly value: unknown
}

/** A list of plain values is one value: its order and its length are what it says. */
function leavesOf(thing: Thing, above: readonly string[] = []): Map<string, Leaf> {
  const leaves = Object.entries(thing).flatMap(([name, value]): [string, Leaf][] => {
    const path = [...above, name]
    const inner = innerOf(value)
    return inner ? [...leavesOf(inner, path)] : [[path.join('\0'), { path, value }]]
  })
  return new Map(leaves)
}

function innerOf(value: unknown): Thing | undefined {
  if (typeof value !== 'object' || value === null || isSpan(value)) return undefined
  if (!Array.isArray(value)) return Object.keys(value).length > 0 ? Object.fromEntries(Object.entries(value)) : undefined
  const isOfThings = value.length > 0 && value.every((each) => typeof each === 'object' && each !== null && !isSpan(each))
  return isOfThings ? Object.fromEntries(value.map((each: unknown, at) => [String(at + 1), each])) : undefined
}
