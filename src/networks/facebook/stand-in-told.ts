import type { Json } from '#kit/json'

import { nowAt } from '../stand-in-time.ts'
import { tell } from '../stand-in-webhooks.ts'
import type { StandInMessage } from '../stand-in.ts'
import { app } from './stand-in-app.ts'
import { type Comment, hostOf, type Person, personWith, type Post, type Review, type Server } from './stand-in-state.ts'

/** Tells the app what happened to a comment under a post of a Page that it has subscribed to. */
export function tellOfComment(server: Server, comment: Comment, verb: 'add' | 'edited' | 'remove' | 'hide' | 'unhide'): void {
  const { id, postId, parentId, authorId, text, at } = comment
  const pageId = hostOf(server, postId)
  if (pageId === undefined) return
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
  tellChange(server, { pageId, field: 'feed', value })
}

/** Tells the app what was written to a Page, and what the Page wrote, in the app too. */
export function tellOfMessage(server: Server, { id, from, to, text, at }: StandInMessage): void {
  const people = [personWith(server, from), personWith(server, to)]
  for (const page of people.filter(({ isPage }) => isPage)) {
    const isEcho = page.id === from
    if (!isSubscribed(server, page.id, isEcho ? 'message_echoes' : 'messages')) continue
    const message = { mid: id, text, ...(isEcho ? { is_echo: true, app_id: Number(app.clientId) } : {}) }
    const messaging = [{ sender: { id: from }, recipient: { id: to }, timestamp: Date.parse(at), message }]
    tell({ ...server, appSecret: app.clientSecret }, { object: 'page', entry: [{ id: page.id, time: Date.parse(at), messaging }] })
  }
}

export function tellOfReview(server: Server, { id, pageId, authorId, recommends, text, at }: Review): void {
  const value = {
    item: 'rating',
    verb: 'add',
    open_graph_story_id: id,
    recommendation_type: recommends ? 'POSITIVE' : 'NEGATIVE',
    review_text: text,
    reviewer_id: authorId,
    reviewer_name: personWith(server, authorId).displayName,
    created_time: seconds(at),
  }
  tellChange(server, { pageId, field: 'ratings', value })
}

/** Who is named with @ in somebody's post hears of it. */
export function tellOfMention(server: Server, { id, authorId, text, at }: Post): void {
  for (const page of namedIn(server, text)) {
    if (page.id === authorId) continue
    const by = { sender_id: authorId, sender_name: personWith(server, authorId).displayName }
    tellChange(server, {
      pageId: page.id,
      field: 'mention',
      value: { item: 'post', verb: 'add', post_id: id, message: text, created_time: seconds(at), ...by },
    })
  }
}

export function namedIn({ state }: Pick<Server, 'state'>, text: string): readonly Person[] {
  return state.people.filter(({ isPage, handle }) => isPage && text.toLowerCase().split(/\s+/).includes(`@${handle}`))
}

function tellChange(
  server: Server,
  { pageId, field, value }: { readonly pageId: string; readonly field: string; readonly value: Json },
): void {
  if (!isSubscribed(server, pageId, field)) return
  tell(
    { ...server, appSecret: app.clientSecret },
    { object: 'page', entry: [{ id: pageId, time: seconds(nowAt(server)), changes: [{ field, value }] }] },
  )
}

function isSubscribed({ state }: Server, pageId: string, field: string): boolean {
  return state.subscriptions.some((each) => each.pageId === pageId && each.fields.includes(field))
}

function seconds(at: string): number {
  return Math.floor(Date.parse(at) / 1000)
}
