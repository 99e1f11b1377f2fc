import { html } from '#kit/html'
import type { Json } from '#kit/json'

import { pageIn } from './stand-in-page.ts'
import type { StandInWorld } from './stand-in.ts'

/** What Google's services have alike: how they are asked, say no and look. For stand-ins. */
export interface GoogleServer<State> {
  readonly world: StandInWorld
  readonly state: State
}

/** A request with its body read. */
export interface GoogleAsked<State> {
  readonly server: GoogleServer<State>
  readonly request: Request
  readonly url: URL
  readonly body: Uint8Array<ArrayBuffer>
}

/** A refusal in one of Google's forms. */
export class Refused extends Error {
  override readonly name = 'Refused'
  readonly status: number
  readonly answer: Json
  constructor(status: number, answer: Json) {
    super(JSON.stringify(answer))
    this.status = status
    this.answer = answer
  }
}

/** What google.rpc.Status calls each. */
export const statuses: Readonly<Record<number, string>> = {
  400: 'INVALID_ARGUMENT',
  401: 'UNAUTHENTICATED',
  403: 'PERMISSION_DENIED',
  404: 'NOT_FOUND',
  429: 'RESOURCE_EXHAUSTED',
}

/** Answers a request, also where it is refused. */
export async function handle<State>(
  server: GoogleServer<State>,
  request: Request,
  answer: (asked: GoogleAsked<State>) => Promise<Response>,
): Promise<Response> {
  const url = new URL(request.url)
  // The request came to the address it names, whatever the machine behind calls itself.
  const asked = { server, request, url, body: new Uint8Array(await request.arrayBuffer()) }
  try {
    return await answer(asked)
  } catch (error) {
    if (error instanceof Refused) return Response.json(error.answer, { status: error.status })
    throw error
  }
}

/** A picture or film that somebody put there, as no page may use it to run anything; `data` in base64. */
export function fileOf({ mimeType, data }: { readonly mimeType: string; readonly data: string }): Response {
  const headers = {
    'content-type': mimeType,
    'x-content-type-options': 'nosniff',
    'content-security-policy': "default-src 'none'; sandbox",
    'cache-control': 'public, max-age=86400',
  }
  return new Response(Buffer.from(data, 'base64'), { headers })
}

export const page = pageIn(
  html`body{max-width:42rem;margin:2rem auto;padding:0 1rem;font:16px/1.5 system-ui,sans-serif;color-scheme:light dark}
  article{border-top:1px solid #8886;padding:.5rem
  0}.text{white-space:pre-wrap;overflow-wrap:anywhere}h2{font-size:1.1rem}img,video{max-width:100%;max-height:24rem}button,select{font:inherit;padding:.3rem
  .8rem}`,
)
