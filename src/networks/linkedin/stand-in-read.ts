import type { StandIn } from '../stand-in.ts'
import type { Server } from './stand-in-state.ts'

type Read = StandIn['read']

/** Whose request this is and which step of publishing it does. */
export function readRequest({ state, world }: Server, { method, url: address, headers, body }: Parameters<Read>[0]): ReturnType<Read> {
  const url = new URL(address, world.origin)
  const written = headers.get('authorization')?.replace(/^Bearer\s+/i, '')
  const form = new URLSearchParams(url.pathname.startsWith('/oauth/') && method === 'POST' ? Buffer.from(body).toString() : '')
  const token = state.tokens.find((each) => [written, form.get('refresh_token'), form.get('token')].includes(each.token))
  const upload = uploadAt({ state }, url)
  return { profileId: token?.profileId ?? upload?.owner, step: stepOf({ state }, method, url) }
}

type Known = Pick<Server, 'state'>

function uploadAt({ state }: Known, { pathname }: URL) {
  const key = pathname.split('/').at(-1) ?? ''
  return state.uploads.find(({ parts, captions, thumbnail }) => [...parts, captions, thumbnail].some((each) => each?.key === key))
}

function stepOf(known: Known, method: string, url: URL): string {
  const { pathname, searchParams } = url
  if (pathname.startsWith('/oauth/')) return /accessToken|introspect/.test(pathname) ? 'refresh' : 'other'
  if (pathname.startsWith('/dms-uploads/')) return stepOfUpload(known, url)
  if (/^\/(?:rest|v2)\/socialActions\//.test(pathname)) return stepOfComment(method, url)
  const [, , resource = '', id] = pathname.split('/')
  const action = searchParams.get('action')
  if (resource === 'posts') return stepOfPost(method, id, searchParams)
  if (resource === 'videos') return action === 'initializeUpload' ? 'video 1' : action === 'finalizeUpload' ? 'finish 1' : 'ready 1'
  if (resource === 'documents') return action === 'initializeUpload' ? 'document 1' : 'ready 1'
  return resource === 'images' ? (action === null ? 'other' : 'image') : 'other'
}

/** The first comment is one under a post; answers stand under a comment, and so does whoever looks for them. */
function stepOfComment(method: string, { pathname }: URL): string {
  if (method === 'DELETE') return 'take-down'
  if (!/urn%3Ali%3Acomment/i.test(pathname)) return 'comment 1'
  return method === 'POST' ? 'part 1' : 'look-up'
}

function stepOfPost(method: string, id: string | undefined, query: URLSearchParams): string {
  if (method === 'POST') return id === undefined ? 'part 1' : 'other'
  if (method === 'DELETE') return 'take-down'
  return id !== undefined || query.get('count') === '50' ? 'look-up' : 'other'
}

function stepOfUpload(known: Known, url: URL): string {
  const upload = uploadAt(known, url)
  const key = url.pathname.split('/').at(-1)
  if (upload?.captions?.key === key) return 'captions 1'
  if (upload?.thumbnail?.key === key) return 'cover 1'
  return upload?.kind === 'video' ? 'piece' : upload?.kind === 'document' ? 'document 1' : 'image'
}
