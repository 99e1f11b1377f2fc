import type { StandIn } from '../stand-in.ts'
import type { Server } from './stand-in-state.ts'
import { uploadAt } from './stand-in-upload.ts'

type Read = StandIn['read']

/** Whose request this is and which step of publishing it does. */
export function readRequest({ state, world }: Server, { method, url: address, headers, body }: Parameters<Read>[0]): ReturnType<Read> {
  const url = new URL(address, world.origin)
  if (method === 'PUT') return { profileId: uploadAt({ state }, url)?.personId, step: stepOfChunk(headers) }
  const written = headers.get('authorization')?.replace(/^Bearer\s+/i, '')
  const said = Buffer.from(body).toString()
  const refreshed = new URLSearchParams(said).get('refresh_token')
  const grant = state.grants.find(({ access, refresh }) => access.some(({ token }) => token === written) || refresh === refreshed)
  return { profileId: grant?.personId, step: stepOf(state, url, said) }
}

/** The last chunk makes the post appear. */
function stepOfChunk(headers: Headers): string {
  const [, last, total] = /-(\d+)\/(\d+)$/.exec(headers.get('content-range') ?? '') ?? []
  return Number(last) + 1 === Number(total) ? 'part 1' : 'chunk'
}

function stepOf(state: Server['state'], { pathname, searchParams }: URL, body: string): string {
  if (pathname.endsWith('/creator_info/query/')) return 'creator'
  if (pathname.endsWith('/video/init/')) return 'init 1'
  if (pathname.endsWith('/content/init/')) return 'part 1'
  if (pathname.endsWith('/status/fetch/')) return stepOfStatus(state, body)
  // Whoever looks for one post needs no cover and no length of it.
  if (pathname.endsWith('/video/list/')) return searchParams.get('fields')?.includes('duration') === true ? 'other' : 'look-up'
  return pathname.endsWith('/oauth/token/') && body.includes('grant_type=refresh_token') ? 'refresh' : 'other'
}

/** Before everything has arrived nobody waits for it yet: that is a look. */
function stepOfStatus({ publishes }: Server['state'], body: string): string {
  const publish = publishes.find(({ id }) => body.includes(JSON.stringify(id)))
  return publish && publish.readyAt === undefined ? 'look-up' : 'confirm 1'
}
