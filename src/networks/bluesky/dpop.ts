import { createHash, createPrivateKey, randomUUID, sign } from 'node:crypto'

import { z } from 'zod'

/** The key a session's tokens are bound to (RFC 9449); the library makes it for ES256. */
export const dpopKeySchema = z.looseObject({ kty: z.literal('EC'), crv: z.literal('P-256'), x: z.string(), y: z.string(), d: z.string() })

export interface BoundToken {
  readonly token: string
  readonly now: () => Temporal.Instant
  readonly key: z.infer<typeof dpopKeySchema>
}

type Fetch = typeof globalThis.fetch

/** The last nonce of each server, kept beside the client that learned it; losing it costs one more round trip. */
const nonces = new WeakMap<Fetch, Map<string, string>>()

/** A fetch that sends the token with a proof of its key. A server that wants another nonce has done nothing yet, so the call is made once more. */
export function dpopFetch(fetch: Fetch, bound: BoundToken): Fetch {
  const known = nonces.get(fetch) ?? new Map<string, string>()
  nonces.set(fetch, known)
  return async (input, init) => {
    const url = new URL(input instanceof Request ? input.url : input)
    const first = await fetch(url, withProof({ url, init, nonce: known.get(url.origin) }, bound))
    const nonce = first.headers.get('dpop-nonce')
    const news = nonce !== null && nonce !== known.get(url.origin)
    if (nonce !== null) known.set(url.origin, nonce)
    if (!news || !(await wantsNonce(first))) return first
    return fetch(url, withProof({ url, init, nonce }, bound))
  }
}

async function wantsNonce(response: Response): Promise<boolean> {
  if (response.status !== 401) return false
  return (
    response.headers.get('www-authenticate')?.includes('use_dpop_nonce') === true ||
    (await response.clone().text()).includes('use_dpop_nonce')
  )
}

interface Attempt {
  readonly url: URL
  readonly init: RequestInit | undefined
  readonly nonce: string | undefined
}

function withProof({ url, init, nonce }: Attempt, bound: BoundToken): RequestInit {
  const headers = new Headers(init?.headers)
  headers.set('authorization', `DPoP ${bound.token}`)
  headers.set('dpop', proof({ method: init?.method ?? 'GET', url, nonce }, bound))
  return { ...init, headers }
}

function proof({ method, url, nonce }: { method: string; url: URL; nonce: string | undefined }, { token, key, now }: BoundToken): string {
  const { kty, crv, x, y, d } = key
  const claims = {
    iat: Math.floor(now().epochMilliseconds / 1000),
    jti: randomUUID(),
    htm: method,
    htu: url.origin + url.pathname,
    ath: createHash('sha256').update(token).digest('base64url'),
    ...(nonce === undefined ? {} : { nonce }),
  }
  const signed = `${encode({ typ: 'dpop+jwt', alg: 'ES256', jwk: { kty, crv, x, y } })}.${encode(claims)}`
  const privateKey = createPrivateKey({ key: { kty, crv, x, y, d }, format: 'jwk' })
  return `${signed}.${sign('sha256', Buffer.from(signed), { key: privateKey, dsaEncoding: 'ieee-p1363' }).toString('base64url')}`
}

function encode(value: unknown): string {
  return Buffer.from(JSON.stringify(value)).toString('base64url')
}
