import type { Json } from '#kit/json'

/** The manners of the Graph API, which several networks speak: its parameters, fields and refusals. For stand-ins. */
export interface GraphAsked {
  readonly method: string
  readonly url: URL
  /** Those of the address and those of the body, which the Graph API does not tell apart. */
  readonly parameters: ReadonlyMap<string, string>
  readonly headers: Headers
  /** What the answer will carry. */
  readonly answerHeaders: Headers
}

type Parameters = Pick<GraphAsked, 'parameters'>

interface Wrong {
  readonly code: number
  readonly subcode?: number
  readonly type?: string
  readonly status?: number
  readonly title?: string
  readonly transient?: boolean
  /** What the error says for programs, such as the place where an upload stopped. */
  readonly data?: Json
}

/** A refusal in the Graph API's form. */
export class GraphError extends Error {
  override readonly name = 'GraphError'
  readonly wrong: Wrong
  constructor(message: string, wrong: Wrong) {
    super(message)
    this.wrong = wrong
  }
}

export function asAnswer({ message, wrong }: GraphError, headers: Headers): Response {
  const { code, subcode, type = 'OAuthException', status = 400, title, transient, data } = wrong
  const error = {
    message,
    type,
    code,
    ...(subcode === undefined ? {} : { error_subcode: subcode }),
    ...(subcode === undefined && transient === undefined ? {} : { is_transient: transient ?? false }),
    ...(title === undefined ? {} : { error_user_title: title, error_user_msg: message }),
    ...(data === undefined ? {} : { error_data: data }),
    fbtrace_id: 'Ahearthstandin0000000000',
  }
  return Response.json({ error }, { status, headers })
}

export function asJson(value: Json, headers: Headers): Response {
  return Response.json(value, { headers })
}

/** Reads the body as a form, multipart or JSON; whatever else it is, the parameters in it are not seen, as there. */
export async function readParameters(request: Request): Promise<ReadonlyMap<string, string>> {
  const inAddress = [...new URL(request.url).searchParams]
  if (request.method === 'GET' || request.method === 'HEAD') return new Map(inAddress)
  return new Map([...inAddress, ...(await inBody(request))])
}

async function inBody(request: Request): Promise<readonly (readonly [string, string])[]> {
  const type = request.headers.get('content-type') ?? ''
  if (type.startsWith('application/x-www-form-urlencoded')) return [...new URLSearchParams(await request.text())]
  if (type.startsWith('multipart/form-data')) {
    return [...(await request.formData())].flatMap(([name, value]) => (typeof value === 'string' ? [[name, value] as const] : []))
  }
  return type.startsWith('application/json') ? inJson(await request.text()) : []
}

function inJson(text: string): readonly (readonly [string, string])[] {
  try {
    return Object.entries(JSON.parse(text)).map(([name, value]) => [name, typeof value === 'string' ? value : JSON.stringify(value)])
  } catch {
    return [] // What cannot be read says nothing; what is needed is then missing.
  }
}

/** A parameter that must be there. @throws GraphError (100) */
export function needed({ parameters }: Parameters, name: string): string {
  const value = parameters.get(name)
  if (value === undefined || value === '') throw invalid(`The parameter ${name} is required`)
  return value
}

/** Only these are known to this edge. The network overlooks others; here they are refused, so that a misspelt one is noticed. */
export function onlyKnown({ parameters }: Parameters, known: readonly string[]): void {
  const strange = [...parameters.keys()].find((name) => !known.includes(name) && name !== 'access_token' && name !== 'fields')
  if (strange !== undefined) throw invalid(`Unexpected parameter: ${strange}`)
}

export function invalid(message: string): GraphError {
  return new GraphError(`(#100) ${message}`, { code: 100 })
}

/** What nobody may know about, does not exist. */
export function notThere(id: string): GraphError {
  return new GraphError(
    `Unsupported get request. Object with ID '${id}' does not exist, cannot be loaded due to missing permissions, or does not support this operation`,
    { code: 100, subcode: 33, type: 'GraphMethodException' },
  )
}

/** What cannot be done with a node, or on an edge. */
export function unsupported({ method }: { readonly method: string }, what: string): GraphError {
  return new GraphError(`Unsupported ${method.toLowerCase()} request on ${what}`, { code: 100, subcode: 33, type: 'GraphMethodException' })
}

export type Fields = { readonly [name: string]: (() => Json | undefined) | undefined }

/** The fields asked for (`id,children{id,media_url}`); without `fields` only the id. @throws GraphError for one that the node does not have. */
export function pick(fields: Fields, asked: string | undefined, node: string): { readonly [name: string]: Json } {
  const names = outermost(asked ?? 'id').map(({ name }) => name)
  const picked = ['id', ...names.filter((name) => name !== 'id' && name !== '')].map((name) => {
    const read = fields[name]
    if (!read) throw invalid(`Tried accessing nonexisting field (${name}) on node type (${node})`)
    return [name, read()] as const
  })
  return Object.fromEntries(picked.flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])))
}

/** What stands in the braces after a field: `id,media_url` for `children` in `id,children{id,media_url}`. */
export function fieldsInside(asked: string | undefined, field: string): string | undefined {
  return outermost(asked ?? '').find(({ name }) => name === field)?.inside
}

/** What stands behind a field: `.limit(0).summary(true)` for `comments` in `id,comments.limit(0).summary(true)`. */
export function modifiersOf(asked: string | undefined, field: string): string {
  return outermost(asked ?? '').find(({ name }) => name === field)?.modifiers ?? ''
}

/** Commas inside braces and brackets part nothing. */
function outermost(asked: string): readonly { readonly name: string; readonly modifiers: string; readonly inside?: string }[] {
  const pieces: string[] = ['']
  let depth = 0
  for (const character of asked) {
    depth += '{('.includes(character) ? 1 : '})'.includes(character) ? -1 : 0
    if (character === ',' && depth === 0) pieces.push('')
    else pieces[pieces.length - 1] += character
  }
  return pieces.map((piece) => {
    const [, name = '', modifiers = '', inside] = /^([^{.(]*)([^{]*)(?:\{(.*)\})?$/.exec(piece.trim()) ?? []
    return { name, modifiers, ...(inside === undefined ? {} : { inside }) }
  })
}
