import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'

import { readAll } from '#kit/storage'

import type { StandIn } from './stand-in.ts'

export interface Served {
  /** Without a slash at the end. */
  readonly origin: string
  close(): Promise<void>
}

/** Puts something that answers requests on loopback. `port` 0 takes a free one; what is asked before `handle` is known waits for it. */
export async function serve(
  handle: (request: Request) => Promise<Response>,
  { port = 0 }: { readonly port?: number } = {},
): Promise<Served> {
  const server = createServer((incoming, outgoing) => {
    answer(incoming, outgoing, handle).catch((error: unknown) => {
      // A stand-in that throws is broken; whoever asked sees that rather than silence.
      outgoing.writeHead(500, { 'content-type': 'text/plain' }).end(error instanceof Error ? (error.stack ?? error.message) : String(error))
    })
  })
  server.keepAliveTimeout = 30_000
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(port, '127.0.0.1', resolve)
  })
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('The server has no port.')
  return {
    origin: `http://127.0.0.1:${address.port}`,
    close: async () => {
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}

/** Opens a stand-in on a port of its own. */
export async function serveStandIn(
  open: (origin: string) => StandIn,
  options: { readonly port?: number } = {},
): Promise<Served & { readonly standIn: StandIn }> {
  const ready = Promise.withResolvers<StandIn>()
  const served = await serve(async (request) => (await ready.promise).handle(request), options)
  const standIn = open(served.origin)
  ready.resolve(standIn)
  return { ...served, standIn }
}

async function answer(incoming: IncomingMessage, outgoing: ServerResponse, handle: (request: Request) => Promise<Response>): Promise<void> {
  const response = await handle(await asRequest(incoming))
  const headers = [...response.headers].filter(([name]) => name !== 'set-cookie')
  for (const [name, value] of headers) outgoing.setHeader(name, value)
  const cookies = response.headers.getSetCookie()
  if (cookies.length > 0) outgoing.setHeader('set-cookie', cookies)
  outgoing.writeHead(response.status)
  outgoing.end(Buffer.from(await response.arrayBuffer()))
}

async function asRequest(incoming: IncomingMessage): Promise<Request> {
  const headers = new Headers()
  for (const [name, value] of Object.entries(incoming.headers)) {
    for (const one of [value ?? []].flat()) headers.append(name, one)
  }
  const method = incoming.method ?? 'GET'
  const url = `http://${incoming.headers.host ?? '127.0.0.1'}${incoming.url ?? '/'}`
  if (method === 'GET' || method === 'HEAD') return new Request(url, { method, headers })
  return new Request(url, { method, headers, body: Buffer.from(await readAll(incoming)) })
}
