import { Ajv, type ErrorObject } from 'ajv'
import formats from 'ajv-formats'
import { Ajv2020 } from 'ajv/dist/2020.js'
import { z } from 'zod'

import { decodeBody } from './openapi-body.ts'

/** Checks HTTP messages against the OpenAPI document (3.0 or 3.1) that a network publishes. */
export interface OpenApi {
  /** Does the document describe this path and method? Sign-in pages and the like often are not in it. */
  describes(request: Request): boolean
  /** What is wrong with a request: path, method, sign-in, parameters, required headers, body. Nothing where it is as described. Reads the body. */
  wrongWith(request: Request): Promise<readonly string[]>
  /** What is wrong with the answer to a request. Reads the answer's body. */
  wrongWithAnswer(request: Request, response: Response): Promise<readonly string[]>
}

/** Paths are compared without their origin, so that requests to a stand-in can be checked. @throws where this is no OpenAPI document. */
export function openApi(document: unknown): OpenApi {
  const api = documentSchema.parse(document)
  const options = { strict: false, logger: false, allErrors: true, validateSchema: false } as const
  const make = (coerceTypes: boolean) => {
    const ajv = api.openapi.startsWith('3.0') ? new Ajv({ ...options, coerceTypes }) : new Ajv2020({ ...options, coerceTypes })
    formats.default(ajv)
    return ajv.addSchema(Object(document), 'api')
  }
  const source: Source = { api, document, ajv: { json: make(false), text: make(true) } }
  return {
    describes: (request) => find(source, request) !== undefined,
    wrongWith: (request) => checkRequest(source, request),
    wrongWithAnswer: (request, response) => checkAnswer(source, { request, response }),
  }
}

const referenceSchema = z.object({ $ref: z.string() })
const parameterSchema = z.object({
  name: z.string(),
  in: z.enum(['query', 'header', 'path', 'cookie']),
  required: z.boolean().default(false),
  explode: z.boolean().optional(),
  schema: z.unknown().optional(),
})
const contentSchema = z.record(z.string(), z.object({ schema: z.unknown().optional() }))
const bodySchema = z.object({ required: z.boolean().default(false), content: contentSchema })
const answerSchema = z.object({ content: contentSchema.default({}) })
const securitySchema = z.array(z.record(z.string(), z.unknown()))
const operationSchema = z.object({
  parameters: z.array(z.unknown()).default([]),
  requestBody: z.unknown().optional(),
  responses: z.record(z.string(), z.unknown()).default({}),
  security: securitySchema.optional(),
})
const documentSchema = z.object({
  openapi: z.string().regex(/^3\.[01]\./),
  paths: z.record(z.string(), z.record(z.string(), z.unknown())),
  security: securitySchema.default([]),
})

interface Source {
  readonly api: z.infer<typeof documentSchema>
  readonly document: unknown
  /** The same schemas twice: for JSON as it is, and for texts that stand for numbers (parameters, forms). */
  readonly ajv: { readonly json: Ajv; readonly text: Ajv }
}

interface Found {
  readonly operation: z.infer<typeof operationSchema>
  /** Where it stands in the document, as a JSON pointer. */
  readonly at: string
  readonly inPath: Readonly<Record<string, string>>
  readonly shared: readonly unknown[]
}

/** The operation of a request; a path written out wins over one with a place for an id. */
function find({ api }: Source, { url, method }: Request): Found | undefined {
  const { pathname } = new URL(url)
  const matching = Object.keys(api.paths)
    .flatMap((template) => {
      const groups = asPattern(template).exec(pathname)?.groups
      return groups || asPattern(template).test(pathname) ? [{ template, inPath: { ...groups } }] : []
    })
    .toSorted((a, b) => Object.keys(a.inPath).length - Object.keys(b.inPath).length)
  const [best] = matching
  const item = best && api.paths[best.template]
  const written = item?.[method.toLowerCase()]
  if (!best || written === undefined) return undefined
  const operation = operationSchema.parse(written)
  const at = `/paths/${escape(best.template)}/${method.toLowerCase()}`
  return { operation, at, inPath: best.inPath, shared: z.array(z.unknown()).parse(item?.['parameters'] ?? []) }
}

function asPattern(template: string): RegExp {
  const pattern = template.split(/\{(\w+)\}/).map((piece, index) => (index % 2 === 1 ? `(?<${piece}>[^/]+)` : RegExp.escape(piece)))
  return new RegExp(`^${pattern.join('')}$`)
}

async function checkRequest(source: Source, request: Request): Promise<readonly string[]> {
  const found = find(source, request)
  const about = `${request.method} ${new URL(request.url).pathname}`
  if (!found) return [`${about} is not described`]
  const wrong = [
    ...checkSignIn(source, found, request),
    ...checkParameters(source, found, request),
    ...(await checkBody(source, found, request)),
  ]
  return wrong.map((each) => `${about}: ${each}`)
}

function* checkSignIn({ api }: Source, { operation }: Found, request: Request): Generator<string> {
  const ways = operation.security ?? api.security
  const needed = ways.length > 0 && !ways.some((way) => Object.keys(way).length === 0)
  if (needed && !request.headers.get('authorization')) yield 'no authorization header'
}

function* checkParameters(source: Source, { operation, inPath, shared, at }: Found, request: Request): Generator<string> {
  const { searchParams } = new URL(request.url)
  const lists = [
    ...shared.map((written, index) => ({ written, at: `${at.replace(/\/[^/]*$/, '')}/parameters/${index}` })),
    ...operation.parameters.map((written, index) => ({ written, at: `${at}/parameters/${index}` })),
  ]
  const known = new Set<string>()
  for (const each of lists) {
    const { value, pointer } = resolve(source, each.written, each.at)
    const parameter = parameterSchema.parse(value)
    if (parameter.in === 'query') for (const name of [parameter.name, `${parameter.name}[]`]) known.add(name)
    const given = givenFor(parameter, { request, searchParams, inPath })
    if (given === undefined && parameter.required) yield `${parameter.in} parameter ${parameter.name} is missing`
    if (given === undefined || parameter.in === 'header') continue
    for (const wrong of invalid(source.ajv.text, `${pointer}/schema`, given)) yield `${parameter.in} parameter ${parameter.name}${wrong}`
  }
  for (const name of new Set(searchParams.keys())) if (!known.has(name)) yield `query parameter ${name} is not described`
}

interface Given {
  readonly request: Request
  readonly searchParams: URLSearchParams
  readonly inPath: Readonly<Record<string, string>>
}

function givenFor({ name, in: place, schema, explode = true }: z.infer<typeof parameterSchema>, given: Given): unknown {
  if (place === 'path') return given.inPath[name]
  if (place === 'header') return given.request.headers.get(name) ?? undefined
  const values = [...given.searchParams.getAll(name), ...given.searchParams.getAll(`${name}[]`)]
  if (place === 'cookie' || values.length === 0) return undefined
  const isList = z.object({ type: z.literal('array') }).safeParse(schema).success
  if (!isList) return values[0]
  return explode ? values : values.flatMap((value) => value.split(','))
}

async function checkBody(source: Source, { operation, at }: Found, request: Request): Promise<readonly string[]> {
  if (operation.requestBody === undefined) return []
  const { value, pointer } = resolve(source, operation.requestBody, `${at}/requestBody`)
  const { required, content } = bodySchema.parse(value)
  if (request.body === null) return required ? ['no body'] : []
  return checkContent(source, { content, pointer, message: request })
}

async function checkAnswer(source: Source, { request, response }: { request: Request; response: Response }): Promise<readonly string[]> {
  const found = find(source, request)
  const about = `${response.status} to ${request.method} ${new URL(request.url).pathname}`
  if (!found) return [`${about} is not described`]
  const { responses } = found.operation
  const key = [`${response.status}`, `${response.status}`.replace(/..$/, 'XX'), 'default'].find((each) => each in responses)
  if (key === undefined) return [`${about} is not described`]
  const { value, pointer } = resolve(source, responses[key], `${found.at}/responses/${key}`)
  const { content } = answerSchema.parse(value)
  if (Object.keys(content).length === 0) return []
  return (await checkContent(source, { content, pointer, message: response })).map((each) => `${about}: ${each}`)
}

interface Content {
  readonly content: z.infer<typeof contentSchema>
  readonly pointer: string
  readonly message: Request | Response
}

async function checkContent({ ajv }: Source, { content, pointer, message }: Content): Promise<readonly string[]> {
  const type = (message.headers.get('content-type') ?? '').split(';')[0]?.trim() ?? ''
  if (!(type in content)) return [`content type ${type || '(none)'} is not described`]
  const { value, isText } = await decodeBody(message, type)
  return invalid(isText ? ajv.text : ajv.json, `${pointer}/content/${escape(type)}/schema`, value).map((each) => `body${each}`)
}

function invalid(ajv: Ajv, pointer: string, value: unknown): readonly string[] {
  const validate = ajv.compile({ $ref: `api#${encodeURI(pointer)}` })
  return validate(value) ? [] : (validate.errors ?? []).map(asSentence)
}

function asSentence({ instancePath, message, params }: ErrorObject): string {
  const what = params['additionalProperty'] ?? params['allowedValues']
  return `${instancePath} ${message ?? 'is wrong'}${what === undefined ? '' : ` (${String(what)})`}`
}

function resolve(source: Source, value: unknown, pointer: string): { readonly value: unknown; readonly pointer: string } {
  const reference = referenceSchema.safeParse(value)
  if (!reference.success) return { value, pointer }
  const target = reference.data.$ref.replace(/^#/, '')
  const keys = target
    .split('/')
    .slice(1)
    .map((key) => key.replaceAll('~1', '/').replaceAll('~0', '~'))
  return { value: keys.reduce((at: unknown, key) => z.record(z.string(), z.unknown()).parse(at)[key], source.document), pointer: target }
}

function escape(key: string): string {
  return key.replaceAll('~', '~0').replaceAll('/', '~1')
}
