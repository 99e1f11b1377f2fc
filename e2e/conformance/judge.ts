import { existsSync } from 'node:fs'

import { type Exchange, ExchangeSchema } from '#testing/record-exchanges'

import type { Specification } from '../../src/networks/test-specification.ts'

/** What came of comparing one network's exchanges with its specification. */
export interface Judged {
  readonly name: string
  /** Distinct requests: by method, path without ids, and the names of what was sent. */
  readonly requests: number
  /** Of these, how many the specification says nothing of; all where there is none. */
  readonly uncovered: readonly string[]
  /** Requests of which only known errors of the specification were found. */
  readonly waived: ReadonlyMap<string, string>
  readonly violations: readonly string[]
}

interface Asked {
  readonly id: string
  readonly name: string
  readonly lines: readonly string[]
  readonly specifications: URL
}

/** A request that the stand-in refused was meant to be wrong, so only those that were taken are compared. */
export async function judge({ id, name, lines, specifications }: Asked): Promise<Judged> {
  const distinct = new Map<string, Exchange>()
  for (const line of lines) {
    const exchange = ExchangeSchema.parse(JSON.parse(line))
    const signature = signatureOf(exchange)
    if (exchange.status < 400 && !distinct.has(signature)) distinct.set(signature, exchange)
  }
  const specification = await specificationOf(id, specifications)
  const uncovered: string[] = []
  const waived = new Map<string, string>()
  const violations: string[] = []
  const checker = specification?.open(specifications)
  for (const [signature, exchange] of distinct) {
    if (!checker?.describes(requestOf(exchange))) {
      uncovered.push(signature)
      continue
    }
    const wrong = [
      ...(await checker.wrongWith(requestOf(exchange))),
      ...(await checker.wrongWithAnswer(requestOf(exchange), answerOf(exchange))),
    ]
    for (const sentence of wrong) {
      const known = specification?.waived.find((each) => each.sentence.test(sentence))
      if (known) waived.set(sentence, known.source)
      else violations.push(`${signature}: ${sentence}`)
    }
  }
  return { name, requests: distinct.size, uncovered, waived, violations }
}

/** A network without a published specification has no such file. */
async function specificationOf(id: string, specifications: URL): Promise<Specification | undefined> {
  const file = new URL(`../../src/networks/${id}/test-specification.ts`, import.meta.url)
  if (!existsSync(file)) return undefined
  const { specification }: { readonly specification: Specification } = await import(file.href)
  return existsSync(new URL(specification.file, specifications)) ? specification : undefined
}

function signatureOf({ method, url, headers, body }: Exchange): string {
  const { pathname, searchParams } = new URL(url)
  const path = pathname.replaceAll(/(?<=\/)(?:did:[^/]+|urn[:%][^/]+|[\w-]*\d[\w-]{5,}|[A-Za-z0-9_-]{20,})(?=\/|$)/g, ':id')
  const names = [...new Set([...searchParams.keys(), ...fieldsOf(headers['content-type'] ?? '', body)])].toSorted()
  return `${method} ${path}${names.length > 0 ? ` (${names.join(', ')})` : ''}`
}

function fieldsOf(type: string, body: string): readonly string[] {
  const text = Buffer.from(body, 'base64').toString()
  if (type.includes('json')) return jsonNames(text)
  if (type.includes('x-www-form-urlencoded')) return [...new URLSearchParams(text).keys()]
  return type.includes('multipart') ? [...text.matchAll(/name="([^"]+)"/g)].flatMap(([, name]) => name ?? []) : []
}

function jsonNames(text: string): readonly string[] {
  try {
    const value: unknown = JSON.parse(text)
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? Object.keys(value) : []
  } catch {
    return [] // What is no JSON is found wrong by the specification.
  }
}

function requestOf({ method, url, headers, body }: Exchange): Request {
  const bytes = Buffer.from(body, 'base64')
  return new Request(url, { method, headers, ...(bytes.length > 0 ? { body: bytes } : {}) })
}

function answerOf({ status, answerHeaders, answer }: Exchange): Response {
  const bytes = Buffer.from(answer, 'base64')
  return new Response(bytes.length > 0 ? bytes : null, { status, headers: answerHeaders })
}
