import { z } from 'zod'

import { validatorOf } from './discovery-schemas.ts'
import { isAccepted, jsonIn, uploadOf, type MediaUpload } from './discovery-uploads.ts'

/** Checks HTTP messages against a discovery document of Google's APIs: what OpenAPI is elsewhere. */
export interface Discovery {
  /** Does the document have a method with this path, or an upload that belongs to one? Sign-in is not in it. */
  describes(request: Request): boolean
  /** What is wrong with a request: path, method, sign-in, parameters, body. Nothing where it is as described. Reads the body. */
  wrongWith(request: Request): Promise<readonly string[]>
  /** What is wrong with the answer to a request. Answers that say no have no schema. Reads the answer's body. */
  wrongWithAnswer(request: Request, response: Response): Promise<readonly string[]>
}

/** Paths are compared without their origin, so that requests to a stand-in can be checked. @throws where this is no discovery document. */
export function discovery(document: unknown): Discovery {
  const { servicePath, parameters, schemas, ...tree } = documentSchema.parse(document)
  const source: Source = { servicePath, general: parameters, methods: methodsIn(tree), validate: validatorOf(schemas) }
  return {
    describes: (request) => find(source, request) !== undefined,
    wrongWith: (request) => checkRequest(source, request),
    wrongWithAnswer: (request, response) => checkAnswer(source, request, response),
  }
}

const parameterSchema = z.object({
  type: z.string(),
  location: z.enum(['query', 'path']).default('query'),
  required: z.boolean().default(false),
  repeated: z.boolean().default(false),
  enum: z.array(z.string()).optional(),
  minimum: z.coerce.number().optional(),
  maximum: z.coerce.number().optional(),
  /** Of a piece of the path that holds several names: `^accounts/[^/]+$`. */
  pattern: z.string().optional(),
})
type Parameter = z.infer<typeof parameterSchema>

const parametersSchema = z.record(z.string(), parameterSchema).default({})
const referenceSchema = z.object({ $ref: z.string() })
const mediaSchema = z.object({
  accept: z.array(z.string()),
  maxSize: z.coerce.number().optional(),
  protocols: z.object({ simple: z.object({ path: z.string() }) }),
})
const methodSchema = z.object({
  httpMethod: z.string(),
  path: z.string(),
  parameters: parametersSchema,
  scopes: z.array(z.string()).default([]),
  request: referenceSchema.optional(),
  response: referenceSchema.optional(),
  mediaUpload: mediaSchema.optional(),
})
type Method = z.infer<typeof methodSchema>

const treeSchema = z.object({
  methods: z.record(z.string(), methodSchema).default({}),
  resources: z.record(z.string(), z.unknown()).default({}),
})
const documentSchema = treeSchema.extend({
  discoveryVersion: z.string(),
  servicePath: z.string(),
  parameters: parametersSchema,
  schemas: z.record(z.string(), z.unknown()),
})

interface Source {
  readonly servicePath: string
  /** Parameters that every method takes. */
  readonly general: Readonly<Record<string, Parameter>>
  readonly methods: readonly Method[]
  /** What is wrong with a value under a schema, by its name. */
  readonly validate: (schema: string, value: unknown) => readonly string[]
}

function methodsIn(tree: unknown): readonly Method[] {
  const { methods, resources } = treeSchema.parse(tree)
  return [...Object.values(methods), ...Object.values(resources).flatMap(methodsIn)]
}

interface Found {
  readonly method: Method
  readonly inPath: Readonly<Record<string, string>>
  /** Absent where no file comes along. */
  readonly upload?: MediaUpload
}

function find({ methods, servicePath }: Source, request: Request): Found | undefined {
  const { pathname } = new URL(request.url)
  for (const method of methods) {
    const upload = method.mediaUpload && uploadOf(method.mediaUpload, request)
    if (upload && (upload.kind === 'piece' || method.httpMethod === request.method)) return { method, inPath: {}, upload }
    const groups = asPattern(`/${servicePath}${method.path}`, method.parameters).exec(pathname)
    if (groups && method.httpMethod === request.method) return { method, inPath: { ...groups.groups } }
  }
  return undefined
}

/** A colon begins a method of its own, such as `locations/7:close`. */
function asPattern(template: string, parameters: Readonly<Record<string, Parameter>>): RegExp {
  const of = (name: string) => parameters[name]?.pattern?.replace(/^\^|\$$/g, '').replaceAll('[^/]', '[^/:]') ?? '[^/]+'
  const pattern = template
    .split(/\{\+?(\w+)\}/)
    .map((piece, index) => (index % 2 === 1 ? `(?<${piece}>${of(piece)})` : RegExp.escape(piece)))
  return new RegExp(`^${pattern.join('')}$`)
}

async function checkRequest(source: Source, request: Request): Promise<readonly string[]> {
  const found = find(source, request)
  const about = `${request.method} ${new URL(request.url).pathname}`
  if (!found) return [`${about} is not described`]
  const signIn = found.method.scopes.length > 0 && !request.headers.get('authorization') ? ['no authorization header'] : []
  const parameters = found.upload?.kind === 'piece' ? [] : [...checkParameters(source, found, request)]
  const wrong = [...signIn, ...parameters, ...(await checkBody(source, found, request))]
  return wrong.map((each) => `${about}: ${each}`)
}

function* checkParameters({ general }: Source, { method, inPath }: Found, request: Request): Generator<string> {
  const { searchParams } = new URL(request.url)
  const known = { ...general, ...method.parameters }
  for (const [name, parameter] of Object.entries(known)) {
    const given = parameter.location === 'path' ? [inPath[name] ?? ''] : searchParams.getAll(name)
    if (given.length === 0 && parameter.required) yield `parameter ${name} is missing`
    if (given.length > 1 && !parameter.repeated) yield `parameter ${name} is given several times`
    for (const value of given.flatMap((each) => (parameter.repeated ? each.split(',') : each))) {
      const wrong = wrongValue(value, parameter)
      if (wrong !== undefined) yield `parameter ${name} ${wrong}`
    }
  }
  for (const name of new Set(searchParams.keys())) if (!(name in known)) yield `parameter ${name} is not described`
}

function wrongValue(value: string, { type, enum: options, minimum = -Infinity, maximum = Infinity }: Parameter): string | undefined {
  if (options && !options.includes(value)) return `must be one of ${options.join(', ')}`
  if (type === 'boolean' && !/^(?:true|false)$/.test(value)) return 'must be true or false'
  if (type === 'integer' && !/^-?\d+$/.test(value)) return 'must be a whole number'
  if (type !== 'integer' && type !== 'number') return undefined
  return Number(value) >= minimum && Number(value) <= maximum ? undefined : 'is out of range'
}

/** What is sent without a file is JSON; beside a file it is the first part, or comes before the file. */
async function checkBody({ validate }: Source, { method, upload }: Found, request: Request): Promise<readonly string[]> {
  if (upload) {
    const wrong = isAccepted(upload, method.mediaUpload, request.headers)
    if (wrong !== undefined) return [wrong]
    if (upload.kind === 'piece' || upload.kind === 'media') return []
  }
  const { request: schema } = method
  if (!schema) return request.body === null ? [] : ['a body is not described']
  const json = await jsonIn(request, upload)
  return json === undefined ? ['body is no JSON'] : validate(schema.$ref, json.value).map((each) => `body${each}`)
}

async function checkAnswer(source: Source, request: Request, response: Response): Promise<readonly string[]> {
  const found = find(source, request)
  const about = `${response.status} to ${request.method} ${new URL(request.url).pathname}`
  if (!found) return [`${about} is not described`]
  if (found.upload?.kind === 'resumable' && response.status === 200) {
    return response.headers.get('location') === null ? [`${about}: no location`] : []
  }
  if (!response.ok) return []
  const { response: schema } = found.method
  const text = await response.text()
  if (!schema) return text === '' ? [] : [`${about}: a body is not described`]
  return source.validate(schema.$ref, JSON.parse(text)).map((each) => `${about}: body${each}`)
}
