import type { StandIn } from '../stand-in.ts'
import type { Asset, Post, Server } from './stand-in-state.ts'

type Read = StandIn['read']

/** Whose request this is and which step of publishing it does. */
export function readRequest(server: Server, { method, url: address, headers, body }: Parameters<Read>[0]): ReturnType<Read> {
  const { state, world } = server
  const url = new URL(address, world.origin)
  const said = Buffer.from(body).toString('latin1')
  if (url.pathname === '/store') {
    const asset = state.assets.find(({ key }) => said.includes(key))
    return { profileId: asset?.personId, step: asset ? stepOfFile(state, asset) : 'other' }
  }
  const written = headers.get('authorization')?.replace(/^bearer /i, '')
  const refreshed = new URLSearchParams(said).get('refresh_token')
  const grant = state.grants.find(
    ({ access, refresh }) => access.some(({ token }) => token === written) || (refresh !== undefined && refresh === refreshed),
  )
  const profileId = grant?.personId
  const step =
    method === 'POST' ? stepOfPost(state, { pathname: url.pathname, said, profileId }) : stepOfGet(state.posts, { url, profileId })
  return { profileId, step }
}

/** A picture is the cover of a film that was sent before it and is no post yet, however often it is sent. */
function stepOfFile({ assets, posts }: Pick<Server['state'], 'assets' | 'posts'>, { personId, mimeType }: Of): string {
  if (mimeType.startsWith('video')) return 'video'
  const film = assets.some(
    (each) => each.personId === personId && each.mimeType.startsWith('video/') && !posts.some((post) => post.assets.includes(each.id)),
  )
  return film ? 'poster' : 'image'
}

interface Of extends Pick<Asset, 'mimeType'> {
  readonly personId: string | undefined
}

interface Whose {
  readonly profileId: string | undefined
}

function stepOfPost(
  state: Pick<Server['state'], 'assets' | 'posts'>,
  { pathname, said, profileId }: Whose & { readonly pathname: string; readonly said: string },
): string {
  if (pathname === '/api/v1/access_token') return said.includes('grant_type=refresh_token') ? 'refresh' : 'other'
  if (pathname === '/api/media/asset.json')
    return stepOfFile(state, { personId: profileId, mimeType: new URLSearchParams(said).get('mimetype') ?? '' })
  if (pathname.startsWith('/api/submit') || pathname === '/api/comment') return 'part 1'
  return pathname === '/api/del' ? 'take-down' : 'other'
}

/** Whoever looks for one post asks for few; whoever reads everything, for as many as there are on a page. */
function stepOfGet(posts: readonly Post[], { url, profileId }: Whose & { readonly url: URL }): string {
  const { pathname, searchParams } = url
  if (/^\/r\/[^/]+\/(?:about|api\/link_flair_v2)$/.test(pathname) || pathname.endsWith('/post_requirements')) return 'community'
  const looks = searchParams.get('limit') === '25'
  if (!looks || !/^\/(?:user\/[^/]+\/(?:submitted|comments)|message\/sent)$/.test(pathname)) return 'other'
  const last = posts.findLast(({ personId }) => personId === profileId)
  const waits = pathname.endsWith('/submitted') && (last?.kind === 'image' || last?.kind === 'video')
  return waits ? 'appeared 1' : 'look-up'
}
