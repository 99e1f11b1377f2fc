import { createHash, createHmac } from 'node:crypto'

/**
 * The secret part of a link's address. It follows from Hearth's secret key and the link's random id, so that a member can copy the address
 * again although only its hash is stored.
 */
export function linkSecret(secretKey: Uint8Array, linkId: string): string {
  return createHmac('sha256', secretKey).update(`hearth report-link\0${linkId}`).digest().subarray(0, 24).toString('base64url')
}

export function hashOfSecret(secret: string): string {
  return createHash('sha256').update(secret).digest('base64url')
}
