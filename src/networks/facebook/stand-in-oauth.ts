import { html } from '#kit/html'

import { asJson, GraphError, needed } from '../stand-in-graph.ts'
import { newSecret } from '../stand-in-ids.ts'
import { backTo } from '../stand-in-sign-in.ts'
import { inSeconds, isOver } from '../stand-in-time.ts'
import { app } from './stand-in-app.ts'
import { knownScopes, lifetimes, userToken, validToken } from './stand-in-grants.ts'
import { page } from './stand-in-pages.ts'
import { personWith, type Grant, type Server } from './stand-in-state.ts'
import type { Asked } from './stand-in-wire.ts'

interface Wanted {
  readonly redirectUri: URL
  readonly scopes: readonly string[]
  readonly state: string | undefined
}

/** What the person was sent here with, or what is wrong with it. A configuration of the app's takes the place of scopes. */
function readWanted(parameters: ReadonlyMap<string, string>): Wanted | { readonly wrong: string } {
  const redirectUri = parameters.get('redirect_uri') ?? ''
  const configured = parameters.has('config_id') ? knownScopes.join() : ''
  const scopes = (parameters.get('scope') ?? configured).split(/[\s,]+/).filter((scope) => scope !== '')
  if (parameters.get('client_id') !== app.clientId) return { wrong: 'Invalid App ID' }
  if ((parameters.get('response_type') ?? 'code') !== 'code') return { wrong: 'Only response_type=code is open here' }
  if (!URL.canParse(redirectUri) || !/^https?:$/.test(new URL(redirectUri).protocol)) return { wrong: 'URL Blocked: invalid redirect_uri' }
  const strange = scopes.filter((scope) => !knownScopes.some((known) => known === scope))
  if (scopes.length === 0 || strange.length > 0) return { wrong: `Invalid Scopes: ${strange.join(', ')}` }
  return { redirectUri: new URL(redirectUri), scopes, state: parameters.get('state') }
}

/** `GET /v25.0/dialog/oauth` shows which Pages can be chosen; `POST` is the button that was pressed there. */
export function authorize(asked: Asked): Response {
  const wanted = readWanted(asked.parameters)
  if ('wrong' in wanted) return page('Sorry, something went wrong', [html`<p>${wanted.wrong}</p>`], { status: 400 })
  const { state } = asked.server
  if (asked.method === 'GET') return signInPage(asked, wanted)
  const chosen = state.people.filter(({ id, isPage }) => isPage && asked.parameters.has(`page-${id}`)).map(({ id }) => id)
  const deny = asked.parameters.get('answer') === 'deny'
  const grant: Grant = { userId: state.managerId, pageIds: chosen, scopes: [...wanted.scopes], declined: [] }
  return Response.redirect(answerTo(asked.server, wanted, deny ? undefined : grant), 302)
}

/** The person signs in and answers, without the page. As a Page: whoever manages it, choosing that Page alone; as a person: all Pages. */
export function answerSignIn(
  server: Server,
  redirect: string,
  { profileId, deny, without }: { readonly profileId: string; readonly deny: boolean; readonly without: readonly string[] },
): string {
  const wanted = readWanted(new Map(new URL(redirect).searchParams))
  if ('wrong' in wanted) throw new Error(wanted.wrong)
  const person = personWith(server, profileId)
  const pageIds = person.isPage ? [person.id] : server.state.people.filter(({ isPage }) => isPage).map(({ id }) => id)
  const grant: Grant = {
    userId: person.isPage ? server.state.managerId : person.id,
    pageIds,
    scopes: wanted.scopes.filter((scope) => !without.includes(scope)),
    declined: wanted.scopes.filter((scope) => without.includes(scope)),
  }
  return answerTo(server, wanted, deny ? undefined : grant)
}

/** Where the person is sent back to. The `#_=_` at the end is the network's own. */
function answerTo(server: Server, { redirectUri, state }: Wanted, grant: Grant | undefined): string {
  const said = grant
    ? { code: newCode(server, grant, redirectUri.toString()) }
    : { error: 'access_denied', error_code: '200', error_description: 'Permissions error', error_reason: 'user_denied' }
  const back = backTo(redirectUri, { ...said, state })
  back.hash = '_=_'
  return back.toString()
}

function newCode(server: Server, grant: Grant, redirectUri: string): string {
  const code = newSecret('AQ', 160)
  server.state.codes.push({ ...grant, code, redirectUri, expiresAt: inSeconds(server, lifetimes.code) })
  server.world.changed()
  return code
}

function signInPage({ server, parameters }: Asked, { scopes }: Wanted): Response {
  const pages = server.state.people.filter(({ isPage }) => isPage)
  return page('Log in with Facebook', [
    html`<form method="post">
      ${['client_id', 'redirect_uri', 'response_type', 'scope', 'config_id', 'state'].flatMap((name) =>
        parameters.has(name) ? [html`<input type="hidden" name="${name}" value="${parameters.get(name)}" />`] : [],
      )}
      <p>Hearth asks for: ${scopes.join(', ')}</p>
      <fieldset>
        <legend>Choose the Pages that Hearth may use</legend>
        ${pages.map(
          ({ id, handle, displayName }) =>
            html`<label><input type="checkbox" name="page-${id}" value="on" checked /> ${displayName} (${handle})</label><br />`,
        )}
        ${pages.length === 0 ? html`<p>You manage no Page.</p>` : undefined}
      </fieldset>
      <p><button name="answer" value="allow">Continue</button> <button name="answer" value="deny">Cancel</button></p>
    </form>`,
  ])
}

/** `GET /oauth/access_token`: a token for a code, sixty days for a short one, or the app's own token. */
export function giveAccess(asked: Asked): Response {
  const { server, parameters, answerHeaders } = asked
  checkApp(asked)
  const grantType = parameters.get('grant_type') ?? 'authorization_code'
  if (grantType === 'client_credentials') return asJson({ access_token: `${app.clientId}|app`, token_type: 'bearer' }, answerHeaders)
  if (grantType === 'fb_exchange_token') {
    const short = validToken(server, needed(asked, 'fb_exchange_token'))
    if (short.kind === 'page') throw new GraphError('Impersonated access tokens do not support extension.', { code: 100 })
    const { token } = userToken(server, 'long', short)
    return asJson({ access_token: token, token_type: 'bearer', expires_in: lifetimes.long }, answerHeaders)
  }
  if (grantType !== 'authorization_code') throw new GraphError('Unsupported grant type', { code: 100 })
  return exchangeCode(asked)
}

/** @throws GraphError (101, 1) */
function checkApp(asked: Asked): void {
  if (needed(asked, 'client_id') !== app.clientId) {
    throw new GraphError('Error validating application. Cannot get application info due to a system error.', { code: 101 })
  }
  if (needed(asked, 'client_secret') !== app.clientSecret) throw new GraphError('Error validating client secret.', { code: 1 })
}

function exchangeCode(asked: Asked): Response {
  const { server, answerHeaders } = asked
  const at = server.state.codes.findIndex(({ code }) => code === needed(asked, 'code'))
  const [code] = at < 0 ? [] : server.state.codes.splice(at, 1)
  if (!code) throw new GraphError('This authorization code has been used.', { code: 100, subcode: 36009 })
  if (isOver(server, code.expiresAt)) throw new GraphError('This authorization code has expired.', { code: 100, subcode: 36007 })
  if (needed(asked, 'redirect_uri') !== code.redirectUri) {
    const message =
      'Error validating verification code. Please make sure your redirect_uri is identical to the one you used in the OAuth dialog request'
    throw new GraphError(message, { code: 100, subcode: 36008 })
  }
  const { token } = userToken(server, 'short', code)
  return asJson({ access_token: token, token_type: 'bearer', expires_in: lifetimes.short }, answerHeaders)
}
