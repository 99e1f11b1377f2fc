import type { StandIn } from '../stand-in.ts'
import type { Server } from './stand-in-state.ts'

type Read = StandIn['read']

/** Whose request this is and which step of publishing it does. */
export function readRequest({ state, world }: Server, { method, url: address, headers, body }: Parameters<Read>[0]): ReturnType<Read> {
  const url = new URL(address, world.origin)
  const form = new URLSearchParams(method === 'POST' ? Buffer.from(body).toString() : '')
  const written =
    headers.get('authorization')?.replace(/^Bearer\s+/i, '') ?? url.searchParams.get('access_token') ?? form.get('access_token')
  const profileId = state.tokens.find(({ token }) => token === written)?.personId
  return { profileId, step: method === 'POST' ? stepOfPost(url, form) : stepOfGet(state, url) }
}

function stepOfPost({ pathname }: URL, form: URLSearchParams): string {
  if (pathname.endsWith('/media_publish')) return 'part 1'
  if (pathname.endsWith('/comments')) return 'comment 1'
  if (pathname.endsWith('/replies')) return 'part 1'
  if (!pathname.endsWith('/media')) return 'other'
  return form.get('media_type') === 'CAROUSEL' ? 'carousel 1' : 'container'
}

/** A container's state is read to wait for it, and again to find out whether it was published; whoever looks also asks for its id. */
function stepOfGet({ containers, media }: Server['state'], { pathname, searchParams }: URL): string {
  const last = pathname.split('/').at(-1) ?? ''
  const fields = (searchParams.get('fields') ?? '').split(',')
  if (last === 'refresh_access_token') return 'refresh'
  if (last === 'content_publishing_limit') return 'quota'
  if (last === 'comments') return 'comment 1'
  if (last === 'replies') return 'look-up'
  if (fields.includes('comments_count') || fields.includes('media_product_type')) return 'other'
  if (last === 'media' || last === 'stories')
    return (fields.includes('caption') || fields.includes('permalink')) && !searchParams.has('since')
      ? 'look-up'
      : fields.join() === 'id'
        ? 'ready 1'
        : 'other'
  const container = containers.find(({ id }) => id === last)
  if (container) return fields.includes('id') ? 'look-up' : container.isItem ? 'items 1' : 'ready 1'
  return media.some(({ id }) => id === last) && fields.includes('permalink') ? 'permalink 1' : 'other'
}
