import type { SignIn } from '../auth.ts'

/** A browser as far as the sign-in service sees one: it keeps its cookies and has an address of its own. */
export class TestBrowser {
  readonly ip: string
  readonly #auth: SignIn
  readonly #publicUrl: string
  readonly #cookies = new Map<string, string>()

  constructor(auth: SignIn, { ip, publicUrl }: { ip: string; publicUrl: string }) {
    this.#auth = auth
    this.ip = ip
    this.#publicUrl = publicUrl
  }

  get headers(): Headers {
    return new Headers({ cookie: Array.from(this.#cookies, ([name, value]) => `${name}=${value}`).join('; ') })
  }

  post(path: string, body: unknown): Promise<Response> {
    return this.#send(`/api/auth${path}`, { method: 'POST', body: JSON.stringify(body) })
  }

  get(address: string): Promise<Response> {
    return this.#send(address, { method: 'GET' })
  }

  async signIn(email: string, password: string): Promise<this> {
    const answer = await this.post('/sign-in/email', { email, password })
    if (!answer.ok) throw new Error(`Signing in answered ${answer.status}: ${await answer.text()}`)
    return this
  }

  acting(workspace?: string) {
    const { headers } = this
    if (workspace !== undefined) headers.set('hearth-workspace', workspace)
    return this.#auth.resolveActing(headers)
  }

  caller() {
    return this.#auth.resolveCaller(this.headers)
  }

  async #send(address: string, init: RequestInit): Promise<Response> {
    const { headers } = this
    for (const [name, value] of Object.entries({
      'content-type': 'application/json',
      origin: this.#publicUrl,
      'x-hearth-ip': this.ip,
      'user-agent': 'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/153.0.0.0 Safari/537.36',
    }))
      headers.set(name, value)
    const answer = await this.#auth.handler(new Request(new URL(address, this.#publicUrl), { ...init, headers }))
    for (const cookie of answer.headers.getSetCookie()) this.#keep(cookie)
    return answer
  }

  #keep(cookie: string): void {
    const [pair = ''] = cookie.split(';')
    const name = pair.slice(0, pair.indexOf('='))
    if (/max-age=0\b/i.test(cookie)) this.#cookies.delete(name)
    else this.#cookies.set(name, pair.slice(pair.indexOf('=') + 1))
  }
}
