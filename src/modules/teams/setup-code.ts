import { createHash, randomInt, timingSafeEqual } from 'node:crypto'

/** Letters and digits that cannot be taken for one another when read from a terminal. */
const alphabet = 'ABCDEFGHJKMNPQRSTVWXYZ23456789'

/** A code to print in the terminal, e.g. K7QM-2XDA: whoever reads it there may create the first owner. */
export function newSetupCode(): string {
  const letters = Array.from({ length: 8 }, () => alphabet[randomInt(alphabet.length)])
  return `${letters.slice(0, 4).join('')}-${letters.slice(4).join('')}`
}

/** Compares without telling by its time how much was right; case, spaces and dashes do not matter. */
export function isSetupCode(expected: string, given: string | undefined): boolean {
  return timingSafeEqual(digest(expected), digest(given ?? ''))
}

function digest(code: string): Buffer {
  return createHash('sha256')
    .update(code.toUpperCase().replace(/[^A-Z0-9]/g, ''))
    .digest()
}
