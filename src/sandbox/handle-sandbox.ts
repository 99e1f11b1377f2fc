import type { Sandbox } from './sandbox.ts'

/** Answers what is asked below the sandbox's address. */
export async function handleSandbox(sandbox: Sandbox, request: Request): Promise<Response> {
  if (isForeign(request)) return new Response('Another site sent this request in your name, so it was refused.', { status: 403 })
  const path = pathBelow(sandbox, new URL(request.url).pathname)
  const [, networkId = '', ...rest] = path?.split('/') ?? []
  const network = sandbox.networks.find(({ id }) => id === networkId)
  if (!network) return new Response('There is nothing at this address.', { status: 404 })
  return network.standIn.handle(await asAskedThere(request, `/${rest.join('/')}`))
}

function pathBelow({ base }: Sandbox, path: string): string | undefined {
  const above = new URL(base).pathname.replace(/\/$/, '')
  return path.startsWith(`${above}/`) ? path.slice(above.length) : undefined
}

/** A form on somebody else's page cannot act here: browsers say where a form comes from. */
function isForeign(request: Request): boolean {
  if (request.method === 'GET' || request.method === 'HEAD') return false
  const origin = request.headers.get('origin')
  return origin === null || !URL.canParse(origin) || new URL(origin).host !== new URL(request.url).host
}

/** The same request as the stand-in gets it on its own port, without what is only Hearth's business. */
async function asAskedThere(request: Request, path: string): Promise<Request> {
  const url = new URL(request.url)
  url.pathname = path
  const headers = new Headers(request.headers)
  headers.delete('cookie')
  const body = request.method === 'GET' || request.method === 'HEAD' ? undefined : await request.arrayBuffer()
  return new Request(url, { method: request.method, headers, ...(body === undefined ? {} : { body }) })
}
