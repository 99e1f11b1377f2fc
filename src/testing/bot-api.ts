import { z } from 'zod'

import { type Field, fieldSchema, strangeValue, type Types } from './bot-api-values.ts'

/** Checks HTTP messages against the description of a bot API: methods with their parameters, and types with their fields. */
export interface BotApi {
  /** Does it describe the method that the path names? */
  describes(request: Request): boolean
  /** What is wrong with a request: unknown and missing parameters, values of another type. Reads the body. */
  wrongWith(request: Request): Promise<readonly string[]>
  /** What is wrong with the answer: its frame, and names and types of what it brings. Reads both bodies. */
  wrongWithAnswer(request: Request, response: Response): Promise<readonly string[]>
}

const documentSchema = z.object({
  methods: z.record(z.string(), z.object({ fields: z.array(fieldSchema).default([]), returns: z.array(z.string()) })),
  types: z.record(z.string(), z.object({ fields: z.array(fieldSchema).default([]), subtypes: z.array(z.string()).default([]) })),
})
type Method = z.infer<typeof documentSchema>['methods'][string]

/** A request names its method as the last piece of its path, behind the bot's token: `/bot<token>/<method>`. @throws where this is no such description. */
export function botApi(document: unknown): BotApi {
  const { methods, types } = documentSchema.parse(document)
  const methodOf = (request: Request) => methods[nameIn(request)]
  return {
    describes: (request) => methodOf(request) !== undefined,
    wrongWith: async (request) => {
      const method = methodOf(request)
      if (!method) return [`${nameIn(request)} is not described`]
      return [...wrongIn(await parametersOf(request), method, types)].map((each) => `${nameIn(request)}: ${each}`)
    },
    wrongWithAnswer: async (request, response) => {
      const method = methodOf(request)
      if (!method) return [`${nameIn(request)} is not described`]
      return [...wrongInAnswer(await response.json(), method, types)].map((each) => `${response.status} to ${nameIn(request)}: ${each}`)
    },
  }
}

function nameIn({ url }: Request): string {
  return /^\/bot[^/]+\/(\w+)$/.exec(new URL(url).pathname)?.[1] ?? ''
}

/** In the address, as JSON, or as a form, where everything but a text is written as JSON and a file stands for itself. */
async function parametersOf(request: Request): Promise<ReadonlyMap<string, unknown>> {
  const given = new Map<string, unknown>(new URL(request.url).searchParams)
  const type = request.headers.get('content-type') ?? ''
  if (request.body === null) return given
  if (type.includes('json')) return new Map([...given, ...Object.entries(z.record(z.string(), z.unknown()).parse(await request.json()))])
  return new Map([...given, ...(await request.formData())])
}

function* wrongIn(given: ReadonlyMap<string, unknown>, { fields }: Method, types: Types): Generator<string> {
  const attached = new Set([...given].flatMap(([name, value]) => (value instanceof File ? [name] : [])))
  for (const [name, value] of given) {
    const field = fields.find((each) => each.name === name)
    if (field) yield* strangeValue(decoded(value, field), { field, types, at: name })
    else if (!attached.has(name) || !isNamed(given, name)) yield `parameter ${name} is not described`
  }
  for (const { name, required } of fields) if (required && !given.has(name)) yield `parameter ${name} is missing`
}

/** A file that another parameter names by `attach://`. */
function isNamed(given: ReadonlyMap<string, unknown>, name: string): boolean {
  return [...given.values()].some((value) => typeof value === 'string' && value.includes(`attach://${name}"`))
}

/** What a form brings as text, though it is none. */
function decoded(value: unknown, { types }: Field): unknown {
  if (typeof value !== 'string' || types.includes('String')) return value
  try {
    return JSON.parse(value)
  } catch {
    return value // No type but a text is written so; the caller hears of it.
  }
}

const answerSchema = z.union([
  z.strictObject({ ok: z.literal(true), result: z.unknown(), description: z.string().optional() }),
  z.strictObject({ ok: z.literal(false), error_code: z.int(), description: z.string(), parameters: z.unknown().optional() }),
])

function* wrongInAnswer(body: unknown, { returns }: Method, types: Types): Generator<string> {
  const answer = answerSchema.safeParse(body).data
  if (!answer) return yield 'it is neither a result nor an error'
  if (answer.ok) return yield* strangeValue(answer.result, { field: { types: returns }, types, at: 'result' })
  if (answer.parameters !== undefined)
    yield* strangeValue(answer.parameters, { field: { types: ['ResponseParameters'] }, types, at: 'parameters' })
}
