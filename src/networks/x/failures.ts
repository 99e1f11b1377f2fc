import { z } from 'zod'

import { type Answer, asJson, notUnderstood, shorten, type Situation, slowDown } from '../failures.ts'
import type { Trouble } from '../network.ts'

/** Problems as X writes them (RFC 7807), and the form of its sign-in (RFC 6749). */
const problemSchema = z.object({
  type: z.string().optional(),
  title: z.string().optional(),
  detail: z.string().optional(),
  errors: z.array(z.object({ message: z.string().optional(), parameters: z.record(z.string(), z.unknown()).optional() })).optional(),
  error: z.string().optional(),
  error_description: z.string().optional(),
})
type Problem = z.infer<typeof problemSchema>

/** Every answer but a 200 or 201. */
export function fromAnswer(answer: Answer, situation: Situation): Trouble {
  const { status, headers } = answer.response
  const said = problemSchema.safeParse(asJson(answer.text)).data
  if (status === 429 && !isCap(said)) return slowDown(answer, situation, resetIn(headers))
  if (status < 400 || status >= 500 || status === 408 || status === 425 || !said) return notUnderstood(answer, situation)
  const { kind, code } = meaningOf(status, said)
  return { kind, reason: { code, params: { host: situation.host }, detail: detailOf(status, said) } }
}

interface Meaning {
  readonly kind: 'rejected' | 'signed-out'
  readonly code: string
}

/** An access token that ran out and one that was withdrawn look the same; renewing it tells them apart. */
function meaningOf(status: number, said: Problem): Meaning {
  if (status === 401) return { kind: 'signed-out', code: 'token-expired' }
  if (status === 402) return { kind: 'rejected', code: 'credits-used-up' }
  if (isCap(said)) return { kind: 'rejected', code: 'cap-reached' }
  if (isOfType(said, 'client-forbidden')) return { kind: 'rejected', code: 'app-not-allowed' }
  if (isOfType(said, 'resource-not-found') || status === 404) return { kind: 'rejected', code: 'post-not-found' }
  if (/duplicate content/i.test(said.detail ?? '')) return { kind: 'rejected', code: 'duplicate' }
  if (status === 400 && isAboutMedia(said)) return { kind: 'rejected', code: 'image-gone' }
  return { kind: 'rejected', code: 'refused' }
}

function isOfType({ type }: Problem, name: string): boolean {
  return type?.endsWith(`/${name}`) === true
}

/** The limit of a month or of a budget, which no pause gets over. */
function isCap(said: Problem | undefined): boolean {
  return said !== undefined && isOfType(said, 'usage-capped')
}

function isAboutMedia({ errors = [] }: Problem): boolean {
  return errors.some(({ message = '', parameters = {} }) => /media IDs are invalid/i.test(message) || 'media.media_ids' in parameters)
}

function detailOf(status: number, { title, detail, error, error_description, errors }: Problem): string {
  const words = [title ?? error, detail ?? error_description, ...(errors ?? []).map(({ message }) => message)]
  return shorten(`${status} ${words.filter((word) => word !== undefined).join(': ')}`)
}

/** Requests in 15 minutes, and posts in 24 hours for the profile and for the app. */
const limitHeaders = ['x-rate-limit', 'x-user-limit-24hour', 'x-app-limit-24hour']

/** When the last of the limits that are used up begins anew, in milliseconds since 1970; where none says so, when the usual one does. */
function resetIn(headers: Headers): number {
  const usedUp = limitHeaders.filter((name) => headers.get(`${name}-remaining`)?.trim() === '0')
  const resets = (usedUp.length > 0 ? usedUp : ['x-rate-limit']).map((name) => headers.get(`${name}-reset`)?.trim() ?? '')
  const seconds = resets.filter((text) => /^\d+$/.test(text)).map(Number)
  return seconds.length > 0 ? Math.max(...seconds) * 1000 : Number.NaN
}
