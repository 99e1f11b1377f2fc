import { z } from 'zod'

import type { StandIn } from '../stand-in.ts'
import { subjectOf } from './stand-in-access.ts'
import type { Server } from './stand-in-wire.ts'

type Asking = Parameters<StandIn['read']>[0]

/** Whose request this is and which step of publishing it does. */
export function readRequest(server: Server, request: Asking): ReturnType<StandIn['read']> {
  const url = new URL(request.url, server.world.origin)
  return { profileId: whose(server, request), step: stepOf(server, request, url) }
}

function whose(server: Server, request: Asking): string | undefined {
  const [scheme, token] = (request.headers.get('authorization') ?? '').split(' ')
  if (scheme === 'Bearer' && token !== undefined) return subjectOf(server, token)
  const form = new URLSearchParams(Buffer.from(request.body).toString())
  return subjectOf(server, form.get('refresh_token') ?? form.get('token') ?? '')
}

function stepOf(server: Server, request: Asking, { pathname, searchParams }: URL): string {
  const { method, body } = request
  if (pathname === '/2/tweets' && method === 'POST' && Buffer.from(body).toString().includes('"edit_options"')) return 'correct'
  if (pathname === '/2/tweets' && method === 'POST') return `part ${partOf(server, body, whose(server, request))}`
  if (/^\/2\/dm_conversations\/.*\/messages$/.test(pathname)) return 'part 1'
  if (/^\/2\/dm_conversations\/.*\/dm_events$/.test(pathname)) return 'look-up'
  if (pathname.startsWith('/2/dm_events/') && method === 'DELETE') return 'take-down'
  if (pathname === '/2/oauth2/token' && Buffer.from(body).toString().includes('grant_type=refresh_token')) return 'refresh'
  if (pathname === '/2/media/metadata') return 'alt'
  if (pathname === '/2/media/upload') return 'processing'
  if (pathname.startsWith('/2/media/upload/')) return uploadStep(server, { pathname, body })
  if (pathname.startsWith('/2/tweets/') && method === 'DELETE') return 'take-down'
  // The profile's own posts without answers are for the calendar; with them, somebody looks for a part.
  if (/^\/2\/users\/\d+\/tweets$/.test(pathname) && searchParams.get('exclude') === 'retweets')
    return searchParams.has('user.fields') ? 'other' : 'look-up'
  return 'other'
}

/** A film is announced, sent and finished by steps of their own. */
function uploadStep({ state }: Server, { pathname, body }: { readonly pathname: string; readonly body: Uint8Array }): string {
  const [, mediaId, what = ''] = /\/upload\/(?:(\d+)\/)?(\w+)$/.exec(pathname) ?? []
  const isFilm =
    mediaId === undefined
      ? Buffer.from(body).toString().includes('tweet_video')
      : state.media.some(({ id, category }) => id === mediaId && category === 'tweet_video')
  if (!isFilm) return 'image'
  return what === 'initialize' ? 'video' : what === 'append' ? 'piece' : 'finish'
}

const Reply = z.object({ reply: z.object({ in_reply_to_tweet_id: z.string() }).optional() })

/** How deep in its author's own thread a post stands, counted from one. */
function partOf({ state }: Server, body: Uint8Array, by: string | undefined): number {
  let depth = 1
  let above = parsed(body)?.reply?.in_reply_to_tweet_id
  while (above !== undefined) {
    const id: string = above
    const post = state.posts.find((each) => each.id === id)
    if (post?.authorId !== by) return depth
    depth += 1
    above = post?.replyTo
  }
  return depth
}

function parsed(body: Uint8Array): z.infer<typeof Reply> | undefined {
  try {
    return Reply.safeParse(JSON.parse(Buffer.from(body).toString())).data
  } catch {
    return undefined // Half a body is no post.
  }
}
