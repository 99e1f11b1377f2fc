import { z } from 'zod'

import type { Json } from '#kit/json'

import type { Person, Server } from './stand-in-state.ts'

/** A request whose token is known, with its parameters read. */
export interface Asked {
  readonly server: Server
  /** Whose bot asks. */
  readonly owner: Person
  readonly method: string
  readonly parameters: ReadonlyMap<string, unknown>
  readonly files: ReadonlyMap<string, File>
}

/** As the API says no. */
export class BotError extends Error {
  readonly code: number
  readonly parameters: Json | undefined

  constructor(code: number, description: string, parameters?: Json) {
    super(description)
    this.code = code
    this.parameters = parameters
  }
}

export function bad(what: string): BotError {
  return new BotError(400, `Bad Request: ${what}`)
}

export function asAnswer(error: BotError): Response {
  const body = {
    ok: false,
    error_code: error.code,
    description: error.message,
    ...(error.parameters ? { parameters: error.parameters } : {}),
  }
  return Response.json(body, { status: error.code })
}

/** From the address, JSON or a form, where everything but a text is JSON. */
export async function readParameters(request: Request): Promise<Pick<Asked, 'parameters' | 'files'>> {
  const parameters = new Map<string, unknown>(new URL(request.url).searchParams)
  const files = new Map<string, File>()
  const type = request.headers.get('content-type') ?? ''
  if (type.includes('json')) {
    for (const [name, value] of Object.entries(z.record(z.string(), z.unknown()).parse(await request.json()))) parameters.set(name, value)
  } else if (type.includes('form')) {
    for (const [name, value] of await request.formData()) {
      if (typeof value === 'string') parameters.set(name, value)
      else files.set(name, value)
    }
  }
  return { parameters, files }
}

/** The parameters of a method, each of the type it has to be of. @throws BotError where one is missing, of another type, or none of the method's. */
export function parametersAs<Shape extends z.ZodRawShape>({ parameters, files }: Asked, shape: Shape): z.infer<z.ZodObject<Shape>> {
  const strange = [...parameters.keys()].find((name) => !(name in shape))
  if (strange !== undefined) throw bad(`parameter "${strange}" is none of this method`)
  const given = Object.fromEntries([...parameters].map(([name, value]) => [name, decoded(value)]))
  const attached = Object.fromEntries([...files.keys()].filter((name) => name in shape).map((name) => [name, `attach://${name}`]))
  const read = z.object(shape).safeParse({ ...given, ...attached })
  if (!read.success) throw bad(`parameter "${read.error.issues[0]?.path.join('/') ?? ''}" is missing or of another type`)
  return read.data
}

/** What was sent as text though it is none. */
function decoded(value: unknown): unknown {
  if (typeof value !== 'string' || !/^(?:[[{]|true$|false$|-?\d+$)/.test(value)) return value
  try {
    return JSON.parse(value)
  } catch {
    return value // A text that only begins like something else.
  }
}

export const wire = {
  chat: z.union([z.int(), z.string()]),
  /** A text that may look like a number. */
  text: z.union([z.string(), z.number().transform(String)]),
  entities: z
    .array(z.strictObject({ type: z.enum(['mention', 'hashtag', 'url']), offset: z.int().nonnegative(), length: z.int().positive() }))
    .optional(),
  flag: z.boolean().optional(),
  reply: z.strictObject({ message_id: z.int() }).optional(),
  preview: z.strictObject({ is_disabled: z.boolean().optional(), url: z.string().optional() }).optional(),
}
