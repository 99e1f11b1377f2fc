import { readdirSync, readFileSync } from 'node:fs'
import { createRequire } from 'node:module'

import { z } from 'zod'

import type { Specification, SpecificationChecker } from '../test-specification.ts'

const file = 'bluesky/lexicons/'

/** The lexicons, read by the library that the network's own servers use. */
export const specification: Specification = { file, open: (folder) => checker(new URL(file, folder)), waived: [] }

interface Lexicons {
  getDef(name: string): unknown
  assertValidXrpcParams(name: string, value: unknown): unknown
  assertValidXrpcInput(name: string, value: unknown): unknown
  assertValidXrpcOutput(name: string, value: unknown): unknown
  assertValidRecord(type: string, record: unknown): unknown
}
const LibrarySchema = z.object({
  Lexicons: z.custom<new (documents: readonly unknown[]) => Lexicons>(),
  jsonToLex: z.custom<(json: unknown) => unknown>(),
})
const DocumentSchema = z.looseObject({ lexicon: z.literal(1), id: z.string() })
const DefinitionSchema = z.looseObject({
  type: z.string(),
  parameters: z.looseObject({ properties: z.record(z.string(), z.looseObject({ type: z.string() })) }).optional(),
  input: z.looseObject({ encoding: z.string() }).optional(),
  output: z.looseObject({ encoding: z.string() }).optional(),
})
const WriteSchema = z.looseObject({ collection: z.string(), record: z.unknown() })

function checker(folder: URL): SpecificationChecker {
  const { Lexicons: Book, jsonToLex } = LibrarySchema.parse(createRequire(import.meta.resolve('@atproto/api'))('@atproto/lexicon'))
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.json'))
  const documents = files.flatMap((name) => DocumentSchema.safeParse(JSON.parse(readFileSync(new URL(name, folder), 'utf8'))).data ?? [])
  const book = new Book(documents)
  const definitionOf = (request: Request) => DefinitionSchema.safeParse(found(book, nameOf(request))).data
  return {
    describes: (request) => definitionOf(request) !== undefined,
    wrongWith: async (request) => {
      const [name, definition] = [nameOf(request), definitionOf(request)]
      if (!definition) return [`${name} is no method`]
      const wrong: string[] = []
      if ((definition.type === 'query') !== (request.method === 'GET')) wrong.push(`${name} is no ${request.method}`)
      wrong.push(...complaints(name, () => book.assertValidXrpcParams(name, parametersOf(request, definition))))
      if (definition.input?.encoding !== 'application/json') return wrong
      const body = jsonToLex(JSON.parse((await request.text()) || '{}'))
      wrong.push(...complaints(name, () => book.assertValidXrpcInput(name, body)))
      const write = WriteSchema.safeParse(body).data
      if (write) wrong.push(...complaints(name, () => book.assertValidRecord(write.collection, write.record)))
      return wrong
    },
    wrongWithAnswer: async (request, response) => {
      const [name, definition] = [nameOf(request), definitionOf(request)]
      if (!response.ok || definition?.output?.encoding !== 'application/json') return []
      const body = jsonToLex(JSON.parse(await response.text()))
      return complaints(`200 to ${name}`, () => book.assertValidXrpcOutput(name, body))
    },
  }
}

function nameOf({ url }: Request): string {
  return /^\/xrpc\/([\w.]+)$/.exec(new URL(url).pathname)?.[1] ?? ''
}

function found(book: Lexicons, name: string): unknown {
  return name === '' ? undefined : book.getDef(name)
}

/** A query is text; the lexicon says what each parameter is. */
function parametersOf({ url }: Request, { parameters }: z.output<typeof DefinitionSchema>): Readonly<Record<string, unknown>> {
  const { searchParams } = new URL(url)
  const properties = parameters?.properties ?? {}
  return Object.fromEntries(
    [...new Set(searchParams.keys())].map((name) => {
      const values = searchParams.getAll(name)
      const type = properties[name]?.type
      if (type === 'array') return [name, values]
      const [value = ''] = values
      return [name, type === 'integer' ? Number(value) : type === 'boolean' ? value === 'true' : value]
    }),
  )
}

function complaints(name: string, check: () => unknown): readonly string[] {
  try {
    check()
    return []
  } catch (error) {
    return [`${name}: ${error instanceof Error ? error.message : String(error)}`]
  }
}
