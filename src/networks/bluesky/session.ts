import { z } from 'zod'

import type { AccountAccess, NetworkEnvironment } from '../network.ts'
import { dpopFetch, dpopKeySchema } from './dpop.ts'

/** What is kept of an account besides its secret. `web` is the app where posts are looked at, `video` the service that prepares films, where there is one. */
export const settingsSchema = z.object({ pds: z.url(), web: z.url(), video: z.url().exactOptional() })

export const appPasswordSecretSchema = z.object({ kind: z.literal('app-password'), accessJwt: z.string(), refreshJwt: z.string() })

/** The library's session as it is, with the addresses Hearth was known by when it was made: they are part of its grant. */
export const oauthSecretSchema = z.object({
  kind: z.literal('oauth'),
  publicUrl: z.string(),
  redirectUrl: z.string(),
  /** What the client was registered for, which on loopback is part of its name; absent where that was before private messages. */
  scope: z.string().exactOptional(),
  session: z.looseObject({
    dpopJwk: dpopKeySchema,
    tokenSet: z.looseObject({
      sub: z.string(),
      aud: z.string(),
      scope: z.string(),
      access_token: z.string(),
      refresh_token: z.string().optional(),
      expires_at: z.string().optional(),
    }),
  }),
})

export const secretSchema = z.discriminatedUnion('kind', [appPasswordSecretSchema, oauthSecretSchema])

/** Where the account lives and a client that speaks for it. */
export function signedIn(
  access: AccountAccess,
  environment: NetworkEnvironment,
): { readonly pds: string; readonly environment: NetworkEnvironment } {
  const { pds } = settingsSchema.parse(access.settings)
  const secret = secretSchema.parse(access.secret)
  const fetch =
    secret.kind === 'oauth'
      ? dpopFetch(environment.fetch, { token: secret.session.tokenSet.access_token, key: secret.session.dpopJwk, now: environment.now })
      : bearerFetch(environment.fetch, secret.accessJwt)
  return { pds, environment: { ...environment, fetch } }
}

function bearerFetch(fetch: typeof globalThis.fetch, token: string): typeof globalThis.fetch {
  return (input, init) => {
    const headers = new Headers(init?.headers)
    headers.set('authorization', `Bearer ${token}`)
    return fetch(input, { ...init, headers })
  }
}

const claimsSchema = z.object({ exp: z.number() })

/** When a token says that it ends; undefined where it does not say so. */
export function tokenExpiry(token: string): Temporal.Instant | undefined {
  try {
    const claims = claimsSchema.parse(JSON.parse(Buffer.from(token.split('.')[1] ?? '', 'base64url').toString()))
    return Temporal.Instant.fromEpochMilliseconds(claims.exp * 1000)
  } catch {
    return undefined // Tokens are the server's own business; without an expiry the first refusal tells.
  }
}
