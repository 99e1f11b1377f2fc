import { z } from 'zod'

import type { Json } from '#kit/json'

import type { NetworkEnvironment } from '../network.ts'
import { secretSchema } from './session.ts'

/** Bluesky's own service for private messages. An account's server passes on what names it. */
const bluesky = 'did:web:api.bsky.chat#bsky_chat'

/** The service for private messages; undefined on a network without one. Bluesky's knows only accounts of the public directory. */
export function chatService({ chat, plc }: NetworkEnvironment['options']): string | undefined {
  if (chat === undefined) return plc === undefined ? bluesky : undefined
  return chat === 'none' ? undefined : chat
}

/** The right that OAuth has to ask for. */
export const chatScope = 'transition:chat.bsky'

/** App passwords made without “Allow access to your direct messages”; the server refuses them with “Bad token method”. */
const withoutMessages = 'com.atproto.appPass'

/** Whether a sign-in may read and write private messages, as far as its own tokens tell. */
export type MessagesRight = 'allowed' | 'refused' | 'no-service'

export function messagesRight(secret: Json, options: NetworkEnvironment['options']): MessagesRight {
  if (chatService(options) === undefined) return 'no-service'
  return grantedTo(secret).some((scope) => scope === withoutMessages) || lacksScope(secret) ? 'refused' : 'allowed'
}

function lacksScope(secret: Json): boolean {
  const { data } = secretSchema.safeParse(secret)
  return data?.kind === 'oauth' && !grantedTo(secret).includes(chatScope)
}

const claimsSchema = z.object({ scope: z.string() })

/** What a sign-in was granted, by the network's own names; nothing where an app password's token does not tell. */
export function grantedTo(secret: Json): readonly string[] {
  const { data } = secretSchema.safeParse(secret)
  if (data?.kind === 'oauth') return data.session.tokenSet.scope.split(' ')
  return data ? (scopeIn(data.accessJwt)?.split(' ') ?? []) : []
}

function scopeIn(token: string): string | undefined {
  try {
    return claimsSchema.safeParse(JSON.parse(Buffer.from(token.split('.')[1] ?? '', 'base64url').toString())).data?.scope
  } catch {
    return undefined // Tokens are the server's own business; the first refusal tells.
  }
}

const limitsSchema = z.object({ messages: z.enum(['allowed', 'refused', 'no-service']) })

/** As `Connected.limits` keeps it; undefined until that is read of what was connected before private messages. */
export function messagesIn(limits: Json): MessagesRight | undefined {
  return limitsSchema.safeParse(limits).data?.messages
}
