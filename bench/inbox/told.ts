import { Agent, request } from 'undici'

import { signatureOf } from '../../src/networks/stand-in-webhooks.ts'

/** A door that Facebook tells of comments at, and under which post of which Page they are. */
export interface Door {
  readonly url: string
  readonly secret: string
  readonly pageId: string
  readonly postId: string
}

export interface Comment {
  readonly id: string
  readonly text: string
  readonly guest: string
}

/** As the network writes it. */
export function bodyOf({ pageId, postId }: Door, { id, text, guest }: Comment): string {
  const now = Math.floor(Date.now() / 1000)
  const value = {
    item: 'comment',
    verb: 'add',
    comment_id: id,
    post_id: postId,
    parent_id: postId,
    created_time: now,
    message: text,
    from: { id: guest, name: `Guest ${guest}` },
  }
  return JSON.stringify({ object: 'page', entry: [{ id: pageId, time: now, changes: [{ field: 'feed', value }] }] })
}

/** Answers when Hearth has acknowledged it. @throws Error where it does not. */
export async function tell(door: Door, body: string): Promise<void> {
  const headers = { 'content-type': 'application/json', 'x-hub-signature-256': signatureOf(body, door.secret) }
  const { statusCode, body: answer } = await request(door.url, { method: 'POST', headers, body, dispatcher: agent })
  await answer.dump()
  if (statusCode !== 200) throw new Error(`The door answered ${statusCode}.`)
}

/** As many connections as a network's servers open. */
export const atOnce = 64
const agent = new Agent({ connections: atOnce })

/** All of them, as fast as they are taken. */
export async function tellAll(door: Door, bodies: readonly string[]): Promise<void> {
  let next = 0
  const runner = async () => {
    for (let body = bodies[next++]; body !== undefined; body = bodies[next++]) await tell(door, body)
  }
  await Promise.all(Array.from({ length: atOnce }, runner))
}
