import { z } from 'zod'

import { commonRefusals, Instant, type RefusalKind } from '#kit/contract'

import { asks, Role } from './contract.ts'

export const signInRefusals = {
  ...commonRefusals,
  WRONG_PASSWORD: {
    status: 403,
    message: 'This is not the password of your login. Type it again, or choose a new one with “Forgot password”.',
  },
  TOO_MANY_TRIES: { status: 429, message: 'Too many wrong tries. Wait ten minutes, then try again.' },
  EMAIL_TAKEN: { status: 409, message: 'Someone already signs in with this e-mail address. Use another one, or sign in.' },
  NO_MAIL: {
    status: 409,
    message: 'This installation sends no e-mail, so a new address cannot be confirmed. Ask whoever runs it to set up mail.',
  },
  CONFIRMATION_OVER: { status: 410, message: 'This link was used or has expired, or it is for somebody else. Ask for a new one.' },
  NOT_BY_SSO: {
    status: 403,
    message: 'You came in by single sign-on. Ways of signing in are changed by who signs in with a password or a passkey.',
  },
  ONLY_IN_BROWSER: { status: 403, message: 'An API key cannot do this. Sign in to Hearth in a browser.' },
  OWN_FACTORS_FIRST: { status: 409, message: 'Set up two factors for yourself first, so that you do not lock yourself out.' },
  NO_SSO: { status: 404, message: 'No workspace here signs people of this address in. Use your password, or ask an owner.' },
  SSO_SECRET_MISSING: { status: 400, message: 'Give the client secret that belongs to this issuer.' },
  SSO_UNREACHABLE: { status: 409, message: 'The identity provider does not answer as OpenID Connect asks. Check the issuer address.' },
  SSO_FAILED: {
    status: 409,
    message: 'The identity provider’s answer did not hold. Try again; if it stays so, ask an owner to check the settings.',
  },
  SSO_CANCELLED: { status: 409, message: 'You did not sign in at the identity provider. Try again, or use your password.' },
  SSO_EXPIRED: { status: 409, message: 'Signing in took too long, or began in another browser. Begin again.' },
  SSO_EMAIL_NOT_VERIFIED: {
    status: 403,
    message: 'The identity provider does not say that your e-mail address is verified. Ask who runs it.',
  },
  SSO_WRONG_DOMAIN: { status: 403, message: 'Addresses of this domain do not come in by single sign-on. Ask an owner of the workspace.' },
  SSO_NOT_INVITED: { status: 403, message: 'You are not a member of the workspace. Ask an owner to invite you.' },
} as const satisfies Record<string, RefusalKind>

export const Passkey = z.object({
  id: z.uuid(),
  name: z.string(),
  createdAt: Instant,
  lastUsedAt: Instant.optional(),
})
export type Passkey = z.output<typeof Passkey>

/** How a person proves who they are. `changeable` is false in a session by single sign-on: it is for one workspace, and these are the person's own. */
export const MySignIn = z.object({
  email: z.string(),
  changeable: z.boolean(),
  hasPassword: z.boolean(),
  totp: z.boolean(),
  passkeys: z.array(Passkey),
  /** An address that waits to be confirmed. */
  newEmail: z.object({ email: z.string(), expiresAt: Instant }).optional(),
  /** The workspace asks for two factors. */
  twoFactorsRequired: z.boolean(),
})
export type MySignIn = z.output<typeof MySignIn>

export const Session = z.object({
  id: z.uuid(),
  here: z.boolean(),
  way: z.enum(['password', 'second-factor', 'passkey', 'sso']),
  /** The browser and system as its user agent tells; absent where it says nothing known. */
  browser: z.string().optional(),
  system: z.string().optional(),
  /** The address it came from. */
  ip: z.string().optional(),
  beganAt: Instant,
  seenAt: Instant,
})
export type Session = z.output<typeof Session>

const Domain = z
  .string()
  .trim()
  .toLowerCase()
  .regex(/^([a-z0-9]([a-z0-9-]*[a-z0-9])?\.)+[a-z]{2,}$/, 'Write a domain such as example.com.')

/** A workspace's identity provider, without its secret. */
export const Sso = z.object({
  issuer: z.string(),
  clientId: z.string(),
  domains: z.array(z.string()),
  letsIn: z.boolean(),
  role: Role,
})
export type Sso = z.output<typeof Sso>

export const WorkspaceSignIn = z.object({
  twoFactorsRequired: z.boolean(),
  /** Members who would have to set up a second factor first. */
  without: z.array(z.string()),
  /** To be entered at the provider. */
  redirectUri: z.string(),
  sso: Sso.optional(),
})
export type WorkspaceSignIn = z.output<typeof WorkspaceSignIn>

const Password = z.string().min(1, 'Type your password.').max(128)
const Name = z.string().trim().min(1, 'Write a name.').max(80, 'Use at most 80 characters.')
const Email = z.email('Write an e-mail address such as name@example.com.').max(254)

/** How people sign in, beyond the sign-in service under /api/auth. */
export const signIn = {
  mine: asks('workspace.read', 'reads', 'own')
    .route({ method: 'GET', path: '/me/sign-in', summary: 'How I sign in' })
    .errors(signInRefusals)
    .output(MySignIn),
  turnOffTotp: asks('workspace.read', 'changes', 'own')
    .route({ method: 'POST', path: '/me/sign-in/totp/off', summary: 'Sign in without one-time codes from now on' })
    .errors(signInRefusals)
    .input(z.object({ password: Password }))
    .output(MySignIn),
  renamePasskey: asks('workspace.read', 'changes', 'own')
    .route({ method: 'PATCH', path: '/me/passkeys/{passkeyId}', summary: 'Rename a passkey' })
    .errors(signInRefusals)
    .input(z.object({ passkeyId: z.uuid(), name: Name }))
    .output(MySignIn),
  removePasskey: asks('workspace.read', 'changes', 'own')
    .route({ method: 'DELETE', path: '/me/passkeys/{passkeyId}', summary: 'Remove a passkey' })
    .errors(signInRefusals)
    .input(z.object({ passkeyId: z.uuid() }))
    .output(MySignIn),
  changeEmail: asks('workspace.read', 'changes', 'own')
    .route({ method: 'POST', path: '/me/email', summary: 'Sign in with another address, once it is confirmed from a letter' })
    .errors(signInRefusals)
    .input(z.object({ email: Email, password: Password }))
    .output(MySignIn),
  confirmEmail: asks('workspace.read', 'changes', 'own')
    .route({ method: 'POST', path: '/me/email/confirm', summary: 'Confirm my new address' })
    .errors(signInRefusals)
    .input(z.object({ token: z.string().max(100) }))
    .output(MySignIn),
  sessions: asks('workspace.read', 'reads', 'own')
    .route({ method: 'GET', path: '/me/sessions', summary: 'Where I am signed in' })
    .errors(signInRefusals)
    .output(z.array(Session)),
  endSession: asks('workspace.read', 'changes', 'own')
    .route({ method: 'DELETE', path: '/me/sessions/{sessionId}', summary: 'Sign out somewhere' })
    .errors(signInRefusals)
    .input(z.object({ sessionId: z.uuid() }))
    .output(z.object({ ended: z.int() })),
  endOtherSessions: asks('workspace.read', 'changes', 'own')
    .route({ method: 'DELETE', path: '/me/sessions', summary: 'Sign out everywhere but here' })
    .errors(signInRefusals)
    .output(z.object({ ended: z.int() })),
  workspace: asks('sign-in.manage', 'reads', 'workspace')
    .route({ method: 'GET', path: '/workspace/sign-in', summary: 'How people sign in to the workspace' })
    .output(WorkspaceSignIn),
  requireTwoFactors: asks('sign-in.manage', 'changes', 'workspace')
    .route({ method: 'PATCH', path: '/workspace/sign-in', summary: 'Ask all members for two factors, or not' })
    .errors(signInRefusals)
    .input(z.object({ twoFactorsRequired: z.boolean() }))
    .output(WorkspaceSignIn),
  setSso: asks('sign-in.manage', 'changes', 'workspace')
    .route({ method: 'PUT', path: '/workspace/sso', summary: 'Sign people in by an identity provider (OpenID Connect)' })
    .errors(signInRefusals)
    .input(
      z.object({
        issuer: z.url({ protocol: /^https?$/, error: 'Write the issuer’s address, such as https://login.example.com.' }).max(500),
        clientId: z.string().trim().min(1).max(500),
        /** Left out, the present one stays. */
        clientSecret: z.string().min(1).max(2000).optional(),
        domains: z.array(Domain).min(1).max(50),
        letsIn: z.boolean(),
        role: Role,
      }),
    )
    .output(WorkspaceSignIn),
  removeSso: asks('sign-in.manage', 'changes', 'workspace')
    .route({ method: 'DELETE', path: '/workspace/sso', summary: 'End single sign-on; sessions that it began end' })
    .errors(signInRefusals)
    .output(WorkspaceSignIn),
}
