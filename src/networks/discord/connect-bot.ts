import { z } from 'zod'

import type { Connected, ConnectRequest, NetworkEnvironment, Outcome } from '../network.ts'
import { rejected } from '../rejected.ts'
import { ask } from './api.ts'
import type { ChannelKind } from './channel.ts'
import { userSchema } from './message-schema.ts'
import { hostsIn, type Hosts, pictureOf } from './session.ts'
import { isSnowflake } from './snowflake.ts'

/** A bot speaks in one channel for each account. */
export async function connectBot(request: ConnectRequest): Promise<Outcome<Connected>> {
  const hosts = hostsIn(request.options)
  const { token, channel } = { token: tokenIn(request.fields['token'] ?? ''), channel: channelIn(request.fields['channel'] ?? '') }
  if (token === undefined) return rejected('token-not-one')
  if (channel === undefined) return rejected('channel-not-known')
  const read = await readBot({ ...hosts, token, channel }, request)
  if (!read.ok) return read
  const { bot, place, guild, limits } = read.value
  const asking = { ...hosts, token, channel }
  const history = await (limits.kind === 'forum' ? mayReadArchive(asking, request) : mayReadHistory(asking, request))
  if (!history.ok) return history
  return {
    ok: true,
    value: {
      externalId: place.id,
      handle: `${guild.name} #${place.name ?? place.id}`,
      displayName: bot.global_name ?? bot.username,
      ...pictureOf(hosts, bot),
      profileUrl: `${hosts.web}/channels/${guild.id}/${place.id}`,
      settings: { ...hosts, way: 'bot', bot: bot.id, guild: guild.id, channel: place.id, forum: limits.kind === 'forum' },
      limits,
      secret: { value: { token } },
    },
  }
}

/** People copy it with the word before it. Three pieces with dots between (docs.discord.com/developers/reference#authentication). */
function tokenIn(written: string): string | undefined {
  const token = written.trim().replace(/^Bot\s+/i, '')
  return /^[\w-]{15,}\.[\w-]{4,}\.[\w-]{20,}$/.test(token) ? token : undefined
}

/** By its id, or by the address that the app copies. */
function channelIn(written: string): string | undefined {
  const text = written.trim()
  if (isSnowflake(text)) return text
  return /^https?:\/\/[^/\s]+\/(?:[^/\s]+\/)*channels\/\d+\/(\d{17,20})(?:\/\d+)?\/?$/.exec(text)?.[1]
}

/** docs.discord.com/developers/resources/channel#channel-object-channel-types; threads are where posts go, not what is connected. */
const kinds: Readonly<Record<number, ChannelKind>> = { 0: 'text', 2: 'text', 5: 'announcement', 13: 'text', 15: 'forum', 16: 'forum' }

const placeSchema = z.object({ id: z.string(), type: z.int(), name: z.string().nullish(), guild_id: z.string().optional() })
const guildSchema = z.object({ id: z.string(), name: z.string() })
const applicationSchema = z.object({ flags: z.int().default(0) })

/** GATEWAY_MESSAGE_CONTENT and its sister for apps on fewer than a hundred servers. */
const contentFlags = (1 << 18) | (1 << 19)

interface Asking extends Pick<Hosts, 'api'> {
  readonly token: string
  readonly channel: string
}

interface Bot {
  readonly bot: z.infer<typeof userSchema>
  readonly place: z.infer<typeof placeSchema>
  readonly guild: z.infer<typeof guildSchema>
  readonly limits: { readonly way: 'bot'; readonly kind: ChannelKind; readonly content: boolean }
}

/** Who the bot is, what kind of channel it speaks in, and whether it may read what others write there. */
export async function readBot({ api, token, channel }: Asking, environment: NetworkEnvironment): Promise<Outcome<Bot>> {
  const call = { api, bot: token, secret: token }
  const bot = await ask({ ...call, path: 'users/@me', answer: userSchema }, environment)
  if (!bot.ok) return bot
  const place = await ask({ ...call, path: `channels/${channel}`, answer: placeSchema }, environment)
  if (!place.ok) return place
  const { guild_id: guildId, type } = place.value
  const kind = kinds[type]
  if (guildId === undefined || kind === undefined) return rejected('channel-of-no-use')
  const guild = await ask({ ...call, path: `guilds/${guildId}`, answer: guildSchema }, environment)
  if (!guild.ok) return guild
  const application = await ask({ ...call, path: 'applications/@me', answer: applicationSchema }, environment)
  if (!application.ok) return application
  const content = (application.value.flags & contentFlags) !== 0
  return { ok: true, value: { bot: bot.value, place: place.value, guild: guild.value, limits: { way: 'bot', kind, content } } }
}

/**
 * Without the permission a channel’s list is empty rather than refused, so a message is asked for that cannot be there: “unknown message” is said to those who
 * may read alone. What was sent is found again in that list.
 */
async function mayReadHistory({ api, token, channel }: Asking, environment: NetworkEnvironment): Promise<Outcome<void>> {
  const call = { api, bot: token, secret: token, path: `channels/${channel}/messages/${channel}`, answer: z.unknown() }
  const read = await ask(call, environment)
  return !read.ok && read.trouble.reason.code === 'not-there' ? { ok: true, value: undefined } : orMissing(read)
}

/** In a forum nothing stands in the channel itself; the same permission opens its archive. */
async function mayReadArchive({ api, token, channel }: Asking, environment: NetworkEnvironment): Promise<Outcome<void>> {
  const call = {
    api,
    bot: token,
    secret: token,
    path: `channels/${channel}/threads/archived/public`,
    query: { limit: '2' },
    answer: z.unknown(),
  }
  return orMissing(await ask(call, environment))
}

function orMissing(read: Outcome<unknown>): Outcome<void> {
  if (read.ok) return { ok: true, value: undefined }
  const { code } = read.trouble.reason
  return code === 'permission-missing' || code === 'no-access' ? rejected('history-missing') : read
}
