import { createHash, createHmac, timingSafeEqual } from 'node:crypto'

/** 32 letters and digits that cannot be taken for one another when read from a terminal. */
const alphabet = 'ABCDEFGHJKLMNPQRSTUVWXYZ23456789'

/**
 * The code that a terminal prints, e.g. K7QM-2XDA: whoever reads it there may create the first owner. It follows from the secret key, so
 * that several web processes ask for the same one.
 */
export function setupCodeOf(secretKey: Uint8Array): string {
  const bytes = createHmac('sha256', secretKey).update('hearth set-up code').digest()
  const letters = Array.from(bytes.subarray(0, 8), (byte) => alphabet[byte % alphabet.length]).join('')
  return `${letters.slice(0, 4)}-${letters.slice(4)}`
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
