import type { StandIn } from '../stand-in.ts'
import type { Server } from './stand-in-state.ts'

type Read = StandIn['read']

/** Whose request this is and which step of publishing it does. */
export function readRequest({ state, world }: Server, { method, url: address, headers, body }: Parameters<Read>[0]): ReturnType<Read> {
  const url = new URL(address, world.origin)
  const written = headers.get('authorization')?.replace(/^(Bearer|OAuth)\s+/i, '') ?? url.searchParams.get('access_token')
  const token = state.tokens.find((each) => each.token === written)
  const step = method === 'DELETE' ? 'take-down' : method === 'POST' ? stepOfPost(url, headers, body) : stepOfGet(state, url)
  return { profileId: token?.pageId ?? token?.userId, step }
}

const byEdge: Readonly<Record<string, string>> = {
  feed: 'part 1',
  photo_stories: 'part 1',
  photos: 'photo',
  thumbnails: 'cover 1',
  captions: 'captions',
  comments: 'comment 1',
}

function stepOfPost({ pathname }: URL, headers: Headers, body: Uint8Array): string {
  const [, first, , edge] = pathname.split('/')
  if (first === 'video-upload') return 'upload 1'
  if (edge !== undefined && edge in byEdge) return byEdge[edge] ?? 'other'
  if (edge !== 'videos' && edge !== 'video_reels' && edge !== 'video_stories') return 'other'
  const phase = phaseIn(headers, body)
  return phase === 'start' ? 'session 1' : phase === 'transfer' ? 'chunk' : 'part 1'
}

/** A form with a file in it is large and has its texts first. */
function phaseIn(headers: Headers, body: Uint8Array): string | undefined {
  const text = Buffer.from(body.subarray(0, 4096)).toString('latin1')
  if (headers.get('content-type')?.startsWith('multipart/form-data')) return /name="upload_phase"\r\n\r\n(\w+)/.exec(text)?.[1]
  return new URLSearchParams(text).get('upload_phase') ?? undefined
}

/** A video is asked for how much of it has come, and later whether it is out; whoever looks also asks for its post. */
function stepOfGet({ videos }: Server['state'], { pathname, searchParams }: URL): string {
  const [, , node = '', edge] = pathname.split('/')
  const fields = (searchParams.get('fields') ?? '').split(',')
  if (edge === 'published_posts') return searchParams.get('limit') === '100' ? 'other' : 'look-up'
  // Whoever counts asks for the time of each; whoever looks for a story of theirs does not.
  if (edge === 'stories') return fields.includes('creation_time') ? 'other' : 'look-up'
  // Whoever reads an inbox asks for the newest and what they answer; whoever looks for an answer, for the newest alone.
  if (edge === 'comments')
    return !searchParams.has('order') ? 'comment 1' : fields.some((field) => field.startsWith('parent')) ? 'other' : 'look-up'
  if (videos.some(({ id }) => id === node)) return fields.includes('post_id') ? 'look-up' : 'upload 1'
  return edge === undefined && fields.join() === 'id' ? 'refresh' : 'other'
}
