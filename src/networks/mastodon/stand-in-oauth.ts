import { z } from 'zod'

import { html, type Html } from '#kit/html'

import { type Asked, Refused } from './stand-in-request.ts'
import { newSecret, type App } from './stand-in-state.ts'
import { within } from './stand-in-tokens.ts'

const authorizeSchema = z.object({
  response_type: z.literal('code'),
  client_id: z.string(),
  redirect_uri: z.string(),
  scope: z.string().default('read'),
  state: z.string().optional(),
  code_challenge: z.string().optional(),
  code_challenge_method: z.literal('S256').optional(),
})

interface Wish extends z.infer<typeof authorizeSchema> {
  readonly app: App
  readonly scopes: readonly string[]
}

/** What an app asks for. What is wrong with the app itself is shown to the person; anything else goes back to the app. */
function readWish(parameters: URLSearchParams, { book }: Pick<Asked, 'book'>): Wish {
  const wish = authorizeSchema.safeParse(Object.fromEntries(parameters))
  if (!wish.success) throw new Refused(400, 'The request is missing a required parameter, or is otherwise malformed.')
  const app = book.apps.get(wish.data.client_id)
  if (!app)
    throw new Refused(
      401,
      'Client authentication failed due to unknown client, no client authentication included, or unsupported authentication method.',
    )
  if (!app.redirectUris.includes(wish.data.redirect_uri)) throw new Refused(400, 'The redirect uri included is not valid.')
  if (wish.data.code_challenge !== undefined && wish.data.code_challenge_method === undefined)
    throw new Refused(400, 'The code challenge method must be S256.')
  return { ...wish.data, app, scopes: wish.data.scope.split(/\s+/) }
}

/** The page on which a person chooses who they are and says yes or no. */
export function authorizePage(asked: Asked): Html {
  const wish = readWish(asked.url.searchParams, asked)
  const people = [...asked.book.profiles.values()]
  return html`<h1>${wish.app.name} would like to use your account</h1>
    <p>It may: ${wish.scopes.join(', ')}</p>
    <form method="post" action="${asked.web}/oauth/authorize">
      ${[...asked.url.searchParams].map(([name, value]) => html`<input type="hidden" name="${name}" value="${value}" />`)}
      <fieldset>
        <legend>Sign in as</legend>
        ${people.map((person, index) => html`<label><input type="radio" name="profile" value="${person.id}" required ${index === 0 ? html`checked` : undefined} /> ${person.displayName} <small>@${person.username}</small></label>`)}
      </fieldset>
      <button name="answer" value="approve">Authorise</button>
      <button name="answer" value="deny" class="quiet" formnovalidate>Deny</button>
    </form>`
}

export async function answerAuthorizePage(asked: Asked): Promise<Response> {
  const form = new URLSearchParams(await asked.request.text())
  const location = decide(form, { profileId: form.get('profile') ?? '', deny: form.get('answer') !== 'approve' }, asked)
  return new Response(null, { status: 302, headers: { location } })
}

/** Where the person is sent back to. */
export function decide(
  parameters: URLSearchParams,
  { profileId, deny }: { readonly profileId: string; readonly deny: boolean },
  asked: Pick<Asked, 'book' | 'now'>,
): string {
  const wish = readWish(parameters, asked)
  const back = new URL(wish.redirect_uri)
  if (wish.state !== undefined) back.searchParams.set('state', wish.state)
  const error = (code: string) => {
    back.searchParams.set('error', code)
    return back.href
  }
  if (!wish.scopes.every((scope) => within(scope, wish.app.scopes))) return error('invalid_scope')
  if (deny) return error('access_denied')
  if (!asked.book.profiles.has(profileId)) throw new Refused(422, 'Nobody here has this account.')
  const code = newSecret()
  const { client_id: clientId, redirect_uri: redirectUri, scopes, code_challenge: challenge } = wish
  const goodUntil = asked.now + 10 * 60_000
  asked.book.codes.set(code, {
    code,
    clientId,
    profileId,
    redirectUri,
    scopes: [...scopes],
    goodUntil,
    ...(challenge === undefined ? {} : { challenge }),
  })
  back.searchParams.set('code', code)
  return back.href
}
