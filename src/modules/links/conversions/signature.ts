import { createHmac, timingSafeEqual } from 'node:crypto'

/** How far the clocks of a site and of Hearth may be apart. */
const toleranceSeconds = 300

export type Genuine = 'genuine' | 'forged' | 'stale'

interface Signed {
  /** The header `Hearth-Signature`: `t=<seconds since 1970>,v1=<hex>`. */
  readonly header: string
  readonly body: Uint8Array
  readonly secret: string
  readonly now: Temporal.Instant
}

/** Is the body signed with the secret, and lately? The signature is the HMAC-SHA256 of `<t>.<body>`, over the bytes as they came. */
export function checkSignature({ header, body, secret, now }: Signed): Genuine {
  const parts = header.split(',').map((part) => part.trim().split('=', 2))
  const time = parts.find(([name]) => name === 't')?.[1] ?? ''
  const signatures = parts.flatMap(([name, value = '']) => (name === 'v1' ? [value] : []))
  if (!/^\d{1,12}$/.test(time)) return 'forged'
  const wanted = createHmac('sha256', secret).update(`${time}.`).update(body).digest()
  if (!signatures.slice(0, 5).some((signature) => same(Buffer.from(signature, 'hex'), wanted))) return 'forged'
  const apart = Math.abs(Number(time) - now.epochMilliseconds / 1000)
  return apart <= toleranceSeconds ? 'genuine' : 'stale'
}

function same(one: Buffer, other: Buffer): boolean {
  return one.length === other.length && timingSafeEqual(one, other)
}
