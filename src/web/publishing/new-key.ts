/** A key for a list item or a request: 128 random bits, also where crypto.randomUUID is missing (plain http). */
export function newKey(): string {
  return Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, '0')).join('')
}
