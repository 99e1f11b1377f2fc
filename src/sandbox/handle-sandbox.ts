import { html } from '#kit/html'

import { doWhatWasAsked } from './do-what-was-asked.ts'
import { fontAnswer } from './fonts.ts'
import { networkPage, overview, postPage, profilePage } from './page-views.ts'
import { address, type Network, page, pathOf, type View, viewOf } from './page.ts'
import type { Sandbox } from './sandbox.ts'
import { visitorOf } from './visitor.ts'

/** Answers what is asked below the sandbox's address. */
export async function handleSandbox(sandbox: Sandbox, request: Request): Promise<Response> {
  if (isForeign(request)) return new Response('Another site sent this request in your name, so it was refused.', { status: 403 })
  const url = new URL(request.url)
  const path = pathBelow(sandbox, url.pathname)
  const view = viewOf({ sandbox, visitor: visitorOf(request), here: `${pathOf(sandbox)}${path ?? '/'}${url.search}` })
  if (path === '/') return show(view, url.searchParams)
  const font = await fontAnswer(path ?? '')
  if (font) return font
  const [, first = '', ...rest] = path?.split('/') ?? []
  const network = sandbox.networks.find(({ id }) => id === first)
  if (network) return networkAnswer(view, network, { request, path: `/${rest.join('/')}` })
  return request.method === 'POST' && rest.length === 0 ? submitted(view, first, request) : nothing(view)
}

function pathBelow({ base }: Pick<Sandbox, 'base'>, path: string): string | undefined {
  const above = pathOf({ base })
  return path.startsWith(`${above}/`) ? path.slice(above.length) : undefined
}

/** A form on somebody else's page cannot act here: browsers say where a form comes from. */
function isForeign(request: Request): boolean {
  if (request.method === 'GET' || request.method === 'HEAD') return false
  const origin = request.headers.get('origin')
  return origin === null || !URL.canParse(origin) || new URL(origin).host !== new URL(request.url).host
}

function show(view: View, query: URLSearchParams): Response {
  const network = view.sandbox.networks.find(({ id }) => id === query.get('network'))
  if (!network) return query.has('network') ? nothing(view) : overview(view)
  const [postId, profileId] = [query.get('post'), query.get('profile')]
  if (postId !== null) {
    const post = view.posts(network).get(postId)
    return post ? postPage(view, network, post) : nothing(view)
  }
  if (profileId === null) return networkPage(view, network)
  const profile = view.people(network).get(profileId)
  return profile ? profilePage(view, network, profile) : nothing(view)
}

function nothing(view: View): Response {
  return page(view, { title: view.visitor.say('nothing'), status: 404, body: html`<h2>${view.visitor.say('nothing')}</h2>` })
}

/** A post's own address shows it with its answers; everything else below a network is the stand-in's own: pictures, sign-in pages. */
async function networkAnswer(
  view: View,
  network: Network,
  { request, path }: { readonly request: Request; readonly path: string },
): Promise<Response> {
  if (request.method === 'GET' && request.headers.get('accept')?.includes('text/html') === true) {
    const post = [...view.posts(network).values()].find(
      ({ url }) => URL.canParse(url) && new URL(url).pathname === new URL(request.url).pathname,
    )
    if (post) return postPage(view, network, post)
  }
  return network.standIn.handle(await asAskedThere(request, path))
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

async function submitted(view: View, what: string, request: Request): Promise<Response> {
  const form = await request.formData().catch(() => undefined)
  if (!form) return nothing(view)
  const done = await doWhatWasAsked(what, { sandbox: view.sandbox, visitor: view.visitor, form })
  if (done.kind === 'unknown') return nothing(view)
  if (done.kind === 'refused')
    return done.network
      ? networkPage(viewOf({ ...view, here: address(view.sandbox, { network: done.network.id }) }), done.network, done.problem)
      : overview(view, done.problem)
  return new Response(null, {
    status: 303,
    headers: { location: done.back, ...(done.cookie === undefined ? {} : { 'set-cookie': done.cookie }) },
  })
}
