import { z } from 'zod'

import { isOfType, readForm, type Sent } from './meta-spec-values.ts'

/** Checks HTTP messages against the object specifications that Meta publishes for its Graph APIs (`api_specs/specs` of its SDK generator). */
export interface MetaSpec {
  /** Is the node of this request one that a specification describes? Sign-in and uploads are not. */
  describes(request: Request): boolean
  /** What is wrong with a request: edge, method, parameters and their types, fields asked for. Nothing where it is as described. Reads the body. */
  wrongWith(request: Request): Promise<readonly string[]>
  /** What is wrong with the answer to a request: fields that nobody specified, values of another type, errors of another form. Reads the answer's body. */
  wrongWithAnswer(request: Request, response: Response): Promise<readonly string[]>
}

export interface MetaSpecNeeds {
  /** What the specification's file `<name>.json` holds; undefined where there is none. */
  readonly read: (name: string) => unknown
  /** Which specification describes the node of this path, such as `Page` for a page's id; undefined for what is outside. */
  readonly nodeOf: (id: string, request: Request) => string | undefined
  /** Known errors of the specification: the sentence this finds, without the request in front, and where it is documented otherwise. */
  readonly waived?: Readonly<Record<string, string>>
}

/** Paths are `/v25.0/<node>/<edge>`, on whatever origin. */
export function metaSpec(needs: MetaSpecNeeds): MetaSpec {
  const specs = new Map<string, Spec | undefined>()
  const source: Source = {
    ...needs,
    spec: (name) => {
      if (!specs.has(name)) specs.set(name, specSchema.safeParse(needs.read(name)).data)
      return specs.get(name)
    },
    enums: new Map((enumsSchema.safeParse(needs.read('enum_types')).data ?? []).map(({ name, values }) => [name, values])),
  }
  const heard = (about: string, wrong: Iterable<string>) =>
    [...wrong].filter((each) => needs.waived?.[each] === undefined).map((each) => `${about}: ${each}`)
  return {
    describes: (request) => placeOf(source, request) !== undefined,
    wrongWith: async (request) => heard(nameOf(request), await checkRequest(source, request)),
    wrongWithAnswer: async (request, response) =>
      heard(`${response.status} to ${nameOf(request)}`, await checkAnswer(source, { request, response })),
  }
}

const paramSchema = z.object({ name: z.string(), type: z.string(), required: z.boolean() })
const apiSchema = z.object({
  method: z.string(),
  /** Absent for calls of the node itself. */
  endpoint: z.string().optional(),
  return: z.string(),
  params: z.array(paramSchema),
})
const specSchema = z.object({ apis: z.array(apiSchema), fields: z.array(z.object({ name: z.string(), type: z.string() })) })
const enumsSchema = z.array(z.object({ name: z.string(), values: z.array(z.string()) }))

type Spec = z.infer<typeof specSchema>
type Api = z.infer<typeof apiSchema>

interface Source extends MetaSpecNeeds {
  readonly spec: (name: string) => Spec | undefined
  readonly enums: ReadonlyMap<string, readonly string[]>
}

interface Place {
  readonly node: string
  readonly edge: string | undefined
}

function placeOf({ nodeOf }: Source, request: Request): Place | undefined {
  const [, version, id, edge] = new URL(request.url).pathname.split('/')
  if (!version || !id || !/^v\d+\.\d+$/.test(version)) return undefined
  const node = nodeOf(id, request)
  return node === undefined ? undefined : { node, edge: edge || undefined }
}

function nameOf({ method, url }: Request): string {
  return `${method} ${new URL(url).pathname}`
}

/** What every call of the Graph API takes, by its general guides: fields, pages, time, sign-in. */
const general = new Set(['fields', 'limit', 'after', 'before', 'since', 'until', 'access_token', 'appsecret_proof', 'method', 'locale'])

async function checkRequest(source: Source, request: Request): Promise<readonly string[]> {
  const place = placeOf(source, request)
  if (!place) return ['no node of a specification']
  const api = apiOf(source, place, request.method)
  if (!api) return [`${place.node} has no ${request.method} ${place.edge ?? 'of its own'}`]
  const sent: readonly Sent[] = [...new URL(request.url).searchParams, ...(await readForm(request))]
  const fields = new URL(request.url).searchParams.get('fields')
  return [...checkParameters(source, api, sent), ...(fields === null ? [] : strangeFields(source, answeredBy(place, api), fields))]
}

function apiOf({ spec }: Source, { node, edge }: Place, method: string): Api | undefined {
  return spec(node)?.apis.find((api) => api.method === method && api.endpoint === edge)
}

/** The kind of node that an answer holds: that of the edge, else the node itself. */
function answeredBy({ node, edge }: Place, api: Api): string {
  return edge === undefined ? node : api.return
}

function* checkParameters({ enums }: Source, { params }: Api, sent: readonly Sent[]): Generator<string> {
  for (const { name, required } of params) {
    if (required && !sent.some(([given]) => given === name)) yield `${name} is missing`
  }
  for (const [name, value] of sent) {
    const param = params.find((each) => each.name === name)
    if (param && !isOfType(value, param.type, enums)) yield `${name} is no ${param.type}`
    if (!param && !general.has(name)) yield `${name} is not described`
  }
}

/** `id,message,attachments{target{id}}`, as far as the kinds of the fields are specified. */
function strangeFields(source: Source, node: string, written: string): readonly string[] {
  return splitFields(written).flatMap(({ name, inside }) => {
    const type = typeIn(source, node, name)
    if (type === undefined) return source.spec(node) ? [`${node} has no field ${name}`] : []
    return inside === undefined ? [] : strangeFields(source, type.replace(/^list<(.*)>$/, '$1'), inside)
  })
}

/** The kind of a field, or of what an edge by that name answers. */
function typeIn({ spec }: Source, node: string, name: string): string | undefined {
  if (name === 'id') return 'string'
  const { fields = [], apis = [] } = spec(node) ?? {}
  return fields.find((field) => field.name === name)?.type ?? apis.find((api) => api.method === 'GET' && api.endpoint === name)?.return
}

/** At the outermost level; what stands in braces goes with its name. */
function splitFields(written: string): readonly { readonly name: string; readonly inside?: string }[] {
  const pieces: string[] = ['']
  let depth = 0
  for (const character of written) {
    depth += character === '{' ? 1 : character === '}' ? -1 : 0
    if (character === ',' && depth === 0) pieces.push('')
    else pieces[pieces.length - 1] += character
  }
  return pieces.map((piece) => {
    const [, name = '', inside] = /^\s*([^.({]+)[^{]*(?:\{(.*)\})?\s*$/.exec(piece) ?? []
    return inside === undefined ? { name } : { name, inside }
  })
}

const objectSchema = z.record(z.string(), z.unknown())
const listSchema = z.object({ data: z.array(objectSchema) })
const errorSchema = z.object({ message: z.string(), type: z.string(), code: z.int(), fbtrace_id: z.string() })

async function checkAnswer(
  source: Source,
  { request, response }: { readonly request: Request; readonly response: Response },
): Promise<readonly string[]> {
  const body = objectSchema.safeParse(await response.json().catch(() => undefined)).data
  if (!body) return ['the answer is no JSON object']
  if (response.status >= 400 || 'error' in body) return checkError(body['error'])
  const place = placeOf(source, request)
  const api = place && apiOf(source, place, request.method)
  // What a change answers (an id, success) is in no specification.
  if (!place || !api || request.method !== 'GET') return []
  const nodes = place.edge === undefined ? [body] : listSchema.safeParse(body).data?.data
  if (!nodes) return ['the answer of an edge is no list named data']
  return nodes.flatMap((node) => [...checkNode(source, answeredBy(place, api), node)])
}

function checkError(error: unknown): readonly string[] {
  return (errorSchema.safeParse(error).error?.issues ?? []).map(({ path, message }) => `error.${path.join('.')}: ${message}`)
}

function* checkNode(source: Source, node: string, value: Readonly<Record<string, unknown>>): Generator<string> {
  if (!source.spec(node)) return
  for (const [name, each] of Object.entries(value)) {
    const type = typeIn(source, node, name)
    if (type === undefined) yield `${node} has no field ${name}`
    else if (source.spec(type) && objectSchema.safeParse(each).success) yield* checkNodes(source, type, objectSchema.parse(each))
    else if (!isOfType(each, type, source.enums)) yield `${name} is no ${type}`
  }
}

/** What an edge answers lies in `data`, be it one or several. */
function* checkNodes(source: Source, node: string, value: Readonly<Record<string, unknown>>): Generator<string> {
  const inside = 'data' in value && typeIn(source, node, 'data') === undefined ? value['data'] : value
  for (const each of Array.isArray(inside) ? inside : [inside]) {
    const one = objectSchema.safeParse(each).data
    if (one) yield* checkNode(source, node, one)
  }
}
