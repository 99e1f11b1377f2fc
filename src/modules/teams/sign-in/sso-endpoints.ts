import type { BetterAuthPlugin } from 'better-auth'
import { createAuthEndpoint } from 'better-auth/api'
import { setSessionCookie } from 'better-auth/cookies'
import { z } from 'zod'

import { Refusal, refuse } from '#kit/errors'
import { RequestFailure, requestFailureIn } from '#kit/http'

import type { SignInNeeds } from '../needs.ts'
import { isOwnPath } from '../own-path-contract.ts'
import { signInRefusals } from '../sign-in-contract.ts'
import { letIn } from './let-in.ts'
import { arrival, departure } from './oidc.ts'
import { providerOf, workspaceFor } from './provider-of.ts'

const minutesAway = 10
const cookieName = 'sso_journey'

/** What waits for the person to come back. */
const Kept = z.object({
  workspaceId: z.string(),
  issuer: z.string(),
  state: z.string(),
  nonce: z.string(),
  codeVerifier: z.string(),
  next: z.string(),
})

const Wanted = z.object({ email: z.email().max(254).optional(), next: z.string().max(2000).optional() })

/** Single sign-on as endpoints of the sign-in service, so that sessions, cookies and limits are its own. */
export function ssoEndpoints(needs: SignInNeeds) {
  return {
    id: 'hearth-sso',
    endpoints: {
      startSso: createAuthEndpoint('/sso/start', { method: 'POST', body: Wanted }, async (context) => {
        const { email, next = '/' } = context.body
        const workspaceId = await workspaceFor(needs.db, email)
        const provider = workspaceId === undefined ? undefined : await providerOf(needs, workspaceId)
        if (!provider) throw asApiError(context, refuse(signInRefusals, 'NO_SSO'))
        const { url, journey } = await departure(provider, needs.fetch(provider.workspaceId)).catch((error: unknown) => {
          needs.log.warn({ err: error }, 'An identity provider could not be asked')
          throw asApiError(context, refuse(signInRefusals, 'SSO_UNREACHABLE'))
        })
        const { workspaceId: at, issuer } = provider
        await context.context.internalAdapter.createVerificationValue({
          identifier: identifierOf(journey.state),
          value: JSON.stringify({ workspaceId: at, issuer, ...journey, next: isOwnPath(next) ? next : '/' } satisfies z.output<
            typeof Kept
          >),
          expiresAt: new Date(Date.now() + minutesAway * 60_000),
        })
        // The answer counts in the browser that asked for it: nobody is signed in to another's account by a link.
        const cookie = context.context.createAuthCookie(cookieName, { maxAge: minutesAway * 60 })
        await context.setSignedCookie(cookie.name, journey.state, context.context.secret, cookie.attributes)
        return context.json({ url })
      }),
      finishSso: createAuthEndpoint(
        '/sso/callback/:workspaceId',
        { method: 'GET', metadata: { allowedMediaTypes: [] } },
        async (context) => {
          const answer = new URL(context.request?.url ?? '').searchParams
          const cookie = context.context.createAuthCookie(cookieName)
          const state = await context.getSignedCookie(cookie.name, context.context.secret)
          context.setCookie(cookie.name, '', { ...cookie.attributes, maxAge: 0 })
          const leave = (code: keyof typeof signInRefusals) => context.redirect(`/sign-in?trouble=${code}`)
          if (!state || state !== answer.get('state')) throw leave('SSO_EXPIRED')
          const row = await context.context.internalAdapter.consumeVerificationValue(identifierOf(state))
          const kept = row ? Kept.parse(JSON.parse(row.value)) : undefined
          if (kept?.workspaceId !== context.params.workspaceId) throw leave('SSO_EXPIRED')
          const provider = await providerOf(needs, kept.workspaceId)
          if (provider?.issuer !== kept.issuer) throw leave('SSO_EXPIRED')
          if (answer.has('error')) throw leave(answer.get('error') === 'access_denied' ? 'SSO_CANCELLED' : 'SSO_FAILED')
          try {
            const vouched = await arrival(provider, { answer, journey: kept, fetch: needs.fetch(kept.workspaceId) })
            const loginId = await letIn(needs, provider, vouched)
            const user = await context.context.internalAdapter.findUserById(loginId)
            if (!user) throw new Error('A person who was let in has no login.')
            const session = await context.context.internalAdapter.createSession(loginId, false, {
              way: 'sso',
              workspaceId: kept.workspaceId,
            })
            await setSessionCookie(context, { session, user })
          } catch (error) {
            if (error instanceof Refusal && isKnown(error.code)) throw leave(error.code)
            needs.log.warn({ err: requestFailureIn(error) ?? error }, 'A single sign-on did not hold')
            throw leave(requestFailureIn(error) instanceof RequestFailure ? 'SSO_UNREACHABLE' : 'SSO_FAILED')
          }
          throw context.redirect(kept.next)
        },
      ),
    },
  } satisfies BetterAuthPlugin
}

const identifierOf = (state: string) => `sso-${state}`

const isKnown = (code: string): code is keyof typeof signInRefusals => Object.hasOwn(signInRefusals, code)

interface Refusing {
  error(status: 'NOT_FOUND' | 'CONFLICT', body: { code: string; message: string }): Error
}

function asApiError(context: Refusing, { code, status, message }: Refusal): Error {
  return context.error(status === 404 ? 'NOT_FOUND' : 'CONFLICT', { code, message })
}
