import type { AuthorizationServer, Client, ClientAuth } from 'oauth4webapi'

/** An identity provider as a workspace uses it. */
export interface Provider {
  readonly issuer: string
  readonly clientId: string
  readonly clientSecret: string
  readonly redirectUri: string
}

/** What only this one way there and back knows; kept until the person returns. */
export interface Journey {
  readonly state: string
  readonly nonce: string
  readonly codeVerifier: string
}

/** Whom the provider vouches for. */
export interface Vouched {
  readonly subject: string
  readonly email?: string
  readonly emailVerified: boolean
  readonly name?: string
}

type Fetch = typeof globalThis.fetch

/** OpenID Connect Core 1.0 by the authorization code flow, over the guarded client. The library is loaded at the first use. */
export async function discover({ issuer }: Pick<Provider, 'issuer'>, fetch: Fetch): Promise<AuthorizationServer> {
  const oauth = await import('oauth4webapi')
  const url = new URL(issuer)
  return oauth.processDiscoveryResponse(url, await oauth.discoveryRequest(url, await settings(issuer, fetch)))
}

/** Where to send the person: with state, nonce and PKCE (RFC 7636), each made for this once. */
export async function departure(provider: Provider, fetch: Fetch): Promise<{ url: string; journey: Journey }> {
  const oauth = await import('oauth4webapi')
  const { authorization_endpoint: endpoint } = await discover(provider, fetch)
  if (endpoint === undefined) throw new Error(`${provider.issuer} names no address to sign in at.`)
  const url = new URL(endpoint)
  oauth.checkProtocol(url, !isPlain(provider.issuer))
  const journey = {
    state: oauth.generateRandomState(),
    nonce: oauth.generateRandomNonce(),
    codeVerifier: oauth.generateRandomCodeVerifier(),
  }
  for (const [name, value] of Object.entries({
    response_type: 'code',
    client_id: provider.clientId,
    redirect_uri: provider.redirectUri,
    scope: 'openid email profile',
    state: journey.state,
    nonce: journey.nonce,
    code_challenge: await oauth.calculatePKCECodeChallenge(journey.codeVerifier),
    code_challenge_method: 'S256',
  }))
    url.searchParams.set(name, value)
  return { url: url.href, journey }
}

/**
 * Takes the person back: the answer must belong to this journey and this issuer (RFC 9207), the ID token be signed by it, for us, for this
 * nonce. @throws whatever does not hold.
 */
export async function arrival(
  provider: Provider,
  { answer, journey, fetch }: { answer: URLSearchParams; journey: Journey; fetch: Fetch },
): Promise<Vouched> {
  const oauth = await import('oauth4webapi')
  const server = await discover(provider, fetch)
  const client: Client = { client_id: provider.clientId }
  const options = await settings(provider.issuer, fetch)
  const parameters = oauth.validateAuthResponse(server, client, answer, journey.state)
  const response = await oauth.authorizationCodeGrantRequest(
    server,
    client,
    await secretFor(server, provider),
    parameters,
    provider.redirectUri,
    journey.codeVerifier,
    options,
  )
  const tokens = await oauth.processAuthorizationCodeResponse(server, client, response, {
    expectedNonce: journey.nonce,
    requireIdToken: true,
  })
  await oauth.validateApplicationLevelSignature(server, response, options)
  const claims = oauth.getValidatedIdTokenClaims(tokens)
  if (!claims) throw new Error('The provider sent no ID token.')
  const known = 'email' in claims || server.userinfo_endpoint === undefined ? claims : await userInfo()
  return vouchedIn(claims.sub, { ...claims, ...known })

  /** Where the ID token does not name the address, the provider says it when asked. */
  async function userInfo() {
    const answered = await oauth.userInfoRequest(server, client, tokens.access_token, options)
    return oauth.processUserInfoResponse(server, client, claims?.sub ?? '', answered)
  }
}

function vouchedIn(subject: string, claims: Readonly<Record<string, unknown>>): Vouched {
  const { email, email_verified: verified, name } = claims
  return {
    subject,
    emailVerified: verified === true,
    ...(typeof email === 'string' ? { email: email.toLowerCase() } : {}),
    ...(typeof name === 'string' && name.trim() !== '' ? { name: name.trim().slice(0, 80) } : {}),
  }
}

/** By the header, which every server must know, unless it says that it takes the secret in the body alone (RFC 6749 §2.3.1). */
async function secretFor(server: AuthorizationServer, { clientSecret }: Provider): Promise<ClientAuth> {
  const oauth = await import('oauth4webapi')
  const ways = server.token_endpoint_auth_methods_supported
  const inBody = ways !== undefined && !ways.includes('client_secret_basic') && ways.includes('client_secret_post')
  return inBody ? oauth.ClientSecretPost(clientSecret) : oauth.ClientSecretBasic(clientSecret)
}

/** Plain http is up to the guarded client, which knows the origins that the installation allows. */
async function settings(issuer: string, fetch: Fetch) {
  const { allowInsecureRequests, customFetch } = await import('oauth4webapi')
  return { [customFetch]: fetch, [allowInsecureRequests]: isPlain(issuer) }
}

function isPlain(issuer: string): boolean {
  return new URL(issuer).protocol === 'http:'
}
