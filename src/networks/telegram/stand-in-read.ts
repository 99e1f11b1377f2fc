import { z } from 'zod'

import { channelOf, messageIn, type Person, type Server } from './stand-in-state.ts'

interface Passing {
  readonly url: string
  readonly headers: Headers
  readonly body: Uint8Array
}

/** Whose request this is, and which step of Hearth's work. */
export function readPassing(
  server: Server,
  { url, headers, body }: Passing,
): { readonly profileId: string | undefined; readonly step: string } {
  const [, token, method = ''] = /^\/bot([^/]+)\/(\w+)$/.exec(new URL(url).pathname) ?? []
  const owner = server.state.people.find(({ bot }) => bot.token === token)
  const sent = { text: Buffer.from(body).toString('latin1'), isForm: headers.get('content-type')?.includes('form-data') === true }
  return { profileId: owner?.id, step: owner ? stepOf(server, { owner, method, ...sent }) : 'other' }
}

interface Sent {
  readonly owner: Person
  readonly method: string
  readonly text: string
  readonly isForm: boolean
}

const byMethod: Readonly<Record<string, string>> = {
  pinChatMessage: 'pin',
  deleteMessages: 'take-down',
  deleteMessage: 'take-down',
  editMessageText: 'edit',
  editMessageCaption: 'edit',
}

function stepOf(server: Server, sent: Sent): string {
  const { owner, method } = sent
  const known = byMethod[method]
  if (known !== undefined) return known
  // What is only looked at is not called read.
  if (method === 'getUpdates' && valueIn(sent, 'offset') !== undefined) return 'other'
  if (method === 'getUpdates') return valueIn(sent, 'allowed_updates') === undefined ? 'look-up' : 'ready'
  if (!method.startsWith('send')) return 'other'
  const chat = Number(valueIn(sent, 'chat_id'))
  const replied = Number(/"?message_id"?\s*:\s*(\d+)/.exec(sent.text)?.[1])
  if (chat === owner.groupId) return messageIn(server, chat, replied)?.copyOf === undefined ? 'answer 1' : 'comment 1'
  return `part ${1 + depthOf(server, channelOf(owner), replied)}`
}

/** In a form, a value is on a line of its own behind the name of its field. */
function valueIn({ text, isForm }: Sent, name: string): string | undefined {
  if (isForm) return new RegExp(`name="${name}"\\r\\n\\r\\n([^\\r]*)`).exec(text)?.[1]
  const value = z.record(z.string(), z.unknown()).safeParse(text === '' ? {} : JSON.parse(text)).data?.[name]
  return value === undefined ? undefined : JSON.stringify(value)
}

/** How many parts of a thread stand before what answers this one. */
function depthOf(server: Server, chat: number, replied: number): number {
  const above = messageIn(server, chat, replied)
  return above ? 1 + (above.replyTo === undefined ? 0 : depthOf(server, chat, above.replyTo)) : 0
}
