import type { Json } from '#kit/json'

import { nowAt } from '../stand-in-time.ts'
import { tell } from '../stand-in-webhooks.ts'
import { app } from './stand-in-app.ts'
import { type Comment, personWith, type Server } from './stand-in-state.ts'

/** Tells the app what happened to a comment under a post of a Page that it has subscribed to. */
export function tellOfComment(server: Server, comment: Comment, verb: 'add' | 'edited' | 'remove' | 'hide' | 'unhide'): void {
  const { id, postId, parentId, authorId, text, at } = comment
  const post = server.state.posts.find((each) => each.id === postId)
  if (!post) return
  const value = {
    from: { id: authorId, name: personWith(server, authorId).displayName },
    post: { id: postId, status_type: 'mobile_status_update', is_published: true, permalink_url: `${server.world.webOrigin}/${postId}` },
    ...(verb === 'remove' || verb === 'hide' || verb === 'unhide' ? {} : { message: text }),
    post_id: postId,
    comment_id: id,
    created_time: seconds(at),
    item: 'comment',
    parent_id: parentId ?? postId,
    verb,
  }
  tellChange(server, { pageId: post.authorId, field: 'feed', value })
}

export function tellChange(
  server: Server,
  { pageId, field, value }: { readonly pageId: string; readonly field: string; readonly value: Json },
): void {
  if (!isSubscribed(server, pageId, field)) return
  tell(
    { ...server, appSecret: app.clientSecret },
    { object: 'page', entry: [{ id: pageId, time: seconds(nowAt(server)), changes: [{ field, value }] }] },
  )
}

export function isSubscribed({ state }: Server, pageId: string, field: string): boolean {
  return state.subscriptions.some((each) => each.pageId === pageId && each.fields.includes(field))
}

function seconds(at: string): number {
  return Math.floor(Date.parse(at) / 1000)
}
