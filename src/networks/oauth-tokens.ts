import { z } from 'zod'

import type { Secret, Trouble } from './network.ts'

/** What a network gives for a code or for a refresh token (RFC 6749, section 5.1). It need not say how long that is good where it is as usual, in seconds. */
export function tokensSchema(usualSeconds: number) {
  return z.object({
    access_token: z.string().min(1),
    refresh_token: z.string().min(1).optional(),
    expires_in: z.number().default(usualSeconds),
    scope: z.string().default(''),
  })
}
export type Tokens = z.infer<ReturnType<typeof tokensSchema>>

/** The keys of the app that the owner registered with a network. */
export interface App {
  readonly clientId: string
  readonly clientSecret: string
}

/** The app's own keys lie beside the tokens: renewing needs both. */
export const secretSchema = z.object({
  clientId: z.string(),
  clientSecret: z.string(),
  accessToken: z.string(),
  refreshToken: z.string(),
})

type Given = Pick<Tokens, 'access_token' | 'expires_in'> & { readonly refresh_token: string }

/** As `secretSchema` reads it; a public app has no secret of its own. */
export function asSecret({ clientId, clientSecret }: Partial<App> & Pick<App, 'clientId'>, tokens: Given, now: Temporal.Instant): Secret {
  return {
    value: {
      clientId,
      ...(clientSecret === undefined ? {} : { clientSecret }),
      accessToken: tokens.access_token,
      refreshToken: tokens.refresh_token,
    },
    expiresAt: now.add({ seconds: Math.floor(tokens.expires_in) }),
  }
}

/** A plain no, or one about tokens. */
export type Denial = Extract<Trouble, { kind: 'rejected' } | { kind: 'signed-out' }>

/**
 * What trouble with renewing tokens, or with ending them, means. Only the network's own word that the grant is gone, or that it no longer
 * knows the app, asks for connecting again: then `gone` says so by the code of a reason. Any other no may pass.
 */
export function aboutGrant(trouble: Trouble, gone: (denial: Denial) => string | undefined): Trouble {
  if (trouble.kind !== 'rejected' && trouble.kind !== 'signed-out') return trouble
  const code = gone(trouble)
  return code === undefined
    ? { kind: 'unavailable', reason: { ...trouble.reason, code: 'server-trouble' } }
    : { kind: 'signed-out', reason: { ...trouble.reason, code } }
}
