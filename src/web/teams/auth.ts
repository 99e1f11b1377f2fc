/** The sign-in service's answer: fine, or its HTTP status and code. */
export type AuthAnswer = { ok: true } | { ok: false; status: number; code: string }

type AuthCall = 'sign-in/email' | 'sign-out' | 'request-password-reset' | 'reset-password' | 'change-password'

/** Calls the sign-in service, which speaks plain HTTP. Throws only when nothing answers. */
export async function askAuth(call: AuthCall, body: Record<string, unknown>): Promise<AuthAnswer> {
  const response = await fetch(`/api/auth/${call}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  })
  if (response.ok) return { ok: true }
  const answer: unknown = await response.json().catch(() => undefined)
  const code = typeof answer === 'object' && answer !== null && 'code' in answer && typeof answer.code === 'string' ? answer.code : ''
  return { ok: false, status: response.status, code }
}
