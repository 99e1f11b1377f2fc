import { createHash } from 'node:crypto'

/** What tells two visitors of a link apart for a day, and nothing else: without the salt, which is destroyed, nobody can find the address again. */
export function visitorOf(salt: Uint8Array, { linkId, address, agent }: { linkId: string; address: string; agent: string }): string {
  return createHash('sha256')
    .update(salt)
    .update(JSON.stringify([linkId, address, agent]))
    .digest()
    .subarray(0, 16)
    .toString('base64')
}
