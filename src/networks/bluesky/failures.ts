import { z } from 'zod'

import { type Answer, asJson, notUnderstood, shorten, type Situation, slowDown } from '../failures.ts'
import type { Trouble } from '../network.ts'

const errorSchema = z.object({ error: z.string(), message: z.string().optional(), error_description: z.string().optional() })

/** Every answer but a 200. */
export function fromAnswer(answer: Answer, situation: Situation): Trouble {
  const { status } = answer.response
  const said = errorSchema.safeParse(asJson(answer.text)).data
  if (status === 429) return slowDown(answer, situation, resetIn(answer.response.headers))
  if (status < 400 || status >= 500 || status === 408 || status === 425) return notUnderstood(answer, situation)
  if (!said) return notUnderstood(answer, situation)
  const detail = shorten(`${status} ${said.error}: ${said.message ?? said.error_description ?? ''}`)
  const params = { host: situation.host }
  const meaning = named[said.error] ?? (status === 401 ? signedOut('signed-out') : { kind: 'rejected', code: 'refused' })
  return { kind: meaning.kind, reason: { code: meaning.code, params, detail } }
}

interface Meaning {
  readonly kind: 'rejected' | 'signed-out' | 'unavailable' | 'unknown-outcome'
  readonly code: string
}

/** The error names that mean more than "refused". `invalid_token` is how a DPoP-bound token says that it has run out. */
const named: Readonly<Record<string, Meaning>> = {
  ExpiredToken: signedOut('token-expired'),
  invalid_token: signedOut('token-expired'),
  InvalidToken: signedOut('signed-out'),
  AuthMissing: signedOut('signed-out'),
  AccountTakedown: signedOut('account-taken-down'),
  RepoTakendown: signedOut('account-taken-down'),
  AccountDeactivated: signedOut('account-deactivated'),
  RepoDeactivated: signedOut('account-deactivated'),
  ScopeMissingError: signedOut('right-missing'),
  ScopeMissing: signedOut('right-missing'),
  insufficient_scope: signedOut('right-missing'),
  AuthFactorTokenRequired: { kind: 'rejected', code: 'code-needed' },
  BlobNotFound: { kind: 'rejected', code: 'image-gone' },
  RecordNotFound: { kind: 'rejected', code: 'record-not-found' },
  MessagesDisabled: { kind: 'rejected', code: 'private-not-accepted' },
  NotFollowedBySender: { kind: 'rejected', code: 'private-only-followed' },
  BlockedActor: { kind: 'rejected', code: 'private-blocked' },
  BlockedSubject: { kind: 'rejected', code: 'private-blocked' },
  RecipientNotFound: { kind: 'rejected', code: 'private-gone' },
  InvalidConvo: { kind: 'rejected', code: 'private-gone' },
  ConvoLocked: { kind: 'rejected', code: 'private-locked' },
  InvalidSwap: { kind: 'unknown-outcome', code: 'key-taken' },
  use_dpop_nonce: { kind: 'unavailable', code: 'server-trouble' },
}

function signedOut(code: string): Meaning {
  return { kind: 'signed-out', code }
}

/** The network's own `ratelimit-reset`: seconds since 1970. */
function resetIn(headers: Headers): number {
  const reset = headers.get('ratelimit-reset')?.trim()
  return reset && /^\d+$/.test(reset) ? Number(reset) * 1000 : Number.NaN
}
