import { expect, test } from 'vitest'

import type { ConnectRequest } from '../network.ts'
import { stageForEach } from '../test-stand-in-stage.ts'
import { troubleOf, valueOf } from '../test-steps.ts'
import { connecting } from './connect.ts'
import { setDiscordStage } from './test-stage.ts'
import { readWebhookAddress } from './webhook-address.ts'

const setStage = stageForEach(setDiscordStage)
type Stage = Awaited<ReturnType<typeof setStage>>

async function connect(stage: Stage, fields: Readonly<Record<string, string>> = {}, more: Partial<ConnectRequest> = {}) {
  const { way, fields: entered } = stage.standIn.connectWith(stage.profile.id)
  return connecting.begin({ ...stage.request(way, { ...entered, ...fields }), ...more })
}

test('a channel is connected with its bot, by its link or its id; the token is in the secret alone', async () => {
  const stage = await setStage({ type: 5 })
  const { fields } = stage.standIn.connectWith(stage.profile.id)
  for (const channel of [fields['channel'] ?? '', stage.profile.id]) {
    const connected = valueOf(await connect(stage, { channel, token: ` Bot ${fields['token']} ` }))
    expect(connected).toMatchObject({
      connected: {
        externalId: stage.profile.id,
        handle: 'Campfire’s server #campfire',
        displayName: 'Campfire',
        settings: { way: 'bot', channel: stage.profile.id, forum: false },
        limits: { way: 'bot', kind: 'announcement', content: true },
        secret: { value: { token: fields['token'] } },
      },
    })
    const { secret: _, ...shown } = 'connected' in connected ? connected.connected : { secret: undefined }
    expect(JSON.stringify(shown)).not.toContain(fields['token'])
  }
})

test('what is no token and no channel is said before anything is asked; a wrong token and a thread are found out', async () => {
  const stage = await setStage()
  const silent = { fetch: () => Promise.reject(new Error('Nothing may be asked.')) }
  expect(troubleOf(await connect(stage, { token: 'my-client-secret' }, silent)).reason.code).toBe('token-not-one')
  expect(troubleOf(await connect(stage, { channel: 'https://discord.com/' }, silent)).reason.code).toBe('channel-not-known')
  expect(troubleOf(await connect(stage, { token: 'MTk4NjIyNDgzNDcxOTI1MjQ4.Cl2FMQ.ZnCjm1XVW7vRze4b7Cq4se7kKWs' })).kind).toBe('signed-out')
  expect(troubleOf(await connect(stage, { channel: '80351110224678912' })).reason.code).toBe('channel-gone')
})

test('a bot that may not read older messages is not connected: what it sent could not be found again', async () => {
  const stage = await setStage({ denied: ['READ_MESSAGE_HISTORY'] })
  expect(troubleOf(await connect(stage)).reason.code).toBe('history-missing')
  const forum = await setStage({ type: 15, denied: ['READ_MESSAGE_HISTORY'] })
  expect(troubleOf(await connect(forum)).reason.code).toBe('history-missing')
  const blind = await setStage({ denied: ['VIEW_CHANNEL'] })
  expect(troubleOf(await connect(blind)).reason.code).toBe('no-access')
})

test('what an account lacks is told by how it was connected', async () => {
  const deaf = await setStage({ content: false })
  expect(connecting.lacks?.((await deaf.connect()).limits)).toEqual([{ code: 'content-not-allowed' }])
  const hook = await setStage({ way: 'webhook' })
  const access = await hook.connect()
  expect(connecting.lacks?.(access.limits)).toEqual([{ code: 'webhook-only-sends' }])
  expect(await connecting.readLimits?.(access, hook.environment())).toMatchObject({ ok: true, value: { way: 'webhook' } })
  const stage = await setStage()
  const bot = await stage.connect()
  expect(connecting.lacks?.(bot.limits)).toEqual([])
  expect(await connecting.readLimits?.(bot, stage.environment())).toEqual({ ok: true, value: bot.limits })
})

test('a webhook is connected by its address, and is signed out once it was deleted', async () => {
  const stage = await setStage({ way: 'webhook' })
  const access = await stage.connect()
  expect(access.settings).toMatchObject({ way: 'webhook', channel: stage.profile.id })
  expect(await connecting.refresh(access, stage.environment())).toMatchObject({ ok: true })
  await stage.endGrant()
  expect(troubleOf(await connecting.refresh(access, stage.environment())).kind).toBe('signed-out')
})

const token = 'k'.repeat(68)
test.each<[string, boolean]>([
  [`https://discord.com/api/webhooks/80351110224678912/${token}`, true],
  [` https://ptb.discord.com/api/v10/webhooks/80351110224678912/${token}/ `, true],
  [`https://discordapp.com/api/webhooks/80351110224678912/${token}`, true],
  [`http://discord.com/api/webhooks/80351110224678912/${token}`, false],
  [`https://discord.com:8443/api/webhooks/80351110224678912/${token}`, false],
  [`https://discord.com.evil.example/api/webhooks/80351110224678912/${token}`, false],
  [`https://discord.com@evil.example/api/webhooks/80351110224678912/${token}`, false],
  [`https://user:pass@discord.com/api/webhooks/80351110224678912/${token}`, false],
  [`https://discord.com/api/webhooks/80351110224678912/${token}/slack`, false],
  [`https://discord.com/api/webhooks/80351110224678912/..%2f..%2fusers`, false],
  ['https://discord.com/channels/80351110224678912/80351110224678913', false],
])('“%s” is the address of a webhook: %s', (written, expected) => {
  expect(readWebhookAddress(written, { web: 'https://discord.com' }) !== undefined).toBe(expected)
})

test('no trouble repeats a webhook’s token, whatever fails', async () => {
  const stage = await setStage({ way: 'webhook' })
  const { fields } = stage.standIn.connectWith(stage.profile.id)
  const secret = fields['address']?.split('/').at(-1) ?? ''
  const failing: (typeof globalThis.fetch)[] = [
    (input) => Promise.reject(new TypeError(`Failed to fetch ${new Request(input).url}`)),
    async (input) => new Response(`<p>Not found: ${new Request(input).url}`, { status: 502 }),
    async (input) => Response.json({ code: 0, message: new Request(input).url }, { status: 400 }),
    async (input) => Response.json({ id: new Request(input).url }),
  ]
  for (const fetch of failing) {
    const trouble = JSON.stringify(troubleOf(await connect(stage, {}, { fetch })))
    expect(trouble).not.toContain(secret)
    expect(trouble).not.toContain(secret.slice(0, 20))
  }
})
