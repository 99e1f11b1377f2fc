import { html } from '#kit/html'

import { decide, requestIn } from './stand-in-oauth.ts'
import { page } from './stand-in-pages.ts'
import { personBy, type SignInRequest } from './stand-in-state.ts'
import type { Asked, Server } from './stand-in-wire.ts'

/** Where people say as whom they sign in, and whether the program may act for them. */
export function signInPage({ server, request, url, body }: Asked): Response {
  const parameters = request.method === 'POST' ? new URLSearchParams(Buffer.from(body).toString()) : url.searchParams
  const asking = requestIn(server, parameters)
  if (!asking) return page('Bluesky', [html`<p>This sign-in is unknown or too old. Go back and begin again.</p>`], { status: 400 })
  if (request.method !== 'POST') return choices(server, asking)
  const person = server.state.people.get(parameters.get('profile') ?? '')
  const denied = parameters.get('answer') !== 'approve'
  if (!denied && !person) return choices(server, asking)
  return new Response(null, { status: 303, headers: { location: decide(server, asking, denied ? undefined : person?.did) } })
}

function choices(server: Server, asking: SignInRequest): Response {
  const hinted = asking.hint === undefined ? undefined : personBy(server.state, asking.hint)?.did
  const people = [...server.state.people.values()]
  const body = html`<p>${asking.clientName} asks to act for you on Bluesky: ${asking.scope}.</p>
    <form method="post" action="authorize">
      <input type="hidden" name="client_id" value="${asking.clientId}" />
      <input type="hidden" name="request_uri" value="${asking.id}" />
      <fieldset>
        <legend>Sign in as</legend>
        ${people.map(
          ({ did, handle, displayName }, index) =>
            html`<p>
              <label
                ><input
                  type="radio"
                  name="profile"
                  value="${did}"
                  ${(hinted === undefined ? index === 0 : did === hinted) ? html`checked` : html``}
                />
                ${displayName} (@${handle})</label
              >
            </p>`,
        )}
      </fieldset>
      <p><button name="answer" value="approve">Authorize</button> <button name="answer" value="deny">Deny</button></p>
    </form>`
  return page('Sign in to Bluesky', [body])
}
