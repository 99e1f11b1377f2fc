import { z } from 'zod'

import { type Answer, asJson, notUnderstood, shorten, type Situation, slowDown } from './failures.ts'
import type { Trouble } from './network.ts'

/** The form of Google's sign-in (RFC 6749). */
const signInSchema = z.object({ error: z.string(), error_description: z.string().optional() })

/** What Google's tokens say where they do not say yes. */
export function fromGoogleTokens(answer: Answer, situation: Situation): Trouble {
  const { status } = answer.response
  if (status === 429) return slowDown(answer, situation)
  if (status < 400 || status >= 500 || status === 408 || status === 425) return notUnderstood(answer, situation)
  return fromGoogleSignIn(answer, situation)
}

/** The same of an answer in the four hundreds that asks for no pause; what has no form of its own proves nothing. */
export function fromGoogleSignIn(answer: Answer, situation: Situation): Trouble {
  const { status } = answer.response
  const params = { host: situation.host }
  const said = signInSchema.safeParse(asJson(answer.text)).data
  if (said) {
    const detail = shorten(`${status} ${said.error}: ${said.error_description ?? ''}`)
    return status === 401 && !isAboutApp(said.error)
      ? { kind: 'signed-out', reason: { code: 'token-expired', params, detail } }
      : { kind: 'rejected', reason: { code: isAboutApp(said.error) ? 'app-keys-wrong' : 'refused', params, detail } }
  }
  if (status === 401) return { kind: 'signed-out', reason: { code: 'token-expired', params, detail: shorten(`401 ${answer.text}`) } }
  return asJson(answer.text) === undefined
    ? notUnderstood(answer, situation)
    : { kind: 'rejected', reason: { code: 'refused', params, detail: shorten(`${status} ${answer.text}`) } }
}

function isAboutApp(error: string): boolean {
  return error === 'invalid_client' || error === 'unauthorized_client'
}
