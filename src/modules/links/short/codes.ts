import { randomInt } from 'node:crypto'

import { codeLength, codeLetters } from '../address-contract.ts'

export function randomCode(): string {
  return Array.from({ length: codeLength }, () => codeLetters[randomInt(codeLetters.length)]).join('')
}

/** Where a code is reached: below /l/ of the server's own address, at the root of a brand's own domain, by the same protocol. */
export function shortUrl(publicUrl: string, { host, code }: { host: string; code: string }): string {
  return host === '' ? `${publicUrl}/l/${code}` : `${new URL(publicUrl).protocol}//${host}/${code}`
}
