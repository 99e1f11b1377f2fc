/** The sign-in service's answer: what it said, or its HTTP status and code. */
export type AuthAnswer = { ok: true; body: unknown } | { ok: false; status: number; code: string }

type AuthCall =
  | 'sign-in/email'
  | 'sign-out'
  | 'request-password-reset'
  | 'reset-password'
  | 'change-password'
  | 'two-factor/enable'
  | 'two-factor/verify-totp'
  | 'two-factor/verify-backup-code'
  | 'two-factor/generate-backup-codes'
  | 'passkey/verify-registration'
  | 'passkey/verify-authentication'
  | 'sso/start'

/** Calls the sign-in service, which speaks plain HTTP. Throws only when nothing answers. */
export function askAuth(call: AuthCall, body: Record<string, unknown>): Promise<AuthAnswer> {
  return send(call, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) })
}

/** As `askAuth`, for what is only read. */
export function readAuth(call: 'passkey/generate-register-options' | 'passkey/generate-authenticate-options'): Promise<AuthAnswer> {
  return send(call, {})
}

async function send(call: string, request: RequestInit): Promise<AuthAnswer> {
  const response = await fetch(`/api/auth/${call}`, request)
  const body: unknown = await response.json().catch(() => undefined)
  if (response.ok) return { ok: true, body }
  return { ok: false, status: response.status, code: textIn(body, 'code') ?? '' }
}

/** A text of an answer, where it has one of that name. */
export function textIn(body: unknown, name: string): string | undefined {
  const value: unknown = typeof body === 'object' && body !== null ? Reflect.get(body, name) : undefined
  return typeof value === 'string' ? value : undefined
}
