import { z } from 'zod'

import type { AccountAccess, InboxItem } from '../network.ts'
import { authorOf, authorSchema } from './inbox-items.ts'
import { settingsSchema } from './session.ts'

/** Somebody in a conversation. */
export const memberSchema = authorSchema
type Member = z.infer<typeof memberSchema>

/** chat.bsky.convo.defs#messageView; what was deleted, and what the service itself says in a group, are other types. */
export const messageSchema = z.object({
  $type: z.literal('chat.bsky.convo.defs#messageView').optional(),
  id: z.string(),
  rev: z.string(),
  text: z.string(),
  sender: z.object({ did: z.string() }),
  sentAt: z.string(),
  /** A post that is shown with it. */
  embed: z
    .object({ record: z.object({ uri: z.string() }) })
    .optional()
    .catch(undefined),
  replyTo: z.object({ id: z.string() }).optional().catch(undefined),
})
export type Message = z.infer<typeof messageSchema>

/** All that is said in one conversation. */
export function threadOfConvo(convoId: string): string {
  return `messages:${convoId}`
}

export function convoAddress(convoId: string, { settings }: Pick<AccountAccess, 'settings'>): string {
  return `${settingsSchema.parse(settings).web}/messages/${convoId}`
}

interface Said {
  readonly convoId: string
  /** Who speaks there, as far as told. */
  readonly members: readonly Member[]
  readonly access: AccountAccess
}

export function messageItem(message: Message, { convoId, members, access }: Said): InboxItem {
  const { id, sender, sentAt, replyTo } = message
  const author = members.find(({ did }) => did === sender.did)
  return {
    externalId: id,
    kind: 'message',
    thread: { externalId: threadOfConvo(convoId) },
    author: author ? authorOf(author, { access }) : { externalId: sender.did, handle: '', name: '' },
    byUs: sender.did === access.externalId,
    text: textOf(message, access),
    media: [],
    at: Temporal.Instant.from(sentAt),
    url: convoAddress(convoId, access),
    ...(replyTo ? { answers: replyTo.id } : {}),
    answerTo: { convo: convoId },
  }
}

/** A post that somebody shares is named by its address. */
function textOf({ text, embed }: Message, { settings }: AccountAccess): string {
  const [, did, key] = /^at:\/\/([^/]+)\/app\.bsky\.feed\.post\/([^/]+)$/.exec(embed?.record.uri ?? '') ?? []
  if (did === undefined || key === undefined) return text
  return `${text}\n${settingsSchema.parse(settings).web}/profile/${did}/post/${key}`.trim()
}
