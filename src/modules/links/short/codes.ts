import { randomInt } from 'node:crypto'

/** Base58: no 0, O, I or l, which people read for one another. */
const letters = '123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz'
/** Two million million codes. */
export const codeLength = 7

export function randomCode(): string {
  return Array.from({ length: codeLength }, () => letters[randomInt(letters.length)]).join('')
}

/** Where a code is reached: below /l/ of the server's own address, at the root of a brand's own domain, by the same protocol. */
export function shortUrl(publicUrl: string, { host, code }: { host: string; code: string }): string {
  return host === '' ? `${publicUrl}/l/${code}` : `${new URL(publicUrl).protocol}//${host}/${code}`
}
