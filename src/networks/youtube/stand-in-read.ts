import { grantBehind } from '../stand-in-google-tokens.ts'
import type { StandIn } from '../stand-in.ts'
import type { Server } from './stand-in-wire.ts'

type Asking = Parameters<StandIn['read']>[0]

/** Whose request this is and which step of publishing it does. */
export function readRequest(server: Server, request: Asking): ReturnType<StandIn['read']> {
  const url = new URL(request.url, server.world.origin)
  return { profileId: grantBehind(server, request)?.channelId, step: stepOf(server, request, url) }
}

const steps: Readonly<Record<string, string>> = {
  'POST /upload/youtube/v3/videos': 'session',
  'POST /upload/youtube/v3/thumbnails/set': 'thumbnail',
  'POST /upload/youtube/v3/captions': 'captions',
  'POST /youtube/v3/playlistItems': 'playlist',
  'POST /youtube/v3/commentThreads': 'comment',
  'GET /youtube/v3/commentThreads': 'comment',
  'POST /youtube/v3/comments': 'part 1',
  'GET /youtube/v3/comments': 'look-up',
  'DELETE /youtube/v3/comments': 'take-down',
  'GET /youtube/v3/videos': 'processed',
  'PUT /youtube/v3/videos': 'edit',
  'DELETE /youtube/v3/videos': 'take-down',
}

function stepOf(server: Server, { method, headers, body }: Asking, { pathname, searchParams }: URL): string {
  if (pathname === '/token') return Buffer.from(body).toString().includes('grant_type=refresh_token') ? 'refresh' : 'other'
  if (method === 'PUT' && searchParams.has('upload_id')) return pieceOf(server, headers, searchParams.get('upload_id') ?? '')
  if (method === 'GET' && pathname === '/youtube/v3/playlistItems') {
    const isOfUploads = searchParams.get('playlistId')?.startsWith('UU') === true
    return isOfUploads ? (searchParams.get('maxResults') === '50' ? 'look-up' : 'other') : 'playlist'
  }
  // Whoever counts asks for nothing else; whoever publishes, for how the video stands.
  if (method === 'GET' && searchParams.get('part') === 'statistics') return 'other'
  if (searchParams.has('allThreadsRelatedToChannelId')) return 'other'
  return steps[`${method} ${pathname}`] ?? 'other'
}

/** The piece that ends the film makes the video. Asking how far it came belongs to the pieces before, or is a look once all should have come. */
function pieceOf({ state }: Server, headers: Headers, uploadId: string): string {
  const [, to, total] = /^bytes \d+-(\d+)\/(\d+)$/.exec(headers.get('content-range') ?? '') ?? []
  if (to !== undefined) return Number(to) + 1 === Number(total) ? 'part 1' : 'upload'
  const upload = state.uploads.find(({ id }) => id === uploadId)
  return upload && upload.videoId === undefined && upload.bytes - upload.received > 256 * 1024 ? 'upload' : 'look-up'
}
