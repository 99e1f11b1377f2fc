import { request } from 'undici'
import { z } from 'zod'

import type { TestAccount } from './bluesky.ts'

/** Does what a person does on the server's sign-in page, without a browser; the result are the query parameters they come back with. */
export async function answerSignIn(
  page: string,
  { account, answer }: { readonly account: TestAccount; readonly answer: 'consent' | 'reject' },
): Promise<Readonly<Record<string, string>>> {
  const visit = new Visit(page)
  await visit.open()
  if (answer === 'reject') return parametersOf(await visit.send('reject', {}))
  const { ephemeralToken } = z
    .object({ ephemeralToken: z.string() })
    .parse(await visit.send('sign-in', { locale: 'en', username: account.handle, password: account.password, remember: false }))
  return parametersOf(await visit.send('consent', { did: account.did }, ephemeralToken))
}

function parametersOf(answer: unknown): Readonly<Record<string, string>> {
  const { url } = z.object({ url: z.url() }).parse(answer)
  const { redirect_mode: _mode, redirect_uri: _uri, ...parameters } = Object.fromEntries(new URL(url).searchParams)
  return parameters
}

/** One visit to the page: its cookies, and the headers a browser would send. */
class Visit {
  readonly #page: URL
  readonly #cookies = new Map<string, string>()

  constructor(page: string) {
    this.#page = new URL(page)
  }

  async open(): Promise<void> {
    const headers = { 'sec-fetch-mode': 'navigate', 'sec-fetch-site': 'cross-site', 'sec-fetch-dest': 'document' }
    const response = await request(this.#page, { headers })
    this.#keepCookies(response.headers['set-cookie'])
    const text = await response.body.text()
    if (response.statusCode !== 200) throw new Error(`The sign-in page answered ${response.statusCode}: ${text.slice(0, 300)}`)
  }

  async send(endpoint: string, body: unknown, token?: string): Promise<unknown> {
    const headers = {
      'sec-fetch-mode': 'same-origin',
      'sec-fetch-site': 'same-origin',
      origin: this.#page.origin,
      referer: this.#page.href,
      'content-type': 'application/json',
      'x-csrf-token': this.#cookies.get('csrf-token') ?? '',
      cookie: [...this.#cookies].map(([name, value]) => `${name}=${value}`).join('; '),
      ...(token ? { authorization: `Bearer ${token}` } : {}),
    }
    const url = new URL(`/@atproto/oauth-provider/~api/${endpoint}`, this.#page)
    const response = await request(url, { method: 'POST', headers, body: JSON.stringify(body) })
    this.#keepCookies(response.headers['set-cookie'])
    const text = await response.body.text()
    if (response.statusCode !== 200)
      throw new Error(`The sign-in page’s ${endpoint} answered ${response.statusCode}: ${text.slice(0, 300)}`)
    return JSON.parse(text)
  }

  #keepCookies(set: string | string[] | undefined): void {
    for (const cookie of [set ?? []].flat()) {
      const [, name, value] = /^([^=]+)=([^;]*)/.exec(cookie) ?? []
      if (name !== undefined && value !== undefined) this.#cookies.set(name, value)
    }
  }
}
