import { readFile, readdir } from 'node:fs/promises'
import { basename, join, sep } from 'node:path'

import { expect, test } from 'vitest'

import { testDatabase } from '#testing/database'

const modules = join(import.meta.dirname, '..', 'modules')

test('the tables that modules declare are the tables that the migrations make, to the column and its null', async () => {
  await using database = await testDatabase()
  const { rows } = await database.pool.query<{ name: string; nullable: boolean }>(`
    SELECT c.table_schema || '.' || c.table_name || '.' || c.column_name AS name, c.is_nullable = 'YES' AS nullable
    FROM information_schema.columns c JOIN information_schema.tables t USING (table_schema, table_name)
    WHERE t.table_type = 'BASE TABLE' AND c.table_schema NOT IN ('pg_catalog', 'information_schema', 'hearth', 'pgboss')`)
  const declared = await declaredColumns()
  // What is read as unknown may be null or not.
  const open = new Set(declared.filter(({ type }) => type === 'unknown').map(({ name }) => name))
  const made = rows.map(({ name, nullable }) => describeColumn(name, nullable && !open.has(name)))
  expect(declared.map(({ name, type }) => describeColumn(name, isNullable(type))).toSorted()).toEqual(made.toSorted())
})

test('a column is nullable when what is read from it may be null', () => {
  const source =
    "type Maybe<Value> = ColumnType<Value | null, string, string>\ninterface NoteTable {\n  text: string\n  a: Maybe<'x' | 'y'>\n  b: ColumnType<Date, string | null, never>\n  c: GeneratedAlways<Date | null>\n  d: Generated<number>\n  e: { n: null }\n}\n"
  const nullable = columnsOf(source, 'NoteTable').filter(({ type }) => isNullable(readType(type, source)))
  expect(nullable.map(({ column }) => column)).toEqual(['a', 'c'])
})

/** A module's tables, those of its rooms included, with what the kit knows of columns. */
async function declaredColumns(): Promise<{ name: string; type: string }[]> {
  const kit = await readFile(join(modules, '..', 'kit', 'columns.ts'), 'utf8')
  const files = (await readdir(modules, { recursive: true })).filter((path) => basename(path) === 'tables.ts')
  const sources = new Map<string, string>()
  for (const path of files) {
    const [module = ''] = path.split(sep)
    sources.set(module, (sources.get(module) ?? kit) + (await readFile(join(modules, path), 'utf8')))
  }
  return [...sources.values()].flatMap((source) =>
    [...source.matchAll(/^\s+'([a-z_]+\.[a-z_]+)': (\w+)$/gm)].flatMap(([, table = '', type = '']) =>
      columnsOf(source, type).map((column) => ({ name: `${table}.${column.column}`, type: readType(column.type, source) })),
    ),
  )
}

function describeColumn(name: string, nullable: boolean): string {
  return nullable ? `${name} or null` : name
}

/** Members of an interface in our format: two spaces, name, type; a type may run over several lines. */
function columnsOf(source: string, type: string): { column: string; type: string }[] {
  const body = new RegExp(`^(?:export )?interface ${type} \\{\\n(.*?)^\\}`, 'ms').exec(source)?.[1]
  if (body === undefined) throw new Error(`tables.ts declares no interface ${type}.`)
  const bare = body.replaceAll(/\/\*.*?\*\/|\/\/.*$/gms, '')
  return [...bare.matchAll(/^ {2}(\w+): (.*(?:\n {3,}.*| {2}[}>].*)*)/gm)].map(([, column = '', text = '']) => ({ column, type: text }))
}

/** What a query reads from a column of this type, without Kysely's wrappers. */
function readType(type: string, source: string): string {
  const [, name = '', inner = ''] = /^(\w+)(?:<(.*)>)?$/s.exec(type.trim()) ?? []
  if (['ColumnType', 'Generated', 'GeneratedAlways'].includes(name)) return readType(firstArgument(inner), source)
  const alias = new RegExp(`^(?:export )?type ${name}(?:<\\w+>)? = (.*)$`, 'm').exec(source)?.[1]
  return name && alias ? readType(alias, source) : type.trim()
}

function isNullable(type: string): boolean {
  return topLevel(type, '|').some((part) => part.trim() === 'null')
}

function firstArgument(list: string): string {
  return topLevel(list, ',')[0] ?? ''
}

/** Splits where no bracket is open. */
function topLevel(text: string, separator: string): string[] {
  const parts = ['']
  let depth = 0
  for (const character of text) {
    if ('<{(['.includes(character)) depth++
    if ('>})]'.includes(character)) depth--
    if (character === separator && depth === 0) parts.push('')
    else parts[parts.length - 1] += character
  }
  return parts
}
