import { isOver, later } from '../stand-in-time.ts'
import { newId, type Publish, type Server } from './stand-in-state.ts'

type Status = 'PROCESSING_UPLOAD' | 'PROCESSING_DOWNLOAD' | 'SEND_TO_USER_INBOX' | 'PUBLISH_COMPLETE' | 'FAILED'

/** How a publish stands by now; what has been processed meanwhile becomes a post or a draft in the inbox. */
export function settle(server: Server, publish: Publish): { readonly status: Status; readonly postId?: string } {
  const { readyAt, upload } = publish
  if (readyAt === undefined || !isOver(server, readyAt)) return { status: upload ? 'PROCESSING_UPLOAD' : 'PROCESSING_DOWNLOAD' }
  if (publish.failed !== undefined) return { status: 'FAILED' }
  if (publish.mode === 'draft') return { status: 'SEND_TO_USER_INBOX' }
  const post = server.state.posts.find(({ id }) => id === publish.postId) ?? makePost(server, publish, readyAt)
  // Only what everybody may see has an id for others, and only after somebody looked at it.
  const isTold = post.info.privacy === 'PUBLIC_TO_EVERYONE' && isOver(server, post.publicAt)
  return { status: 'PUBLISH_COMPLETE', ...(isTold ? { postId: post.id } : {}) }
}

/** Everything that has been processed by now. */
export function settleAll(server: Server): void {
  for (const publish of server.state.publishes) settle(server, publish)
}

function makePost(server: Server, publish: Publish, at: string) {
  const { personId, kind, info, film, pictures, cover } = publish
  const post = {
    id: newId(),
    personId,
    kind,
    info,
    ...(film ? { film } : {}),
    pictures,
    cover,
    at,
    publicAt: later(Temporal.Instant.from(at), server.settings.moderationSeconds),
    byApi: true,
    likes: [],
    reposts: [],
  }
  publish.postId = post.id
  publish.pictures = []
  delete publish.film
  server.state.posts.push(post)
  server.world.changed()
  return post
}
