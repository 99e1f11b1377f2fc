import type { Json } from '#kit/json'

import { nowAt } from '../stand-in-time.ts'
import { tell } from '../stand-in-webhooks.ts'
import type { StandInMessage } from '../stand-in.ts'
import { app } from './stand-in-app.ts'
import { type Comment, type Media, type Person, personWith, type Server } from './stand-in-state.ts'

/** Tells the app of a comment under a post of an account that it has subscribed to. Nothing is told of what happens to comments later. */
export function tellOfComment(server: Server, { id, mediaId, parentId, personId, text }: Comment): void {
  const media = server.state.media.find((each) => each.id === mediaId)
  if (!media) return
  const value = {
    id,
    text,
    from: { id: personId, username: personWith(server, personId).handle },
    media: { id: mediaId, media_product_type: media.product },
    ...(parentId === undefined ? {} : { parent_id: parentId }),
  }
  tellChange(server, { accountId: media.personId, field: 'comments', value })
  tellOfMentions(server, { by: personId, text, value: { media_id: mediaId, comment_id: id }, host: media.personId })
}

/** Whoever is named in a caption or comment elsewhere hears where. */
export function tellOfMentions(
  server: Server,
  { by, text, value, host }: { readonly by: string; readonly text: string; readonly value: Json; readonly host: string },
): void {
  for (const { id } of namedIn(server, text)) if (id !== by && id !== host) tellChange(server, { accountId: id, field: 'mentions', value })
}

export function namedIn({ state }: Server, text: string): readonly Person[] {
  return state.people.filter(({ business, handle }) => business && text.toLowerCase().split(/\s+/).includes(`@${handle}`))
}

export function tellOfCaption(server: Server, { id, personId, caption }: Media): void {
  tellOfMentions(server, { by: personId, text: caption, value: { media_id: id }, host: personId })
}

/** Both what is written to an account and what it writes itself. */
export function tellOfMessage(server: Server, { id, from, to, text, at }: StandInMessage): void {
  for (const accountId of [from, to]) {
    if (!isSubscribed(server, accountId, 'messages')) continue
    const message = { mid: id, text, ...(accountId === from ? { is_echo: true } : {}) }
    const time = Date.parse(at)
    const messaging = [{ sender: { id: from }, recipient: { id: to }, timestamp: time, message }]
    tell(sender(server), { object: 'instagram', entry: [{ id: accountId, time, messaging }] })
  }
}

/** Somebody takes a message back. */
export function tellOfUnsent(server: Server, { id, from, to }: StandInMessage): void {
  if (!isSubscribed(server, to, 'messages')) return
  const time = Date.parse(nowAt(server))
  const messaging = [{ sender: { id: from }, recipient: { id: to }, timestamp: time, message: { mid: id, is_deleted: true } }]
  tell(sender(server), { object: 'instagram', entry: [{ id: to, time, messaging }] })
}

function tellChange(
  server: Server,
  { accountId, field, value }: { readonly accountId: string; readonly field: string; readonly value: Json },
): void {
  if (!isSubscribed(server, accountId, field)) return
  const time = Math.floor(Date.parse(nowAt(server)) / 1000)
  tell(sender(server), { object: 'instagram', entry: [{ id: accountId, time, changes: [{ field, value }] }] })
}

function sender(server: Server) {
  return { ...server, appSecret: app.clientSecret }
}

function isSubscribed({ state }: Server, accountId: string, field: string): boolean {
  return state.subscriptions.some((each) => each.accountId === accountId && each.fields.includes(field))
}
