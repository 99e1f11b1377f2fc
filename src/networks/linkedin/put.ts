import { exchange } from '../exchange.ts'
import { notUnderstood, shorten } from '../failures.ts'
import type { NetworkEnvironment, Outcome } from '../network.ts'
import type { Session } from './session.ts'

interface Sending {
  readonly session: Session
  readonly url: string
  readonly bytes: Uint8Array | FormData
  readonly headers?: Readonly<Record<string, string>>
  /** Pictures and documents are asked for the token once more, pieces of a film are not. */
  readonly signed: boolean
}

/** Sends bytes to an address that the network gave out, and says what the answer calls them. */
export async function send(
  { session, url: address, bytes, headers = {}, signed }: Sending,
  environment: NetworkEnvironment,
): Promise<Outcome<{ readonly etag: string }>> {
  const url = new URL(address)
  const situation = { host: url.host, final: false, now: environment.now() }
  const isForm = bytes instanceof FormData
  const init: RequestInit = {
    method: isForm ? 'POST' : 'PUT',
    headers: {
      ...(isForm ? {} : { 'content-type': 'application/octet-stream' }),
      ...headers,
      ...(signed && isTheirs(url, session) ? { authorization: `Bearer ${session.token}` } : {}),
    },
    body: isForm ? bytes : new Uint8Array(bytes),
    signal: environment.signal,
    redirect: 'manual',
  }
  const came = await exchange({ url, init, fetch: environment.fetch }, situation)
  if (!came.answered) return { ok: false, trouble: came.trouble }
  const { response, text } = came
  if (response.status === 200 || response.status === 201)
    return { ok: true, value: { etag: (response.headers.get('etag') ?? '').replace(/^"|"$/g, '') } }
  const detail = shorten(`${response.status} ${text}`)
  // The address has run out, or the network no longer knows it.
  if ([401, 403, 404, 410].includes(response.status))
    return { ok: false, trouble: { kind: 'unavailable', reason: { code: 'upload-gone', detail } } }
  if (response.status >= 400 && response.status < 500 && ![408, 409, 425, 429].includes(response.status)) {
    return { ok: false, trouble: { kind: 'rejected', reason: { code: 'media-refused', detail } } }
  }
  return { ok: false, trouble: notUnderstood({ response, text }, situation) }
}

/** A token goes to the network only, wherever an answer may point. */
function isTheirs({ protocol, hostname, origin }: URL, { api }: Session): boolean {
  if (origin === new URL(api).origin) return true
  return protocol === 'https:' && hostname.endsWith('.linkedin.com') && new URL(api).hostname.endsWith('.linkedin.com')
}
