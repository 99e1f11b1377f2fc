import { randomBytes } from 'node:crypto'

import { z } from 'zod'

import { html } from '#kit/html'

import type { GoogleCode } from './stand-in-google-tokens.ts'
import { type GoogleAsked, type GoogleServer, page } from './stand-in-google.ts'
import { backTo } from './stand-in-sign-in.ts'
import { inSeconds } from './stand-in-time.ts'

export const scopeBase = 'https://www.googleapis.com/auth/'

const codeSeconds = 10 * 60

/** What an app asks for on Google's consent page; which scopes there are is each API's own. For stand-ins. */
export const Wish = z.object({
  response_type: z.literal('code'),
  client_id: z.string().min(1),
  redirect_uri: z.url({ protocol: /^https?$/ }),
  scope: z.string(),
  state: z.string().optional(),
  access_type: z.enum(['online', 'offline']).default('online'),
  prompt: z.string().optional(),
  code_challenge: z.string().min(43).max(128).exactOptional(),
  code_challenge_method: z.enum(['S256', 'plain']).default('plain'),
})
type Wish = z.infer<typeof Wish>

type Server = GoogleServer<{ readonly clientId: string }>

/** What the person was sent here with, or what is wrong with it. */
export function wishIn({ state }: Server, url: URL, schema: z.ZodType<Wish>): Wish | string {
  const { data } = schema.safeParse(Object.fromEntries(url.searchParams))
  if (!data) return 'invalid_request'
  return data.client_id === state.clientId ? data : 'invalid_client'
}

interface Consent {
  readonly wish: Wish | string
  /** “Choose …” */
  readonly who: string
  readonly people: readonly { readonly id: string; readonly called: string }[]
  /** Of each scope, without its base. */
  readonly words: Readonly<Record<string, string>>
  /** Where the person is sent back to. */
  readonly decide: (answer: GoogleAnswer) => string
}

export interface GoogleAnswer {
  readonly profileId: string
  readonly deny: boolean
  /** Scopes, with or without their base. */
  readonly without: readonly string[]
}

/** `/o/oauth2/v2/auth`: the page on which a person chooses who they are and lets an app in; each right can be left out. */
export function consentPage({ request, body }: GoogleAsked<unknown>, { wish, who, people, words, decide }: Consent): Response {
  if (typeof wish === 'string') return page('Access blocked: Authorization Error', [html`<p>Error 400: ${wish}</p>`], { status: 400 })
  const scopes = wish.scope.split(' ')
  if (request.method === 'POST') {
    const answer = new URLSearchParams(new TextDecoder().decode(body))
    const given = new Set(answer.getAll('scope'))
    const location = decide({
      profileId: answer.get('profile') ?? '',
      deny: answer.get('answer') !== 'allow',
      without: scopes.filter((scope) => !given.has(scope)),
    })
    return new Response(null, { status: 302, headers: { location } })
  }
  return page('Hearth wants access to your Google Account', [
    html`<form method="post">
      <p>
        <label
          >Choose ${who}
          <select name="profile">
            ${people.map(({ id, called }) => html`<option value="${id}">${called}</option>`)}
          </select>
        </label>
      </p>
      <p>Select what Hearth can access</p>
      ${scopes.map(
        (scope) =>
          html`<p>
            <label><input type="checkbox" name="scope" value="${scope}" checked /> ${words[scope.replace(scopeBase, '')] ?? scope}</label>
          </p>`,
      )}
      <button name="answer" value="allow">Continue</button>
      <button name="answer" value="deny">Cancel</button>
    </form>`,
  ])
}

/** The scopes that are left. */
export function scopesOf({ scope }: Wish, without: readonly string[]): readonly string[] {
  const left = new Set(without.map((each) => (each.startsWith(scopeBase) ? each : scopeBase + each)))
  return scope.split(' ').filter((each) => !left.has(each))
}

interface Allowed {
  readonly scopes: readonly string[]
  readonly isFirst: boolean
}

export function newCode(server: Server, wish: Wish, { scopes, isFirst }: Allowed): GoogleCode {
  return {
    code: `4/0${randomBytes(48).toString('base64url')}`,
    redirectUri: wish.redirect_uri,
    scope: scopes.join(' '),
    // A new refresh token comes only with a fresh consent, or the first time.
    offline: wish.access_type === 'offline' && (wish.prompt === 'consent' || isFirst),
    ...(wish.code_challenge === undefined ? {} : { challenge: wish.code_challenge }),
    method: wish.code_challenge_method,
    expiresAt: inSeconds(server, codeSeconds),
  }
}

/** Where the person is sent back to. */
export function backToApp({ redirect_uri: uri, state }: Wish, code: GoogleCode | undefined): string {
  return backTo(uri, { state, ...(code ? { code: code.code, scope: code.scope } : { error: 'access_denied' }) }).href
}
