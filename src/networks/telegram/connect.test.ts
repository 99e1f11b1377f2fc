import { expect, test } from 'vitest'

import { stageForEach } from '../test-stand-in-stage.ts'
import { troubleOf, valueOf } from '../test-steps.ts'
import { connecting } from './connect.ts'
import { channelIn } from './entered.ts'
import type { Known } from './known.ts'
import { setTelegramStage } from './test-stage.ts'

const stage = stageForEach(setTelegramStage)
type Stage = Awaited<ReturnType<typeof stage>>

function begin(at: Stage, fields: Readonly<Record<string, string>> = {}) {
  const entered = at.standIn.connectWith(at.profile.id)
  return connecting.begin({ ...at.request(entered.way, { ...entered.fields, ...fields }) })
}

async function knownOf(at: Stage): Promise<Known> {
  const begun = valueOf(await begin(at))
  if (!('connected' in begun)) throw new Error('Nobody is sent away.')
  return JSON.parse(JSON.stringify(begun.connected.limits))
}

test('token and channel are enough; what the bot may do is noted', async () => {
  const at = await stage()
  const begun = valueOf(await begin(at, { channel: ' https://t.me/campfire ' }))
  expect(begun).toMatchObject({
    connected: {
      externalId: at.profile.id,
      handle: 'campfire',
      displayName: 'Campfire',
      profileUrl: `${at.origin}/campfire`,
      limits: { hears: 'comments', group: { id: expect.any(Number) }, pins: true, deletes: true },
      scopes: ['can_delete_messages', 'can_edit_messages', 'can_post_messages'],
    },
  })
})

test.each([
  ['@embertea', '@embertea'],
  ['t.me/embertea/12', '@embertea'],
  ['-1001234567890', -1_001_234_567_890],
  ['https://t.me/c/1234567890/5', -1_001_234_567_890],
  ['12', undefined],
  ['https://example.org/tea', undefined],
])('“%s” means %s', (written, meant) => {
  expect(channelIn(written)).toBe(meant)
})

test('a channel without a name is connected by its number', async () => {
  const at = await stage()
  const { id } = at.standIn.addProfile({ handle: 'tea', displayName: 'Tea', business: true })
  const { way, fields } = at.standIn.connectWith(id)
  expect(valueOf(await connecting.begin(at.request(way, fields)))).toMatchObject({
    connected: { externalId: id, handle: 'Tea', profileUrl: `${at.origin}/c/${id.slice(4)}` },
  })
})

test('what is entered wrong, and what the bot lacks, is said', async () => {
  const at = await stage()
  const code = async (fields: Readonly<Record<string, string>>) => troubleOf(await begin(at, fields)).reason.code
  expect(await code({ token: 'abc' })).toBe('token-malformed')
  expect(await code({ token: `123456789:${'a'.repeat(35)}` })).toBe('token-wrong')
  expect(await code({ channel: 'a tea house' })).toBe('channel-malformed')
  expect(await code({ channel: '@nowhere_tea' })).toBe('channel-not-found')
  expect(await code({ channel: '@kindling' })).toBe('bot-not-admin')
  const without = await stage({ rights: 'none' })
  expect(troubleOf(await begin(without)).reason.code).toBe('bot-not-admin')
  const silent = await stage({ rights: { can_edit_messages: true } })
  expect(troubleOf(await begin(silent)).reason.code).toBe('post-right-missing')
})

test('a bot serves one channel, as what it is told can be read once', async () => {
  const at = await stage()
  valueOf(await begin(at))
  const { fields } = at.standIn.connectWith(at.profile.id)
  const request = at.request('bot', fields)
  const elsewhere = { channel: -1_009_999_999_999, title: 'Elsewhere' }
  const kept = { ...request, apps: { ...request.apps, find: async () => elsewhere } }
  // It was taken out of the other channel meanwhile.
  valueOf(await connecting.begin(kept))
  const both: typeof kept = { ...kept, fetch: asIfInBoth(kept.fetch, elsewhere.channel, Number(at.profile.id)) }
  expect(troubleOf(await connecting.begin(both)).reason).toMatchObject({ code: 'bot-serves-another', params: { channel: 'Elsewhere' } })
})

/** Asks after one channel wherever the other is asked for. */
function asIfInBoth(fetch: typeof globalThis.fetch, other: number, real: number): typeof globalThis.fetch {
  return async (input, init) => {
    const body = typeof init?.body === 'string' ? init.body.replaceAll(String(other), String(real)) : init?.body
    return fetch(input, { ...init, ...(body === undefined ? {} : { body }) })
  }
}

async function lacking(settings: Parameters<typeof stage>[0]): Promise<readonly string[]> {
  const known = await knownOf(await stage(settings))
  return [known.hears, ...(connecting.lacks?.(JSON.parse(JSON.stringify(known))) ?? []).map(({ code }) => code)]
}

test('whether comments reach the bot is known, and what is missing is said', async () => {
  expect(await lacking({})).toEqual(['comments'])
  expect(await lacking({ group: 'none' })).toEqual(['no-group'])
  expect(await lacking({ group: 'left' })).toEqual(['group-not-joined', 'group-not-joined'])
  expect(await lacking({ group: 'member' })).toEqual(['group-not-joined', 'group-not-joined'])
  expect(await lacking({ group: 'member', privacy: false })).toEqual(['comments'])
  expect(await lacking({ webhook: 'https://other.example' })).toEqual(['webhook-set', 'webhook-set'])
  expect(await lacking({ rights: { can_post_messages: true } })).toEqual(['comments', 'delete-right-missing', 'pin-right-missing'])
})

test('a token works until it is withdrawn, and limits are read anew', async () => {
  const at = await stage()
  const access = await at.connect()
  expect(await connecting.refresh(access, at.environment())).toEqual({ ok: true, value: { value: access.secret } })
  expect(await connecting.readLimits?.(access, at.environment())).toEqual({ ok: true, value: access.limits })
  await at.endGrant()
  expect(troubleOf(await connecting.refresh(access, at.environment()))).toMatchObject({
    kind: 'signed-out',
    reason: { code: 'signed-out' },
  })
  expect(await connecting.revoke(access, at.environment())).toMatchObject({ ok: true })
})
