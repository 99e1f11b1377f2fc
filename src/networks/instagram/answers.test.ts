import { readFileSync } from 'node:fs'

import { expect, test } from 'vitest'

import type { AccountAccess, NetworkEnvironment, Trouble } from '../network.ts'
import { noMedia } from '../no-media.ts'
import { troubleOf } from '../test-steps.ts'
import { fromAnswer, fromContainer } from './failures.ts'
import { publishing } from './publishing.ts'
import { testImage, testPost } from './test-content.ts'
import { startJob } from './test-stage.ts'
import { timeline } from './timeline.ts'
import { exchangeCode } from './tokens.ts'

const now = Temporal.Instant.from('2026-11-24T09:00:00Z')
const situation = { host: 'graph.instagram.com', final: false, now }
const hosts = { web: 'https://www.instagram.com', token: 'https://api.instagram.com', api: 'https://graph.instagram.com' }
const access: AccountAccess = {
  externalId: '17841405793187218',
  settings: { api: hosts.api, profile: 'https://www.instagram.com/campfire/' },
  limits: {},
  secret: { token: 'IGAAtoken', issuedAt: now.epochMilliseconds },
}

test.each(['code-answer.json', 'code-answer-flat.json'])('the token and its rights are read from %s', async (file) => {
  const code = { hosts, code: 'AQabc#_', redirectUrl: 'https://hearth.example/back', client_id: '1', client_secret: 'hush' }
  expect(await exchangeCode(code, answering(fixture(file)))).toEqual({
    ok: true,
    value: {
      token: 'IGAAPk0pVvfZBxBZAE5kZAkVxdzJkT3ZAvc2hhcGVk',
      permissions: ['instagram_business_basic', 'instagram_business_content_publish'],
    },
  })
})

test('pictures, carousels and reels of the profile are told apart, and their time is read', async () => {
  const read = await timeline.recent(now.subtract({ hours: 72 }), access, answering(fixture('media-list.json')))
  expect(JSON.parse(JSON.stringify(read))).toEqual({
    ok: true,
    value: [
      {
        externalId: '17918920912340654',
        url: 'https://www.instagram.com/p/DBk2mVZRx1q/',
        text: 'Three loaves, one oven.',
        media: 2,
        publishedAt: '2026-11-23T17:05:11Z',
      },
      {
        externalId: '17895695668004550',
        url: 'https://www.instagram.com/p/DBj0aPlRk7c/',
        text: '',
        media: 1,
        publishedAt: '2026-11-22T08:00:00Z',
      },
    ],
  })
})

test('a list that cannot be read is no list', async () => {
  const garbled = fixture('media-list.json').replace('2026-11-23T17:05:11+0000', 'yesterday')
  expect(troubleOf(await timeline.recent(now, access, answering(garbled)))).toMatchObject({
    kind: 'unavailable',
    reason: { code: 'not-understood' },
  })
})

test('the day’s quota is read as documented', async () => {
  const job = startJob(access, testPost({ media: [testImage('fire')] }))
  const step = { name: 'quota', final: false }
  expect(await publishing.perform(step, job, answering(fixture('publishing-limit.json')))).toEqual({
    ok: true,
    value: { used: 2, total: 50 },
  })
  const full = fixture('publishing-limit.json').replace('"quota_usage": 2', '"quota_usage": 50')
  expect(troubleOf(await publishing.perform(step, job, answering(full)))).toMatchObject({
    kind: 'slow-down',
    reason: { code: 'quota-used' },
  })
})

test.each<[string, Partial<Trouble>]>([
  [
    'error-image-too-large.json',
    { kind: 'rejected', reason: { code: 'image-refused', detail: expect.stringContaining('less than 8 MiB') } },
  ],
  ['error-not-ready.json', { kind: 'slow-down', processing: true, reason: { code: 'being-processed' } }],
])('%s is understood', (file, expected) => {
  expect(meaning(fixture(file))).toMatchObject(expected)
})

test.each<[number, number | undefined, Trouble['kind'], string]>([
  [190, undefined, 'signed-out', 'signed-out'],
  [190, 458, 'signed-out', 'signed-out'],
  [190, 460, 'signed-out', 'signed-out'],
  [190, 463, 'signed-out', 'token-expired'],
  [190, 467, 'signed-out', 'token-expired'],
  [10, undefined, 'signed-out', 'right-missing'],
  [200, undefined, 'signed-out', 'right-missing'],
  [4, undefined, 'slow-down', 'slow-down'],
  [17, undefined, 'slow-down', 'slow-down'],
  [80_002, undefined, 'slow-down', 'slow-down'],
  [9, 2207042, 'slow-down', 'quota-used'],
  [4, 2207051, 'rejected', 'held-as-spam'],
  [25, 2207050, 'rejected', 'account-restricted'],
  [9004, 2207052, 'rejected', 'image-not-fetched'],
  [36003, 2207009, 'rejected', 'image-refused'],
  [36004, 2207010, 'rejected', 'caption-refused'],
  [100, 2207028, 'rejected', 'carousel-refused'],
  [24, 2207008, 'unavailable', 'container-gone'],
  [-2, 2207020, 'unavailable', 'container-gone'],
  [-1, 2207001, 'unavailable', 'server-trouble'],
  [2, undefined, 'unavailable', 'server-trouble'],
  [100, 33, 'rejected', 'not-there'],
  [100, undefined, 'rejected', 'refused'],
])('the error %i/%s means %s: %s', (code, subcode, kind, named) => {
  const error = { message: 'Words', type: 'OAuthException', code, ...(subcode === undefined ? {} : { error_subcode: subcode }) }
  expect(meaning(JSON.stringify({ error }))).toMatchObject({ kind, reason: { code: named } })
})

test('a fault of the network during the final step leaves open what happened', () => {
  const body = JSON.stringify({ error: { message: 'An unknown error occurred', code: 1, is_transient: true } })
  expect(fromAnswer({ response: new Response(body, { status: 400 }), text: body }, { ...situation, final: true }).kind).toBe(
    'unknown-outcome',
  )
  expect(meaning(body).kind).toBe('unavailable')
})

test('a pause lasts as long as the network estimates', () => {
  const body = JSON.stringify({ error: { message: 'Too many calls', code: 80_002 } })
  const usage = JSON.stringify({ '17841405793187218': [{ type: 'instagram', call_count: 100, estimated_time_to_regain_access: 37 }] })
  expect(untilOf(meaning(body, { 'x-business-use-case-usage': usage }))).toBe('2026-11-24T09:37:00Z')
  expect(untilOf(meaning(body))).toBe('2026-11-24T09:05:00Z')
})

test('the number in a failed container’s status says whether another try can help', () => {
  expect(fromContainer('Error: Media upload has failed with error code 2207026', situation)).toMatchObject({
    reason: { code: 'image-refused' },
  })
  expect(fromContainer('Error', situation)).toMatchObject({ kind: 'unavailable', reason: { code: 'container-gone' } })
})

function meaning(text: string, headers: Record<string, string> = {}): Trouble {
  return fromAnswer({ response: new Response(text, { status: 400, headers }), text }, situation)
}

function untilOf(trouble: Trouble): string | undefined {
  return trouble.kind === 'slow-down' ? trouble.until.toString() : undefined
}

function fixture(file: string): string {
  return readFileSync(new URL(`fixtures/${file}`, import.meta.url), 'utf8')
}

function answering(body: string): NetworkEnvironment {
  return {
    fetch: async () => new Response(body, { headers: { 'content-type': 'application/json' } }),
    now: () => now,
    ...noMedia,
    options: {},
    signal: AbortSignal.timeout(20_000),
  }
}
