import { createHash, randomBytes } from 'node:crypto'

import { z } from 'zod'

import type { Json } from '#kit/json'

import type { ConnectEnvironment, Connecting, Outcome, Reason, Trouble } from './network.ts'
import { rejected } from './rejected.ts'

/** The keys of an app as most networks give them. */
export const appSchema = z.object({ client_id: z.string().trim().min(1), client_secret: z.string().trim().min(1) })

/** The app that the owner registered with the network and entered. */
export async function appOf<App>({ apps }: Pick<ConnectEnvironment, 'apps'>, schema: z.ZodType<App>): Promise<Outcome<App>> {
  const app = schema.safeParse(await apps.find('')).data
  return app === undefined ? rejected('app-missing') : { ok: true, value: app }
}

export type Begun = Awaited<ReturnType<Connecting['begin']>>

/** Sends the person to the sign-in page at this address, to come back with a code (RFC 6749, section 4.1). What is `kept` is there when they do. */
export function sendTo(address: string, query: Readonly<Record<string, string>>, kept: { readonly [name: string]: Json }): Begun {
  const state = randomBytes(24).toString('base64url')
  const redirect = new URL(address)
  for (const [name, value] of Object.entries({ response_type: 'code', ...query, state })) redirect.searchParams.set(name, value)
  // A plus stands for a blank in forms alone.
  redirect.search = redirect.search.replaceAll('+', '%20')
  return { ok: true, value: { redirect: redirect.href, state, pending: { ...kept, state } } }
}

/** A challenge that only we can answer (PKCE, RFC 7636): the verifier is kept, the question goes along. */
export function newChallenge() {
  const verifier = randomBytes(48).toString('base64url')
  const challenge = createHash('sha256').update(verifier).digest('base64url')
  return { verifier, question: { code_challenge: challenge, code_challenge_method: 'S256' } } as const
}

export type Returned = Parameters<Connecting['finish']>[0]

/** What somebody who came back brings: the code, and what was kept for them. `why` says what it means that there is none. */
export function codeOf<Kept extends { readonly state: string }>(
  { parameters, pending }: Pick<Returned, 'parameters' | 'pending'>,
  schema: z.ZodType<Kept>,
  why: (parameters: Returned['parameters'], kept: Kept) => Reason = () => ({ code: 'sign-in-failed' }),
): Outcome<{ readonly code: string; readonly kept: Kept }> {
  const kept = schema.safeParse(pending).data
  if (kept === undefined || parameters['state'] !== kept.state) return rejected('sign-in-mixed-up')
  const { error, code } = parameters
  if (error === 'access_denied') return rejected('sign-in-denied')
  if (code && error === undefined) return { ok: true, value: { code, kept } }
  const reason = why(parameters, kept)
  return rejected(reason.code, reason)
}

/** The same with the app, where its keys were not kept. */
export async function codeForApp<Kept extends { readonly state: string }, App>(
  request: Returned,
  schemas: { readonly kept: z.ZodType<Kept>; readonly app: z.ZodType<App> },
): Promise<Outcome<{ readonly code: string; readonly kept: Kept; readonly app: App }>> {
  const back = codeOf(request, schemas.kept)
  if (!back.ok) return back
  const app = await appOf(request, schemas.app)
  return app.ok ? { ok: true, value: { ...back.value, app: app.value } } : app
}

/** Why there is no code, in the network's own words. */
export function inItsWords({ error }: Returned['parameters']): Reason {
  return error === undefined ? { code: 'sign-in-mixed-up' } : { code: 'sign-in-refused', detail: error.slice(0, 100) }
}

/** There is no account yet that could be signed out. */
export function whileConnecting(trouble: Trouble): Trouble {
  return trouble.kind === 'signed-out' ? rejected('sign-in-failed', trouble.reason).trouble : trouble
}
