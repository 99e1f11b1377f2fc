import type { Range } from '#kit/storage'

/** The one stretch that a `Range` header asks for (RFC 9110, 14.1.2); undefined where all is wanted, or several stretches, which nobody here needs. */
export function rangeOf(header: string | undefined, bytes: number): Range | 'outside' | undefined {
  const [, first = '', last = ''] = /^bytes=(\d{0,15})-(\d{0,15})$/.exec(header ?? '') ?? []
  if (first === '' && last === '') return undefined
  if (first === '') return last === '0' ? 'outside' : { from: Math.max(0, bytes - Number(last)), to: bytes }
  const from = Number(first)
  const to = last === '' ? bytes : Math.min(Number(last) + 1, bytes)
  return from >= bytes || to <= from ? 'outside' : { from, to }
}
