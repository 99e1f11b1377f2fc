import { z } from 'zod'

import { applicationEntity } from './stand-in-entities.ts'
import { type Asked, fieldsOf, json, Refused } from './stand-in-request.ts'
import { newId, newSecret, type App } from './stand-in-state.ts'

const knownScopes = new Set(
  `profile read write push follow read:accounts read:bookmarks read:favourites read:filters read:follows read:lists read:mutes read:notifications
  read:search read:statuses write:accounts write:bookmarks write:conversations write:favourites write:filters write:follows write:lists write:media
  write:mutes write:notifications write:statuses`.split(/\s+/),
)

const newAppSchema = z.object({
  client_name: z.string().trim().min(1),
  redirect_uris: z.union([z.string().transform((text) => text.split(/\s+/)), z.array(z.string())]).pipe(z.array(z.string()).min(1)),
  scopes: z.string().default('read'),
  website: z.url({ protocol: /^https?$/ }).nullish(),
})

export async function createApp(asked: Asked): Promise<Response> {
  const fields = await fieldsOf(asked.request)
  if (asked.allowed.redirectUris === 'text' && typeof fields['redirect_uris'] !== 'string') throw invalid('Redirect URI can’t be blank')
  const app = newAppSchema.safeParse(fields)
  if (!app.success) throw invalid(app.error.issues.map(({ path }) => `${path.join('.')} is invalid`).join(', '))
  const { client_name: name, redirect_uris: redirectUris, website } = app.data
  if (!redirectUris.every((uri) => uri === 'urn:ietf:wg:oauth:2.0:oob' || isRedirect(uri)))
    throw invalid('Redirect URI must be an absolute URI')
  const scopes = app.data.scopes.split(/\s+/)
  if (!scopes.every((scope) => knownScopes.has(scope))) throw invalid('Scopes doesn’t match configured on the server')
  const made: App = {
    id: newId(new Map(), asked.now + asked.book.apps.size),
    clientId: newSecret(),
    clientSecret: newSecret(),
    name,
    website: website ?? null,
    redirectUris: [...redirectUris],
    scopes,
  }
  asked.book.apps.set(made.clientId, made)
  asked.changed()
  return json(applicationEntity(made))
}

function isRedirect(uri: string): boolean {
  return URL.canParse(uri) && !uri.includes('#') && !/^(javascript|data|vbscript|mailto):/i.test(uri)
}

function invalid(what: string): Refused {
  return new Refused(422, `Validation failed: ${what}`)
}

export function serverMetadata({ web }: Asked): Response {
  return json({
    issuer: `${web}/`,
    service_documentation: 'https://docs.joinmastodon.org/',
    authorization_endpoint: `${web}/oauth/authorize`,
    token_endpoint: `${web}/oauth/token`,
    app_registration_endpoint: `${web}/api/v1/apps`,
    revocation_endpoint: `${web}/oauth/revoke`,
    userinfo_endpoint: `${web}/oauth/userinfo`,
    scopes_supported: [...knownScopes],
    response_types_supported: ['code'],
    response_modes_supported: ['query', 'fragment', 'form_post'],
    grant_types_supported: ['authorization_code', 'client_credentials'],
    token_endpoint_auth_methods_supported: ['client_secret_basic', 'client_secret_post'],
    code_challenge_methods_supported: ['S256'],
  })
}
