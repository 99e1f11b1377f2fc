/** Where the same is asked: who asks there, with which tokens, and a picture that was uploaded. */
export interface Place {
  readonly origin: string
  readonly did: string
  readonly handle: string
  readonly password: string
  access: string
  refresh: string
  readonly blob: unknown
}

export interface Answer {
  readonly status: number
  readonly body: unknown
}

export async function ask(origin: string, path: string, init: RequestInit = {}): Promise<Answer> {
  const response = await fetch(new URL(`/xrpc/${path}`, origin), init)
  const text = await response.text()
  return { status: response.status, body: text === '' ? '' : JSON.parse(text) }
}

/** In the name of who asks there; without an access token in nobody's. */
export function post(
  { origin, access }: { readonly origin: string; readonly access?: string },
  method: string,
  body: unknown,
): Promise<Answer> {
  const headers = { 'content-type': 'application/json', ...(access === undefined ? {} : { authorization: `Bearer ${access}` }) }
  return ask(origin, method, { method: 'POST', headers, body: JSON.stringify(body) })
}

/** A picture of one pixel. */
export const png = Buffer.from('iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==', 'base64')

export type Call = (at: Place) => Promise<Answer>
