import { createHash, createHmac } from 'node:crypto'

/**
 * The secret part of an invitation link, an API key or a link that confirms an address. It follows from Hearth's secret key and the row's random id, so that a repeated
 * call can show it again although only its hash is stored.
 */
export function derivedSecret(secretKey: Uint8Array, purpose: 'invitation' | 'api-key' | 'e-mail', id: string): string {
  return createHmac('sha256', secretKey).update(`hearth ${purpose}\0${id}`).digest('base64url')
}

/** What better-auth signs cookies with: never the key itself, which also seals the networks' tokens. */
export function signInSecret(secretKey: Uint8Array): string {
  return createHmac('sha256', secretKey).update('hearth sign-in').digest('base64url')
}

export function hashOfSecret(value: string): string {
  return createHash('sha256').update(value).digest('base64url')
}
