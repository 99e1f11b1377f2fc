import { once } from 'node:events'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import { text } from 'node:stream/consumers'

import { Provider } from 'oidc-provider'
import type { Context } from 'oidc-provider'

export interface TestPerson {
  readonly subject: string
  readonly email: string
  readonly verified?: boolean
  readonly name?: string
}

export interface TestProvider extends AsyncDisposable {
  readonly issuer: string
  readonly client: { readonly id: string; readonly secret: string }
  /** Registers Hearth; before that the provider answers nobody. */
  readonly register: (redirectUris: readonly string[]) => void
  /** Whom the provider knows; may grow and change. */
  readonly people: Map<string, TestPerson>
}

const client = { id: 'hearth', secret: 'a-client-secret-of-some-length' }

/** A real OpenID provider (certified `oidc-provider`) on loopback. Its page asks for an address and believes it. */
export async function testIdentityProvider(): Promise<TestProvider> {
  const people = new Map<string, TestPerson>()
  const server = createServer((request, response) => void answer(request, response))
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  const issuer = `http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}`
  let provider: Provider | undefined
  return {
    issuer,
    client,
    people,
    register: (redirectUris) => {
      provider = new Provider(issuer, configuration({ people, redirectUris }))
    },
    [Symbol.asyncDispose]: async () => {
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    if (!provider) response.writeHead(503).end()
    else if (request.url?.startsWith('/interaction/')) await interact(provider, request, response)
    else provider.callback()(request, response)
  }
}

function configuration({ people, redirectUris }: { people: ReadonlyMap<string, TestPerson>; redirectUris: readonly string[] }) {
  return {
    clients: [{ client_id: client.id, client_secret: client.secret, redirect_uris: [...redirectUris] }],
    claims: { openid: ['sub'], email: ['email', 'email_verified'], profile: ['name'] },
    features: { devInteractions: { enabled: false } },
    pkce: { required: () => true },
    cookies: { keys: ['only for tests'] },
    ttl: { Interaction: 600, Session: 600, Grant: 600, AccessToken: 600, AuthorizationCode: 60, IdToken: 600 },
    findAccount: (_context: unknown, subject: string) => accountOf(people, subject),
    loadExistingGrant: grantEverything,
  }
}

function accountOf(people: ReadonlyMap<string, TestPerson>, subject: string) {
  const person = people.get(subject)
  if (!person) return undefined
  const { email, verified = true, name } = person
  return { accountId: subject, claims: () => ({ sub: subject, email, email_verified: verified, ...(name ? { name } : {}) }) }
}

/** Nobody is asked whether Hearth may know their address. */
async function grantEverything(this: void, context: Context & { oidc: { provider: Provider } }) {
  const { provider, client: asking, session } = context.oidc
  const grant = new provider.Grant({ clientId: asking.clientId, accountId: session.accountId })
  grant.addOIDCScope('openid email profile')
  await grant.save()
  return grant
}

async function interact(provider: Provider, request: IncomingMessage, response: ServerResponse): Promise<void> {
  if (request.method === 'POST') {
    const form = new URLSearchParams(await text(request))
    const subject = form.get('subject')
    const result = subject === null ? { error: 'access_denied' } : { login: { accountId: subject } }
    return provider.interactionFinished(request, response, result)
  }
  const { uid } = await provider.interactionDetails(request, response)
  response.setHeader('content-type', 'text/html; charset=utf-8')
  response.end(`<!doctype html><html lang="en"><title>The provider</title><main><h1>The provider</h1>
    <form method="post" action="/interaction/${uid}"><label>Subject <input name="subject"></label><button>Go on</button></form>
    <form method="post" action="/interaction/${uid}"><button>Cancel</button></form></main></html>`)
}
