import { globSync, readFileSync } from 'node:fs'
import { basename, dirname } from 'node:path'

import { z } from 'zod'

import { procedures } from './test-contract.ts'

/** A field of what the audit log tells of rows: codes that can stand in it, and whether it can be an id. */
interface ToldField {
  readonly codes: Set<string>
  isId: boolean
}

/**
 * Every field that can stand in `before` and `after` of a row that is watched: the columns that a module's `seen.ts` names, and what is within those that
 * are JSON, as the procedures that write them say it in the contract.
 */
export function toldFields(): ReadonlyMap<string, ToldField> {
  const found = new Map<string, ToldField>()
  const at = (name: string): ToldField => {
    const field = found.get(name) ?? { codes: new Set(), isId: false }
    found.set(name, field)
    return field
  }
  for (const [module, columns] of columnsOfModules()) {
    for (const column of columns) at(column)
    for (const schema of writtenIn(module)) look(schema, { name: '', isTold: false }, { columns, at })
  }
  return found
}

function columnsOfModules(): Map<string, ReadonlySet<string>> {
  return new Map(
    globSync('src/modules/*/seen.ts').map((path) => {
      const listed = [...readFileSync(path, 'utf8').matchAll(/columns: \[('[^\]]*)\]/g)].flatMap(([, names = '']) => [
        ...names.matchAll(/'(\w+)'/g),
      ])
      return [basename(dirname(path)), new Set(listed.map(([, name = '']) => camelCase(name)))]
    }),
  )
}

function camelCase(column: string): string {
  return column.replaceAll(/_([a-z])/g, (_, letter: string) => letter.toUpperCase())
}

function writtenIn(module: string): unknown[] {
  const writing = procedures.filter((one) => one.module === module && one.declared.does !== 'reads')
  return writing.flatMap(({ schema }) =>
    schema ? [z.toJSONSchema(schema, { io: 'output', unrepresentable: 'any', reused: 'inline' })] : [],
  )
}

/** Columns that the API calls otherwise. */
const columnOf: Readonly<Record<string, string>> = { check: 'looksFor', where: 'places', on: 'isOn' }

interface Looking {
  readonly columns: ReadonlySet<string>
  readonly at: (name: string) => ToldField
}

function look(schema: unknown, here: { readonly name: string; readonly isTold: boolean }, looking: Looking): void {
  if (typeof schema !== 'object' || schema === null) return
  const parts = new Map<string, unknown>(Object.entries(schema))
  if (here.isTold) {
    const field = looking.at(here.name)
    for (const code of [parts.get('enum'), parts.get('const')].flat()) if (typeof code === 'string') field.codes.add(code)
    if (parts.get('format') === 'uuid') field.isId = true
  }
  for (const inner of ['anyOf', 'oneOf', 'allOf', 'items', 'additionalProperties'].flatMap((name) => parts.get(name)))
    look(inner, here, looking)
  for (const [name, inner] of Object.entries(parts.get('properties') ?? {})) {
    const column = columnOf[name] ?? name
    look(inner, { name: here.isTold ? name : column, isTold: here.isTold || looking.columns.has(column) }, looking)
  }
}
