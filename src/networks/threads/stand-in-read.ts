import type { StandIn } from '../stand-in.ts'
import type { Server } from './stand-in-state.ts'

type Read = StandIn['read']

/** Whose request this is and which step of publishing it does. */
export function readRequest(server: Server, { method, url: address, headers, body }: Parameters<Read>[0]): ReturnType<Read> {
  const { state, world } = server
  const url = new URL(address, world.origin)
  const form = new URLSearchParams(method === 'POST' ? Buffer.from(body).toString() : '')
  const written =
    headers.get('authorization')?.replace(/^Bearer\s+/i, '') ?? url.searchParams.get('access_token') ?? form.get('access_token')
  const profileId = state.tokens.find(({ token }) => token === written)?.personId
  const step =
    method === 'POST'
      ? stepOfPost(server, { pathname: url.pathname, form, by: profileId })
      : method === 'DELETE'
        ? 'take-down'
        : stepOfGet(server, url)
  return { profileId, step }
}

function stepOfPost(
  { state }: Server,
  { pathname, form, by }: { pathname: string; form: URLSearchParams; by: string | undefined },
): string {
  if (pathname.endsWith('/threads_publish')) {
    const container = state.containers.find(({ id }) => id === form.get('creation_id'))
    return `part ${depthOf({ state }, container?.replyTo, container?.personId)}`
  }
  if (!pathname.endsWith('/threads')) return 'other'
  return form.get('is_carousel_item') === 'true' ? 'item' : `container ${depthOf({ state }, form.get('reply_to_id') ?? undefined, by)}`
}

/** Which part of its thread answers this post: one more than it. What answers somebody else is the first of its own. */
function depthOf({ state }: Pick<Server, 'state'>, replyTo: string | undefined, by: string | undefined): number {
  const above = state.posts.find(({ id }) => id === replyTo)
  return above === undefined || above.personId !== by ? 1 : 1 + depthOf({ state }, above.replyTo, by)
}

/** A container's state is read to wait for it, and again to find out whether it was published; whoever looks also asks for its id. */
function stepOfGet({ state }: Server, { pathname, searchParams }: URL): string {
  const last = pathname.split('/').at(-1) ?? ''
  const fields = (searchParams.get('fields') ?? '').split(',')
  if (last === 'refresh_access_token') return 'refresh'
  if (last === 'threads_publishing_limit') return 'quota'
  if (last === 'threads' || last === 'replies') {
    if (searchParams.has('since')) return 'other'
    return fields.join() === 'id' ? 'ready' : fields.includes('shortcode') ? 'quote' : 'look-up'
  }
  const container = state.containers.find(({ id }) => id === last)
  if (container) return fields.includes('id') ? 'look-up' : container.isItem ? 'items' : 'ready'
  return state.posts.some(({ id }) => id === last) && fields.join() === 'permalink' ? 'permalink 1' : 'other'
}
