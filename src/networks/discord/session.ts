import { z } from 'zod'

import { baseIn } from '../base-in.ts'
import type { AccountAccess } from '../network.ts'

/** Where the real network is. `web` is where people see it, and where addresses of webhooks begin; `cdn` has their pictures. */
const real = { web: 'https://discord.com', api: 'https://discord.com/api/v10', cdn: 'https://cdn.discordapp.com' } as const

const hostsSchema = z.object({ web: z.url(), api: z.url(), cdn: z.url() })
export type Hosts = z.infer<typeof hostsSchema>

/** `web`, `api` and `cdn` of the installation's options, for connecting; an account keeps those it was connected with. */
export function hostsIn(options: Readonly<Record<string, string>>): Hosts {
  return { web: baseIn(options, 'web', real.web), api: baseIn(options, 'api', real.api), cdn: baseIn(options, 'cdn', real.cdn) }
}

/** What is kept of an account besides its secret: a channel, and who speaks there. `guild` is the server that the channel is in. */
export const settingsSchema = hostsSchema.extend({ guild: z.string(), channel: z.string() }).and(
  z.discriminatedUnion('way', [
    /** `forum`: nothing is said in the channel itself, every post begins a thread. */
    z.object({ way: z.literal('bot'), bot: z.string(), forum: z.boolean() }),
    z.object({ way: z.literal('webhook'), webhook: z.string() }),
  ]),
)
export type Settings = z.infer<typeof settingsSchema>

/** The bot's token, or the webhook's, which is part of its address. */
const secretSchema = z.object({ token: z.string() })

export type Session = Settings & { readonly token: string }

export function signedIn({ settings, secret }: Pick<AccountAccess, 'settings' | 'secret'>): Session {
  return { ...settingsSchema.parse(settings), ...secretSchema.parse(secret) }
}

/** The picture of a user, a bot or a webhook; nothing where there is none. */
export function pictureOf(
  { cdn }: Pick<Hosts, 'cdn'>,
  { id, avatar }: { readonly id: string; readonly avatar?: string | null | undefined },
) {
  return avatar ? { avatarUrl: `${cdn}/avatars/${id}/${avatar}.png` } : {}
}

/** Where people see a message. */
export function addressOf({ web, guild }: Pick<Session, 'web' | 'guild'>, { channel, id }: Place): string {
  return `${web}/channels/${guild}/${channel}/${id}`
}

/** A message by where it stands. */
export interface Place {
  readonly channel: string
  readonly id: string
}

/** The id of a message as Hearth keeps it: alone in the account's own channel, after its thread elsewhere, because the API finds a message only where it stands. */
export function idOf({ channel, id }: Place, own: Pick<Session, 'channel'>): string {
  return channel === own.channel ? id : `${channel}:${id}`
}

export function placeOf(externalId: string, own: Pick<Session, 'channel'>): Place {
  const [first = '', second] = externalId.split(':')
  return second === undefined ? { channel: own.channel, id: first } : { channel: first, id: second }
}
