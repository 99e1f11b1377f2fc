import { z } from 'zod'

import type { Inbox } from '../network.ts'
import { targetSchema } from './answered.ts'
import { messagesIn } from './chat-right.ts'

/** What the app's service says of a person beside their name: whose messages they take, and whether they follow the profile. */
export const acceptsShape = {
  associated: z
    .object({ chat: z.object({ allowIncoming: z.string() }).optional() })
    .optional()
    .catch(undefined),
  viewer: z.object({ followedBy: z.string().optional() }).optional().catch(undefined),
}
const acceptsSchema = z.object(acceptsShape)

/**
 * Why somebody takes no message that begins a conversation, by their `chat.bsky.actor.declaration`: whoever declares nothing takes those of people
 * they follow, as in the network's own app. Undefined where they may be written to, or nobody says.
 */
export function unreachable({ associated, viewer }: z.infer<typeof acceptsSchema>): string | undefined {
  const accepts = associated?.chat?.allowIncoming ?? 'following'
  if (accepts === 'none') return 'private-not-accepted'
  return accepts === 'following' && viewer !== undefined && viewer.followedBy === undefined ? 'private-only-followed' : undefined
}

const saidSchema = targetSchema.extend({ unreachable: z.string().optional() })

/** What somebody accepts may have changed since they said it: when the message is sent, the service decides. */
export const privateTo: NonNullable<Inbox['privateTo']> = ({ answerTo, limits }) => {
  const right = messagesIn(limits) ?? 'refused'
  if (right === 'refused') return { refused: { code: 'messages-not-allowed' } }
  const said = saidSchema.safeParse(answerTo).data
  const [, did] = /^at:\/\/(did:[^/]+)\//.exec(said?.parent.uri ?? '') ?? []
  if (right === 'no-service' || !said || did === undefined) return { refused: { code: 'private-elsewhere' } }
  return said.unreachable === undefined ? { to: { with: did }, once: false } : { refused: { code: said.unreachable } }
}
