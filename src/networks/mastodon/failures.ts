import { z } from 'zod'

import { type Answer, asJson, notUnderstood, shorten, type Situation, slowDown } from '../failures.ts'
import type { Trouble } from '../network.ts'

const errorSchema = z.object({ error: z.string(), error_description: z.string().nullish() })

/** Every answer but a success. The sentences are the server's, often in its own language: only codes, and what Mastodon never translates, are read. */
export function fromAnswer(answer: Answer, situation: Situation): Trouble {
  const { status, headers } = answer.response
  if (status === 429) return slowDown(answer, situation, Date.parse(headers.get('x-ratelimit-reset') ?? ''))
  const said = errorSchema.safeParse(asJson(answer.text)).data
  const empty = answer.text.trim() === '' && (status === 401 || status === 422)
  const isClear = status >= 400 && status < 500 && status !== 408 && status !== 425 && (said !== undefined || empty)
  if (!isClear && status !== 413) return notUnderstood(answer, situation)
  const meaning = meaningOf(status, said?.error ?? '')
  const detail = shorten(`${status} ${said?.error ?? ''} ${said?.error_description ?? ''}`.trim())
  return { kind: meaning.kind, reason: { code: meaning.code, params: { host: situation.host }, detail } }
}

interface Meaning {
  readonly kind: 'rejected' | 'signed-out'
  readonly code: string
}

function meaningOf(status: number, error: string): Meaning {
  const named = meanings.find(({ said }) => said.test(error))
  if (named) return named
  if (status === 401) return { kind: 'signed-out', code: 'signed-out' }
  if (status === 404 || status === 410) return { kind: 'rejected', code: 'not-there' }
  return { kind: 'rejected', code: 'refused' }
}

const meanings: readonly (Meaning & { readonly said: RegExp })[] = [
  { said: /^invalid_client$|^unauthorized_client$/, kind: 'rejected', code: 'app-forgotten' },
  { said: /^invalid_grant$/, kind: 'rejected', code: 'sign-in-not-taken' },
  { said: /outside the authorized scopes/, kind: 'signed-out', code: 'right-missing' },
  { said: /requires an authenticated user/, kind: 'signed-out', code: 'signed-out' },
  { said: /^Your login is /, kind: 'signed-out', code: 'account-not-usable' },
]
