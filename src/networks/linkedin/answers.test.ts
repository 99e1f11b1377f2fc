import { readFileSync } from 'node:fs'

import { expect, test } from 'vitest'

import type { NetworkEnvironment, Trouble } from '../network.ts'
import { noMedia } from '../no-media.ts'
import { fromAnswer } from './failures.ts'
import { madeSince } from './look-up.ts'
import { timeline } from './timeline.ts'
import { exchangeCode } from './tokens.ts'

const now = Temporal.Instant.from('2026-11-24T09:00:00Z')
const situation = { host: 'api.linkedin.com', final: false, now }

test.each<[number, string, Trouble['kind'], string]>([
  [422, 'duplicate.json', 'rejected', 'duplicate'],
  [403, 'denied.json', 'signed-out', 'right-missing'],
  [429, 'throttled.json', 'slow-down', 'day-used-up'],
  [426, 'version-over.json', 'unavailable', 'version-over'],
])('a %i like %s means %s: %s', (status, file, kind, code) => {
  expect(meaning(status, fixture(file))).toMatchObject({ kind, reason: { code } })
})

test.each<[number, string, Trouble['kind'], string]>([
  [401, 'EXPIRED_ACCESS_TOKEN', 'signed-out', 'token-expired'],
  [401, 'REVOKED_ACCESS_TOKEN', 'signed-out', 'signed-out'],
  [403, 'SOMETHING_ELSE', 'rejected', 'refused'],
  [404, 'NOT_FOUND', 'rejected', 'post-not-found'],
  [400, 'MEDIA_ASSET_PROCESSING', 'slow-down', 'being-processed'],
  [400, 'MEDIA_ASSET_WAITING_UPLOAD', 'unavailable', 'upload-gone'],
  [400, 'MEDIA_ASSET_PROCESSING_FAILED', 'rejected', 'media-refused'],
  [400, 'FIELD_LENGTH_TOO_LONG', 'rejected', 'refused'],
  [409, 'CONFLICT', 'unavailable', 'not-understood'],
  [500, 'INTERNAL_SERVER_ERROR', 'unavailable', 'server-trouble'],
])('a %i with %s means %s: %s', (status, code, kind, named) => {
  expect(meaning(status, JSON.stringify({ status, code, message: 'Words' }))).toMatchObject({ kind, reason: { code: named } })
})

test('tokens and rights are read as documented', async () => {
  const asked = {
    host: 'https://www.linkedin.com',
    app: { clientId: '1', clientSecret: 'hush' },
    code: 'AQ',
    redirectUrl: 'https://hearth.example/back',
  }
  const got = await exchangeCode(asked, answering(fixture('tokens.json')))
  expect(got).toMatchObject({ ok: true, value: { scopes: expect.arrayContaining(['w_organization_social', 'rw_organization_admin']) } })
  expect(got.ok && got.value.expiresAt.toString()).toBe('2027-01-23T09:00:00Z')
})

test('posts of a page are read as people see them; drafts are none', async () => {
  const hosts = { web: 'https://www.linkedin.com', token: 'https://www.linkedin.com', api: 'https://api.linkedin.com' }
  const settings = { ...hosts, author: 'organization', scopes: ['r_organization_social'] }
  const secret = { token: 'AQXtoken', expiresAt: 0, clientId: '1', clientSecret: 'hush' }
  const access = { externalId: 'urn:li:organization:2414183', settings, limits: {}, secret }
  const read = await timeline.recent(Temporal.Instant.from('2025-11-20T00:00:00Z'), access, answering(fixture('posts.json')))
  expect(JSON.parse(JSON.stringify(read))).toEqual({
    ok: true,
    value: [
      {
        externalId: 'urn:li:share:7398672345678901248',
        url: 'https://www.linkedin.com/feed/update/urn:li:share:7398672345678901248/',
        text: 'Bread (two kinds) with Devtestco #bread',
        media: 2,
        publishedAt: '2025-11-24T09:00:00Z',
      },
    ],
  })
})

test('the number of a post tells when it was made', () => {
  const urn = 'urn:li:share:7141138937766391808'
  expect(madeSince(urn, Temporal.Instant.from('2023-12-14T00:00:00Z'))).toBe(true)
  expect(madeSince(urn, Temporal.Instant.from('2023-12-15T12:00:00Z'))).toBe(false)
  expect(madeSince('urn:li:share:x', now)).toBe(false)
})

function meaning(status: number, text: string): Trouble {
  return fromAnswer({ response: new Response(text, { status, headers: { 'content-type': 'application/json' } }), text }, situation)
}

function fixture(file: string): string {
  return readFileSync(new URL(`fixtures/${file}`, import.meta.url), 'utf8')
}

function answering(text: string): NetworkEnvironment {
  return {
    ...noMedia,
    fetch: async () => new Response(text, { headers: { 'content-type': 'application/json' } }),
    now: () => now,
    options: {},
    signal: AbortSignal.timeout(20_000),
  }
}
