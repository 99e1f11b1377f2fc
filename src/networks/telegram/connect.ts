import { z } from 'zod'

import type { Json } from '#kit/json'

import type { AccountAccess, Connected, Connecting, ConnectRequest, NetworkEnvironment, Outcome, Reason, Secret } from '../network.ts'
import { rejected } from '../rejected.ts'
import { type Chat, readChannel, readBot, type Bot } from './chats.ts'
import { channelIn, isToken } from './entered.ts'
import { readKnown } from './hearing.ts'
import { knownOf } from './known.ts'
import { channelOf, hostsIn, secretSchema, settingsSchema, signedIn } from './session.ts'

/** A bot posts for the channel; its token is all there is to sign in with. */
export const connecting: Connecting = {
  ways: [
    {
      id: 'bot',
      fields: [
        { name: 'token', kind: 'secret', required: true, placeholder: '110201543:AAHdqTcv…' },
        { name: 'channel', kind: 'text', required: true, placeholder: '@embertea' },
      ],
    },
  ],
  begin,
  finish: async () => rejected('sign-in-over'),
  refresh,
  // The token goes on working until its owner has BotFather make a new one, or takes the bot out of the channel. It is forgotten here.
  revoke: async () => ({ ok: true, value: undefined }),
  readLimits: async (access, environment) => {
    const at = signedIn(access)
    const bot = await readBot(at, environment)
    if (!bot.ok) return bot
    const chat = await readChannel(at, channelOf(access), environment)
    return chat.ok ? readKnown({ ...at, bot: bot.value, chat: chat.value }, environment) : chat
  },
  lacks,
}

async function begin(request: ConnectRequest): Promise<Outcome<{ readonly connected: Connected }>> {
  const { token: written = '', channel: named = '' } = request.fields
  const [token, channel] = [written.trim(), channelIn(named)]
  if (!isToken(token)) return rejected('token-malformed')
  if (channel === undefined) return rejected('channel-malformed')
  const { api: host, web } = hostsIn(request.options)
  const found = await findChannel({ host, token }, channel, request)
  if (!found.ok) return found
  const { bot, chat } = found.value
  const elsewhere = await servesAnother({ host, token, bot, chat }, request)
  if (!elsewhere.ok) return elsewhere
  const known = await readKnown({ host, token, bot, chat }, request)
  if (!known.ok) return known
  await request.apps.keep(placeOf(bot), { channel: chat.id, title: chat.title })
  return { ok: true, value: { connected: asConnected({ chat, token, api: host, web, limits: known.value }) } }
}

interface At {
  readonly host: string
  readonly token: string
}

async function findChannel(
  at: At,
  channel: string | number,
  environment: NetworkEnvironment,
): Promise<Outcome<{ readonly bot: Bot; readonly chat: Chat }>> {
  const bot = await readBot(at, environment)
  if (!bot.ok) return bot.trouble.kind === 'signed-out' ? rejected('token-wrong', bot.trouble.reason) : bot
  const chat = await readChannel(at, channel, environment)
  // Of what a bot is not in, it is told nothing.
  if (!chat.ok) return chat.trouble.kind === 'signed-out' ? rejected('bot-not-admin', chat.trouble.reason) : chat
  if (chat.value.type !== 'channel') return rejected('not-a-channel')
  if (chat.value.rights?.can_post_messages !== true) return rejected(chat.value.rights ? 'post-right-missing' : 'bot-not-admin')
  return { ok: true, value: { bot: bot.value, chat: chat.value } }
}

const servedSchema = z.object({ channel: z.int(), title: z.string() })

/** Where it is noted which channel a bot serves. */
function placeOf({ id }: Bot): string {
  return `bot ${id}`
}

/**
 * What a bot is told can be called read once only, for all chats that it is in: two channels with one bot would take each other's comments
 * away. It is free again once it is taken out of the other.
 */
async function servesAnother({ bot, chat, ...at }: At & { bot: Bot; chat: Chat }, request: ConnectRequest): Promise<Outcome<void>> {
  const served = servedSchema.safeParse(await request.apps.find(placeOf(bot))).data
  if (!served || served.channel === chat.id) return { ok: true, value: undefined }
  const other = await readChannel(at, served.channel, request)
  if (other.ok && other.value.rights?.can_post_messages === true)
    return rejected('bot-serves-another', { params: { channel: served.title } })
  if (!other.ok && other.trouble.kind === 'unavailable') return other
  return { ok: true, value: undefined }
}

interface Described {
  readonly chat: Chat
  readonly token: string
  readonly api: string
  readonly web: string
  readonly limits: Json
}

/** Its picture has an address only with the token in it, so it is left out. */
function asConnected({ chat: { id, title, username, rights = {} }, token, api, web, limits }: Described): Connected {
  return {
    externalId: String(id),
    handle: username ?? title,
    displayName: title,
    profileUrl: username === undefined ? `${web}/c/${String(id).replace(/^-100/, '')}` : `${web}/${username}`,
    settings: { api, web, ...(username === undefined ? {} : { username }) },
    limits,
    secret: { value: { token } },
    scopes: Object.entries(rights)
      .flatMap(([name, given]) => (given === true ? [name] : []))
      .toSorted(),
  }
}

/** A token does not run out: the same again, while it works and the bot may still post. */
async function refresh(access: AccountAccess, environment: NetworkEnvironment): Promise<Outcome<Secret>> {
  const { token } = secretSchema.parse(access.secret)
  const at = { host: settingsSchema.parse(access.settings).api, token }
  const bot = await readBot(at, environment)
  if (!bot.ok) return bot
  const chat = await readChannel(at, channelOf(access), environment)
  if (!chat.ok) return chat.trouble.reason.code === 'channel-not-found' ? signedOut('bot-removed') : chat
  if (chat.value.rights?.can_post_messages !== true) return signedOut(chat.value.rights ? 'post-right-missing' : 'bot-removed')
  return { ok: true, value: { value: { token } } }
}

/** Everything else goes on without. */
function lacks(limits: Json): readonly Reason[] {
  const known = knownOf(limits)
  if (!known) return []
  const { hears, pins, deletes } = known
  return [
    ...(hears === 'group-not-joined' || hears === 'webhook-set' ? [{ code: hears }] : []),
    ...(deletes ? [] : [{ code: 'delete-right-missing' }]),
    ...(pins ? [] : [{ code: 'pin-right-missing' }]),
  ]
}

function signedOut(code: string): { readonly ok: false; readonly trouble: { readonly kind: 'signed-out'; readonly reason: Reason } } {
  return { ok: false, trouble: { kind: 'signed-out', reason: { code } } }
}
