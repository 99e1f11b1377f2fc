import { z } from 'zod'

import type { Json } from '#kit/json'

import type { Differences } from './stand-in-limits.ts'
import type { Book } from './stand-in-state.ts'

/** One request as the parts of the server see it. */
export interface Asked {
  readonly request: Request
  readonly url: URL
  readonly book: Book
  readonly allowed: Differences
  /** Where people look at pages, without a slash at the end. */
  readonly web: string
  readonly now: number
  readonly changed: () => void
}

/** The server says no. */
export class Refused extends Error {
  override readonly name = 'Refused'
  readonly status: number
  readonly body: Json

  constructor(status: number, error: string, more: { readonly [key: string]: Json } = {}) {
    super(error)
    this.status = status
    this.body = { error, ...more }
  }
}

export function json(
  body: Json,
  { status = 200, headers = {} }: { status?: number; headers?: Readonly<Record<string, string>> } = {},
): Response {
  return Response.json(body, { status, headers })
}

/** The fields of a JSON body or a form; `name[]` is a list of that name. */
export async function fieldsOf(request: Request): Promise<Readonly<Record<string, unknown>>> {
  const type = request.headers.get('content-type') ?? ''
  if (type.startsWith('application/json')) return parsedFields(await request.text())
  if (!/^(application\/x-www-form-urlencoded|multipart\/form-data)/.test(type)) return {}
  const fields: Record<string, unknown> = {}
  const form = await request.formData()
  for (const name of new Set(form.keys())) {
    fields[name.replace(/\[\]$/, '')] = name.endsWith('[]') ? form.getAll(name) : form.get(name)
  }
  return fields
}

function parsedFields(text: string): Readonly<Record<string, unknown>> {
  try {
    return z.record(z.string(), z.unknown()).parse(JSON.parse(text))
  } catch {
    throw new Refused(400, 'Error occurred while parsing request parameters')
  }
}
