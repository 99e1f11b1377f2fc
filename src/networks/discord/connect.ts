import { z } from 'zod'

import type { Json } from '#kit/json'

import type { AccountAccess, Connected, Connecting, ConnectRequest, NetworkEnvironment, Outcome, Reason, Secret } from '../network.ts'
import { rejected } from '../rejected.ts'
import { ask, webhookPath } from './api.ts'
import { channelOf } from './channel.ts'
import { connectBot, readBot } from './connect-bot.ts'
import { type Hosts, hostsIn, pictureOf, signedIn } from './session.ts'
import { readWebhookAddress, type WebhookAddress } from './webhook-address.ts'

export const connecting: Connecting = {
  ways: [
    {
      id: 'bot',
      fields: [
        { name: 'token', kind: 'secret', required: true },
        { name: 'channel', kind: 'text', required: true, placeholder: 'https://discord.com/channels/…/…' },
      ],
    },
    { id: 'webhook', fields: [{ name: 'address', kind: 'secret', required: true, placeholder: 'https://discord.com/api/webhooks/…' }] },
  ],
  begin: async (request) => {
    const connected = await (request.way === 'webhook' ? connectWebhook(request) : connectBot(request))
    return connected.ok ? { ok: true, value: { connected: connected.value } } : connected
  },
  // Nobody is sent away, so nobody comes back.
  finish: async () => rejected('sign-in-over'),
  refresh,
  // A bot's token and a webhook's are ended by people, in the network's own pages; here they are forgotten.
  revoke: async () => ({ ok: true, value: undefined }),
  readLimits,
  lacks,
}

const webhookSchema = z.object({
  id: z.string(),
  name: z.string().nullish(),
  avatar: z.string().nullish(),
  channel_id: z.string(),
  guild_id: z.string(),
  /** 1: it takes messages from outside. */
  type: z.literal(1),
})

async function connectWebhook(request: ConnectRequest): Promise<Outcome<Connected>> {
  const hosts = hostsIn(request.options)
  const address = readWebhookAddress(request.fields['address'] ?? '', hosts)
  if (!address) return rejected('webhook-not-an-address')
  const read = await readWebhook(hosts, address, request)
  if (!read.ok) return read
  const { id, name, channel_id: channel, guild_id: guild } = read.value
  return {
    ok: true,
    value: {
      externalId: id,
      handle: name ?? id,
      displayName: name ?? id,
      ...pictureOf(hosts, read.value),
      profileUrl: `${hosts.web}/channels/${guild}/${channel}`,
      settings: { ...hosts, way: 'webhook', webhook: id, guild, channel },
      limits: { way: 'webhook', kind: 'unknown' },
      secret: { value: { token: address.token } },
    },
  }
}

/** What a webhook is, asked by its own token. */
async function readWebhook(
  { api }: Hosts,
  address: WebhookAddress,
  environment: NetworkEnvironment,
): Promise<Outcome<z.infer<typeof webhookSchema>>> {
  return ask({ api, path: webhookPath(address), secret: address.token, answer: webhookSchema }, environment)
}

/** Neither kind of token runs out: asked whether it still works, which is all that can change. */
async function refresh(access: AccountAccess, environment: NetworkEnvironment): Promise<Outcome<Secret>> {
  const session = signedIn(access)
  const asked = session.way === 'webhook' ? await readWebhook(session, session, environment) : await readBot(session, environment)
  return asked.ok ? { ok: true, value: { value: { token: session.token } } } : asked
}

/** What a webhook does not tell stays as it was found. */
async function readLimits(access: AccountAccess, environment: NetworkEnvironment): Promise<Outcome<Json>> {
  const session = signedIn(access)
  if (session.way === 'webhook') return { ok: true, value: { ...channelOf(access.limits) } }
  const read = await readBot(session, environment)
  return read.ok ? { ok: true, value: read.value.limits } : read
}

function lacks(limits: Json): readonly Reason[] {
  const { way, content } = channelOf(limits)
  if (way === 'webhook') return [{ code: 'webhook-only-sends' }]
  return content ? [] : [{ code: 'content-not-allowed' }]
}
