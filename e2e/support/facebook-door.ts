import { signatureOf } from '../../src/networks/stand-in-webhooks.ts'

/** A door that Facebook tells of comments at, and under which post of which Page they are. */
export interface Door {
  readonly url: string
  /** What Facebook signs with. */
  readonly secret: string
  readonly pageId: string
  readonly postId: string
}

export interface Told {
  readonly id: string
  readonly text: string
  readonly guest: string
  /** It is told again that they now say this. */
  readonly verb?: 'add' | 'edited' | 'remove'
  /** When the network knew it so, in seconds since 1970. Now unless given. */
  readonly time?: number
}

/** As the network writes it. */
export function bodyOf({ pageId, postId }: Door, { id, text, guest, verb = 'add', time = Math.floor(Date.now() / 1000) }: Told): string {
  const value = {
    item: 'comment',
    verb,
    comment_id: id,
    post_id: postId,
    parent_id: postId,
    created_time: time,
    message: text,
    from: { id: guest, name: `Guest ${guest}` },
  }
  return JSON.stringify({ object: 'page', entry: [{ id: pageId, time, changes: [{ field: 'feed', value }] }] })
}

export function headersFor(body: string, secret: string): Readonly<Record<string, string>> {
  return { 'content-type': 'application/json', 'x-hub-signature-256': signatureOf(body, secret) }
}
