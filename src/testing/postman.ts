import { z } from 'zod'

import { decodeBody } from './openapi-body.ts'
import { shapeOfExample, shapeOfFields, type Shape, strangeIn } from './postman-shapes.ts'

/** Checks HTTP messages against the Postman collection (v2.1) that a network publishes: what OpenAPI is elsewhere, by example. */
export interface Postman {
  /** Does the collection have a request with this path and method? */
  describes(request: Request): boolean
  /** What is wrong with a request: path, method, sign-in, parameters, required headers, fields asked for, body. Nothing where it is as described. Reads the body. */
  wrongWith(request: Request): Promise<readonly string[]>
  /** What is wrong with the answer to a request: names and types that its example does not have. Only answers that say yes have examples. Reads both bodies. */
  wrongWithAnswer(request: Request, response: Response): Promise<readonly string[]>
}

export interface Reading {
  /** What stands before the collection's paths where requests are sent to, for example a version: `/v1.0`. */
  readonly below?: string
  /** Parameters by which requests of the same path are told apart: the value sent must be the one written. */
  readonly apart?: readonly string[]
}

/** Paths are compared without their origin, so that requests to a stand-in can be checked. @throws where this is no collection. */
export function postman(collection: unknown, { below = '', apart = [] }: Reading = {}): Postman {
  const { item, variable, auth } = collectionSchema.parse(collection)
  const variables = new Map(variable.map(({ key, value }) => [key, value ?? '']))
  const source: Source = { operations: operationsIn(item, auth?.type), variables, below, apart }
  return {
    describes: (request) => find(source, request).length > 0,
    wrongWith: async (request) => (await bestFor(source, request)).wrong,
    wrongWithAnswer: (request, response) => checkAnswer(source, { request, response }),
  }
}

const pairSchema = z.object({
  key: z.string().nullish(),
  value: z.string().nullish(),
  disabled: z.boolean().nullish(),
  description: z.string().nullish(),
})
const authSchema = z.object({ type: z.string() }).nullish()
const requestSchema = z.object({
  method: z.string(),
  auth: authSchema,
  header: z.array(pairSchema).default([]),
  url: z.object({ path: z.array(z.string()).default([]), query: z.array(pairSchema).default([]) }),
  body: z.object({ raw: z.string().nullish() }).nullish(),
})
const answerSchema = z.object({ body: z.string().nullish() })
const itemSchema = z.object({
  get item() {
    return z.array(itemSchema).optional()
  },
  request: requestSchema.optional(),
  response: z.array(answerSchema).default([]),
})
const collectionSchema = z.object({
  item: z.array(itemSchema),
  auth: authSchema,
  variable: z.array(z.object({ key: z.string(), value: z.string().nullish() })).default([]),
})

type Item = z.infer<typeof itemSchema>

interface Operation {
  readonly request: z.infer<typeof requestSchema>
  readonly answers: readonly z.infer<typeof answerSchema>[]
  readonly signedIn: boolean
  readonly pattern: RegExp
  /** How many places of its path may be anything. */
  readonly open: number
}

interface Source {
  readonly operations: readonly Operation[]
  readonly variables: ReadonlyMap<string, string>
  readonly below: string
  readonly apart: readonly string[]
}

function operationsIn(items: readonly Item[], usual: string | undefined): readonly Operation[] {
  return items.flatMap(({ item = [], request, response }) => {
    const inside = operationsIn(item, usual)
    if (!request) return inside
    const path = request.url.path.filter((piece) => piece !== '')
    const auth = request.auth?.type ?? usual ?? 'noauth'
    const open = path.filter((piece) => placePattern.test(piece)).length
    return [...inside, { request, answers: response, signedIn: auth !== 'noauth', pattern: asPattern(path), open }]
  })
}

/** `{{id}}` anywhere, `:id` as a whole piece of the path. */
const placePattern = /\{\{[^}]+\}\}|^:.+$/

function asPattern(path: readonly string[]): RegExp {
  const pieces = path.map((piece) =>
    piece
      .split(/\{\{[^}]+\}\}|^:.+$/)
      .map((text) => RegExp.escape(text))
      .join('[^/]+'),
  )
  return new RegExp(`^/${pieces.join('/')}/?$`)
}

/** The requests with this path and method; a path written out wins over one with a place for an id. */
function find({ operations, below }: Source, { url, method }: Request): readonly Operation[] {
  const { pathname } = new URL(url)
  const path = below !== '' && pathname.startsWith(`${below}/`) ? pathname.slice(below.length) : pathname
  const matching = operations.filter(({ request, pattern }) => request.method === method && pattern.test(path))
  const fewest = Math.min(...matching.map(({ open }) => open))
  return matching.filter(({ open }) => open === fewest)
}

interface Sent {
  readonly request: Request
  readonly parameters: URLSearchParams
  /** A body that is no form. */
  readonly body: unknown
}

async function readSent(request: Request): Promise<Sent> {
  const parameters = new URL(request.url).searchParams
  const type = (request.headers.get('content-type') ?? '').split(';')[0]?.trim() ?? ''
  if (request.body === null) return { request, parameters, body: undefined }
  if (type !== 'application/x-www-form-urlencoded') return { request, parameters, body: (await decodeBody(request.clone(), type)).value }
  for (const [name, value] of new URLSearchParams(await request.clone().text())) parameters.append(name, value)
  return { request, parameters, body: undefined }
}

interface Best {
  readonly operations: readonly Operation[]
  readonly wrong: readonly string[]
}

/** Several examples may have the same path: those with the least wrong are meant. */
async function bestFor(source: Source, request: Request): Promise<Best> {
  const about = `${request.method} ${new URL(request.url).pathname}`
  const sent = await readSent(request)
  const judged = find(source, request).map((operation) => ({ operation, wrong: [...checkRequest(source, operation, sent)] }))
  const fewest = Math.min(...judged.map(({ wrong }) => wrong.length))
  const best = judged.filter(({ wrong }) => wrong.length === fewest)
  const [first] = best
  if (!first) return { operations: [], wrong: [`${about} is not described`] }
  return { operations: best.map(({ operation }) => operation), wrong: first.wrong.map((each) => `${about}: ${each}`) }
}

function* checkRequest(source: Source, operation: Operation, sent: Sent): Generator<string> {
  const { request, parameters, body } = sent
  if (operation.signedIn && !request.headers.get('authorization') && !parameters.has('access_token')) yield 'nobody is signed in'
  yield* checkParameters(source, operation, parameters)
  for (const { key, value, disabled } of operation.request.header) {
    if (!key || disabled) continue
    const given = request.headers.get(key)
    if (given === null) yield `header ${key} is missing`
    else if (value && isFixed(value) && /^(?:accept|content-type)$/i.test(key) && !given.startsWith(value))
      yield `header ${key} is not ${value}`
  }
  const example = exampleIn(operation.request.body?.raw)
  if (body !== undefined && example !== undefined) yield* strangeIn(body, shapeOfExample(example), 'body')
}

function* checkParameters(source: Source, { request }: Operation, parameters: URLSearchParams): Generator<string> {
  const described = new Map(request.url.query.map((each) => [each.key, each]))
  for (const [name, value] of parameters) {
    if (name === 'access_token') continue
    const known = described.get(name)
    if (!known) yield `parameter ${name} is not described`
    else if (source.apart.includes(name) && known.value !== value) yield `parameter ${name} is not ${known.value}`
    else if (name === 'fields') yield* strangeFields(value, fieldsOf(source, request))
  }
  for (const { key, description } of described.values()) {
    const isNeeded = source.apart.includes(key ?? '') || /^\(Required\)|value is required/.test(description ?? '')
    if (key && isNeeded && !parameters.has(key)) yield `parameter ${key} is missing`
  }
}

function isFixed(value: string): boolean {
  return !/[<{*]/.test(value)
}

function fieldsOf({ variables }: Source, { url }: Operation['request']): Shape {
  const written = url.query.find(({ key }) => key === 'fields')?.value ?? ''
  return shapeOfFields(written.replace(/^\{\{(.+)\}\}$/, (_, name: string) => variables.get(name) ?? ''))
}

function* strangeFields(asked: string, known: Shape): Generator<string> {
  const names = shapeOfFields(asked).children ?? new Map()
  for (const name of names.keys()) if (!known.children?.has(name)) yield `field ${name} is not described`
}

async function checkAnswer(source: Source, { request, response }: { request: Request; response: Response }): Promise<readonly string[]> {
  const about = `${response.status} to ${request.method} ${new URL(request.url).pathname}`
  const { operations } = await bestFor(source, request)
  if (operations.length === 0) return [`${about} is not described`]
  if (!response.ok) return []
  const { value } = await decodeBody(response, 'application/json')
  const judged = operations.map((operation) => [...answerWrong(source, operation, value)])
  const [best = []] = judged.toSorted((one, other) => one.length - other.length)
  return best.map((each) => `${about}: ${each}`)
}

/** What may be asked for by `fields` may come, wherever the example is a list of nodes or one node. */
function* answerWrong(source: Source, { request, answers }: Operation, value: unknown): Generator<string> {
  const examples = answers.map(({ body }) => exampleIn(body)).filter((example) => example !== undefined)
  const [example] = examples
  if (example === undefined) return
  yield* strangeIn(value, shapeOfExample(example, fieldsOf(source, request)), 'body')
}

/** Examples are written by hand: `<string>` stands for any text, three points for more of the same. */
function exampleIn(body: string | null | undefined): unknown {
  const mended = (body ?? '').replaceAll(/(?<!")<\w+>(?!")/g, '"string"').replaceAll(/,\s*\.\.\./g, '')
  try {
    const value: unknown = JSON.parse(mended)
    return typeof value === 'object' && value !== null ? value : undefined
  } catch {
    return undefined // No example says nothing of the answer.
  }
}
