import type { Account } from '#contract/connections'
import type { MediaItem } from '#contract/media'
import type { Attempt, Post, When } from '#contract/publishing'
import type { Me } from '#contract/teams'

export const ownerLogin = { name: 'Owner', email: 'owner@ember.example', password: 'a-quiet-hearth-27' }

/** The first owner, speaking to the REST API with the session cookie of a browser. */
export interface Owner {
  readonly me: Me
  readonly cookie: string
  readonly brandId: string
  readonly call: <Answer>(method: string, path: string, body?: unknown, headers?: Readonly<Record<string, string>>) => Promise<Answer>
  readonly upload: (file: Uint8Array, name: string, type: string) => Promise<MediaItem>
}

/** A refusal of the API, with its code. */
export class ApiError extends Error {
  readonly code: string
  readonly status: number
  constructor(status: number, answer: { code?: string; message?: string; data?: unknown }) {
    const data = answer.data === undefined ? '' : ` ${JSON.stringify(answer.data).slice(0, 500)}`
    super(`${status} ${answer.code ?? ''}: ${answer.message ?? ''}${data}`)
    this.code = answer.code ?? ''
    this.status = status
  }
}

/** Creates the first owner, workspace and brand, and signs in. */
export async function setUpOwner(url: string, brand: { timeZone?: string; language?: 'en' | 'zh-TW' } = {}): Promise<Owner> {
  const language = brand.language ?? 'en'
  await request(url, 'POST', '/api/v1/setup', {
    ...ownerLogin,
    workspaceName: 'Ember Tea House',
    brand: { name: 'Ember Tea House', language, timeZone: brand.timeZone ?? 'Asia/Taipei' },
    language,
  })
  return signIn(url, ownerLogin)
}

export async function signIn(url: string, login: { email: string; password: string }): Promise<Owner> {
  const answer = await fetch(`${url}/api/auth/sign-in/email`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', origin: url },
    body: JSON.stringify({ email: login.email, password: login.password }),
  })
  if (!answer.ok) throw new Error(`Sign-in answered ${answer.status}: ${await answer.text()}`)
  const cookie = answer.headers
    .getSetCookie()
    .map((one) => one.split(';')[0])
    .join('; ')
  const call: Owner['call'] = (method, path, body, headers = {}) => request(url, method, `/api/v1${path}`, body, { cookie, ...headers })
  const me = await call<Me>('GET', '/me')
  const brandId = me.brands[0]?.id
  if (!brandId) throw new Error('The owner has no brand')
  const upload: Owner['upload'] = (file, name, type) => {
    const form = new FormData()
    form.set('brandId', brandId)
    form.set('file', new Blob([Buffer.from(file)], { type }), name)
    return request(url, 'POST', '/api/v1/media', form, { cookie })
  }
  return { me, cookie, brandId, call, upload }
}

async function request<Answer>(
  url: string,
  method: string,
  path: string,
  body?: unknown,
  headers: Readonly<Record<string, string>> = {},
): Promise<Answer> {
  const form = body instanceof FormData
  const answer = await fetch(`${url}${path}`, {
    method,
    headers: { ...headers, ...(form || body === undefined ? {} : { 'content-type': 'application/json' }) },
    ...(body === undefined ? {} : { body: form ? body : JSON.stringify(body) }),
  })
  const text = await answer.text()
  const parsed: unknown = text === '' ? undefined : JSON.parse(text)
  if (!answer.ok) throw new ApiError(answer.status, parsed as { code?: string; message?: string; data?: unknown })
  return parsed as Answer
}

/** Connects a Bluesky account by app password through the API. */
export async function connectBluesky(owner: Owner, account: { handle: string; password: string; server: string }): Promise<Account> {
  const answer = await owner.call<{ account: Account }>('POST', '/accounts', {
    brandId: owner.brandId,
    network: 'bluesky',
    way: 'app-password',
    fields: { identifier: account.handle, password: account.password, server: account.server },
  })
  return answer.account
}

export function createPost(
  owner: Owner,
  post: { texts: readonly string[]; accountIds: readonly string[]; images?: readonly MediaItem[]; when?: When; key?: string },
): Promise<Post> {
  const parts = post.texts.map((text, index) => ({
    text,
    media: index === 0 ? (post.images ?? []).map((image) => ({ mediaId: image.id, alt: 'A cup of tea' })) : [],
  }))
  const body = {
    brandId: owner.brandId,
    content: { parts, languages: ['en'] },
    accountIds: post.accountIds,
    ...(post.when ? { when: post.when } : {}),
  }
  return owner.call('POST', '/posts', body, post.key ? { 'idempotency-key': post.key } : {})
}

export function getPost(owner: Owner, postId: string): Promise<Post> {
  return owner.call('GET', `/posts/${postId}`)
}

export function attemptsOf(owner: Owner, deliveryId: string): Promise<Attempt[]> {
  return owner.call('GET', `/deliveries/${deliveryId}/attempts`)
}
