import type { BetterAuthOptions } from 'better-auth'

import { Language } from '#kit/contract'
import type { Db } from '#kit/database'

import type { SessionWay } from './acting.ts'
import { passwordResetLetter } from './letters.ts'
import type { SignInNeeds } from './needs.ts'
import { auditOwn } from './sign-in/audit-own.ts'
import { forgetWhatPasswordGuarded } from './sign-in/password-changed.ts'
import { tellOfChange } from './sign-in/tell-of-change.ts'

export interface Secrets {
  /** Signs cookies and encrypts; those after it only decrypt. `version` names a secret for good. */
  readonly secrets: readonly [Secret, ...Secret[]]
  readonly cookiePrefix: string
}

interface Secret {
  readonly version: number
  readonly value: string
}

/** better-auth on our tables. Names on the left are better-auth's, on the right ours. */
export function authOptions(needs: SignInNeeds, { secrets, cookiePrefix }: Secrets) {
  const { db, publicUrl, trustedOrigins = [] } = needs
  return {
    appName: 'Hearth',
    baseURL: publicUrl,
    basePath: '/api/auth',
    secrets: [...secrets],
    database: { db, type: 'postgres', schemaName: 'teams', transaction: true },
    trustedOrigins: (request) => [publicUrl, ...trustedOrigins, ...ownOrigin(request)],
    emailAndPassword: {
      enabled: true,
      disableSignUp: true,
      minPasswordLength: 10,
      maxPasswordLength: 128,
      revokeSessionsOnPasswordReset: true,
      resetPasswordTokenExpiresIn: 60 * 60,
      ...resetByMail(needs),
      onPasswordReset: ({ user }) => passwordWasReset(needs, user.id),
    },
    databaseHooks: { session: { create: { before: (session, context) => beginSession(db, session, context) } } },
    telemetry: { enabled: false },
    rateLimit: rateLimits,
    logger: loggerOf(needs),
    onAPIError: { onError: (error) => reportUnexpected(error, needs) },
    ...tables,
    advanced: {
      cookiePrefix,
      disableOriginCheck: false,
      disableCSRFCheck: false,
      useSecureCookies: publicUrl.startsWith('https:'),
      defaultCookieAttributes: { sameSite: 'lax', httpOnly: true },
      ipAddress: { ipAddressHeaders: ['x-hearth-ip'] },
      database: { generateId: 'uuid', validateSchema: false },
    },
  } satisfies BetterAuthOptions
}

/** Counted per caller's address, in the database: many web processes count together, and nobody can lock out another. */
const rateLimits = {
  enabled: true,
  storage: 'database',
  modelName: 'rate_limit',
  fields: { lastRequest: 'last_request' },
  window: 60,
  max: 300,
  customRules: {
    // Several people share an address; each login's tries are counted by themselves (guard-guessing.ts).
    '/sign-in/email': { window: 60, max: 60 },
    '/sso/start': { window: 60, max: 30 },
    '/two-factor/*': { window: 60, max: 30 },
    '/passkey/*': { window: 60, max: 60 },
    '/request-password-reset': { window: 600, max: 5 },
    '/reset-password': { window: 600, max: 10 },
    '/change-password': { window: 600, max: 10 },
  },
} satisfies BetterAuthOptions['rateLimit']

const times = { createdAt: 'created_at', updatedAt: 'updated_at' }
const tables = {
  user: {
    modelName: 'login',
    fields: { emailVerified: 'email_verified', ...times },
    additionalFields: { language: { type: 'string', required: false, input: false } },
  },
  session: {
    modelName: 'session',
    fields: { userId: 'login_id', expiresAt: 'expires_at', ipAddress: 'ip_address', userAgent: 'user_agent', ...times },
    additionalFields: {
      way: { type: 'string', required: false, input: false },
      workspaceId: { type: 'string', required: false, input: false, fieldName: 'workspace_id' },
    },
    // Adding a passkey asks for a sign-in within the last hour.
    freshAge: 60 * 60,
    expiresIn: 30 * 24 * 60 * 60,
    updateAge: 24 * 60 * 60,
  },
  account: {
    modelName: 'credential',
    fields: {
      userId: 'login_id',
      accountId: 'account_id',
      providerId: 'provider_id',
      accessToken: 'access_token',
      refreshToken: 'refresh_token',
      idToken: 'id_token',
      accessTokenExpiresAt: 'access_token_expires_at',
      refreshTokenExpiresAt: 'refresh_token_expires_at',
      ...times,
    },
  },
  verification: { modelName: 'verification', fields: { expiresAt: 'expires_at', ...times }, storeIdentifier: 'hashed' },
} satisfies BetterAuthOptions

/** The page's own origin under any name that the server's guard let through: an address, localhost, the machine's name. */
function ownOrigin(request: Request | undefined): string[] {
  const [origin, host] = [request?.headers.get('origin'), request?.headers.get('host')]
  return origin && host && URL.canParse(origin) && new URL(origin).host === host ? [origin] : []
}

function resetByMail({ mail, publicUrl, log }: SignInNeeds): Pick<NonNullable<BetterAuthOptions['emailAndPassword']>, 'sendResetPassword'> {
  if (!mail.enabled) return {}
  return {
    sendResetPassword: async ({ user, token }) => {
      const language = Language.catch('en').parse('language' in user ? user.language : undefined)
      const url = `${publicUrl}/reset-password?token=${encodeURIComponent(token)}`
      const letter = passwordResetLetter(language, { name: user.name, url })
      // Not waited for: the time of the answer must not tell whether the address is known.
      mail.send({ to: user.email, ...letter }).catch((error: unknown) => log.error({ err: error }, 'A password reset could not be mailed'))
    },
  }
}

function loggerOf({ log }: SignInNeeds): BetterAuthOptions['logger'] {
  return {
    level: 'warn',
    disableColors: true,
    log: (level, message, ...details) => {
      const write = level === 'error' ? log.error : log.warn
      write.call(log, { err: details.find((detail) => detail instanceof Error) }, `Sign-in: ${message}`)
    },
  }
}

async function passwordWasReset(needs: SignInNeeds, loginId: string): Promise<void> {
  await needs.db.transaction().execute(async (tx) => {
    await forgetWhatPasswordGuarded(tx, loginId)
    await auditOwn(tx, { loginId, action: 'teams.resetPassword' })
    await tellOfChange(needs, tx, { loginId, change: 'password' })
  })
}

type NewSession = Record<string, unknown> & { userId: string }

/** Each session knows how it began: by its path, or as the one it takes the place of. */
async function beginSession(db: Db, session: NewSession, context: BeganBy | null): Promise<{ data: NewSession }> {
  await refuseWithoutWorkspace(db, session.userId)
  if (session['way'] === 'sso') return { data: session }
  const before = context?.context.session?.session['way']
  return { data: { ...session, way: wayOf(context?.path) ?? (typeof before === 'string' ? before : 'password') } }
}

interface BeganBy {
  readonly path?: string | undefined
  readonly context: { readonly session?: { readonly session: Record<string, unknown> } | null }
}

function wayOf(path: string | undefined): SessionWay | undefined {
  if (path === '/sign-in/email') return 'password'
  if (path?.startsWith('/passkey/')) return 'passkey'
  return path?.startsWith('/two-factor/') ? 'second-factor' : undefined
}

/** Who was removed everywhere still has a login; being told so beats an empty page. */
async function refuseWithoutWorkspace(db: Db, loginId: string): Promise<void> {
  const found = await db.selectFrom('teams.member').select('id').where('login_id', '=', loginId).limit(1).executeTakeFirst()
  if (found) return
  const { APIError } = await import('better-auth/api')
  throw new APIError('FORBIDDEN', {
    code: 'NO_WORKSPACE',
    message: 'You belong to no workspace any more. Ask an owner to invite you again.',
  })
}

/** Refusals are answers; anything else is a fault of ours. */
function reportUnexpected(error: unknown, { log }: SignInNeeds): void {
  if (error instanceof Error && error.name === 'APIError') return
  log.error({ err: error }, 'A sign-in request failed unexpectedly')
}
