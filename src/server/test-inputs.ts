import { z } from 'zod'

import type { Rows } from './test-rows.ts'

/** The part of JSON Schema that inputs of the contract are made of. */
interface Schema {
  readonly type?: string
  readonly format?: string
  readonly pattern?: string
  readonly enum?: readonly unknown[]
  readonly const?: unknown
  readonly default?: unknown
  readonly anyOf?: readonly Schema[]
  readonly oneOf?: readonly Schema[]
  readonly allOf?: readonly Schema[]
  readonly properties?: Readonly<Record<string, Schema>>
  readonly required?: readonly string[]
  readonly items?: Schema
  readonly minItems?: number
  readonly minimum?: number
}

/** Fields of ids as the door names them: by module and name, a list by its one. */
export function idFieldsOf(schema: z.ZodType, module: string): Set<string> {
  const found = new Set<string>()
  const visit = (node: Schema, field: string) => {
    if (node.type === 'string' && node.format === 'uuid') found.add(`${module}.${field.replace(/Ids$/, 'Id')}`)
    for (const [name, child] of Object.entries(node.properties ?? {})) visit(child, name)
    for (const child of [...(node.anyOf ?? []), ...(node.oneOf ?? []), ...(node.allOf ?? []), ...(node.items ? [node.items] : [])])
      visit(child, field)
  }
  visit(jsonSchema(schema), '')
  return found
}

/** An input that passes the schema, with these ids wherever a field is called so; what is optional and no id is left out. */
export function sampleInput(schema: z.ZodType, { module, rows, more = {} }: { module: string; rows: Rows; more?: object }): unknown {
  const idOf = (field: string) => rows[`${module}.${field}`] ?? rows[field]
  const make = (node: Schema, field: string): unknown => {
    if (node.const !== undefined) return node.const
    if (node.enum) return node.enum[0]
    const [first] = [...(node.anyOf ?? []), ...(node.oneOf ?? [])].filter(({ type }) => type !== 'null')
    if (first) return make(first, field)
    const makers: Readonly<Record<string, () => unknown>> = {
      object: () => Object.fromEntries(wanted(node).map(([name, child]) => [name, make(child, name)])),
      array: () => (node.items && (node.minItems || idOf(field.replace(/Ids$/, 'Id')) !== undefined) ? [make(node.items, field)] : []),
      string: () => (field === 'domains' ? 'tea.example' : textFor(node, idOf(field.replace(/Ids$/, 'Id')))),
      integer: () => Math.max(node.minimum ?? 1, 1),
      number: () => Math.max(node.minimum ?? 1, 1),
      boolean: () => false,
    }
    return makers[node.type ?? '']?.() ?? {}
  }
  const wanted = (node: Schema) =>
    Object.entries(node.properties ?? {}).filter(
      ([name]) => node.required?.includes(name) || idOf(name.replace(/Ids$/, 'Id')) !== undefined,
    )
  const made = make(jsonSchema(schema), '')
  return typeof made === 'object' && made !== null ? { ...made, ...more } : made
}

function textFor({ format, pattern }: Schema, id: string | undefined): string {
  if (format === 'uuid') return id ?? '00000000-0000-4000-8000-000000000000'
  if (format === 'date-time') return '2026-11-24T01:00:00Z'
  if (format === 'date') return '2026-11-24'
  if (format === 'email') return 'jo@tea.example'
  if (format === 'uri') return 'https://tea.example/'
  if (pattern?.includes('#')) return '#0e6862'
  return 'tea'
}

function jsonSchema(schema: z.ZodType): Schema {
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- what the library makes of a schema
  return z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any', reused: 'inline' }) as Schema
}
