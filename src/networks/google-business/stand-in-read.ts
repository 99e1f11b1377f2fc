import { grantBehind } from '../stand-in-google-tokens.ts'
import type { StandIn } from '../stand-in.ts'
import type { Server } from './stand-in-wire.ts'

type Asking = Parameters<StandIn['read']>[0]

/** Whose request this is, by the location in its address or else by the token, and which step of Hearth's work it does. */
export function readRequest(server: Server, request: Asking): ReturnType<StandIn['read']> {
  const url = new URL(request.url, server.world.origin)
  const { pathname } = url
  const location = /\/locations\/(\d+)/.exec(pathname)?.[1]
  return { profileId: location ?? grantBehind(server, request)?.profileId, step: stepOf(request, url) }
}

const steps: readonly (readonly [request: RegExp, step: string])[] = [
  [/^POST .*\/localPosts$/, 'part 1'],
  [/^GET .*\/localPosts$/, 'look-up'],
  [/^GET .*\/localPosts\//, 'settled 1'],
  [/^PATCH .*\/localPosts\//, 'edit'],
  [/^DELETE .*\/localPosts\//, 'take-down'],
  [/^PUT .*\/reply$/, 'reply 1'],
  [/^DELETE .*\/reply$/, 'take-down'],
  [/^GET .*\/reviews\/[^/]+$/, 'standing 1'],
]

function stepOf({ method, body }: Asking, { pathname, searchParams }: URL): string {
  if (pathname === '/token') return Buffer.from(body).toString().includes('grant_type=refresh_token') ? 'refresh' : 'other'
  const request = `${method} ${pathname}`
  // Whoever looks for a reply asks for nothing else of a review.
  if (searchParams.has('fields')) return 'look-up'
  // Whoever looks for a post asks for as many as there are on a page.
  if (request.endsWith('/localPosts') && searchParams.get('pageSize') === '50') return 'before 1'
  return steps.find(([pattern]) => pattern.test(request))?.[1] ?? 'other'
}
