import { readFileSync } from 'node:fs'

import { expect, test } from 'vitest'

import type { AccountAccess, NetworkEnvironment, Trouble } from '../network.ts'
import { noMedia } from '../no-media.ts'
import { troubleOf } from '../test-steps.ts'
import { fromAnswer } from './failures.ts'
import { publishing } from './publishing.ts'
import { quotas } from './quota.ts'
import { testThread } from './test-content.ts'
import { startJob } from './test-stage.ts'
import { timeline } from './timeline.ts'

const now = Temporal.Instant.from('2026-11-24T09:00:00Z')
const situation = { host: 'graph.threads.net', final: false, now }
const access: AccountAccess = {
  externalId: '26102857109321',
  settings: { api: 'https://graph.threads.net', profile: 'https://www.threads.net/@campfire' },
  limits: {},
  secret: { token: 'THAAtoken', issuedAt: now.epochMilliseconds },
}

test('what stands on the profile is told apart from what it only passed on', async () => {
  const read = await timeline.recent(now.subtract({ hours: 72 }), access, answering(fixture('threads-list.json')))
  expect(JSON.parse(JSON.stringify(read))).toMatchObject({
    value: [
      { text: 'Three loaves, one oven.', media: 2, publishedAt: '2026-11-23T17:05:11Z' },
      { externalId: '18061045123456787', media: 1, url: 'https://www.threads.com/@campfire/post/DCkkKl_OGb3' },
    ],
  })
})

test('the day’s limits are read as documented', async () => {
  expect(await quotas.read?.(access, answering(fixture('publishing-limit.json')))).toMatchObject({
    ok: true,
    value: [
      { name: 'posts', used: 0, max: 250 },
      { used: 12, max: 1000 },
      { used: 1, max: 100 },
    ],
  })
})

test('a film that could not be fetched says so', async () => {
  const job = { ...startJob(access, testThread([{ text: 'x' }])), results: { 'container 1': { id: '1', madeAt: now.toString() } } }
  const outcome = await publishing.perform({ name: 'ready 1', final: false }, job, answering(fixture('container-failed.json')))
  expect(troubleOf(outcome)).toMatchObject({ kind: 'rejected', reason: { code: 'media-not-fetched' } })
})

test('a container that is not known yet is waited for', () => {
  expect(meaning(fixture('error-media-not-found.json'))).toMatchObject({
    kind: 'slow-down',
    processing: true,
    reason: { code: 'not-found-yet' },
  })
})

test.each<[number | string, number | undefined, Trouble['kind'], string]>([
  [190, 463, 'signed-out', 'token-expired'],
  [190, 458, 'signed-out', 'signed-out'],
  [10, undefined, 'signed-out', 'right-missing'],
  [4, undefined, 'slow-down', 'slow-down'],
  [9, undefined, 'slow-down', 'quota-used'],
  [1, 2207052, 'rejected', 'media-not-fetched'],
  [36003, 2207009, 'rejected', 'image-refused'],
  [368, undefined, 'rejected', 'held-as-spam'],
  [100, 33, 'rejected', 'not-there'],
  [100, undefined, 'rejected', 'refused'],
  ['THREADS_API__LINK_LIMIT_EXCEEDED', undefined, 'rejected', 'links-refused'],
  [2, undefined, 'unavailable', 'server-trouble'],
])('the error %s/%s means %s: %s', (code, subcode, kind, named) => {
  const error = { message: 'Words', type: 'OAuthException', code, ...(subcode === undefined ? {} : { error_subcode: subcode }) }
  expect(meaning(JSON.stringify({ error }))).toMatchObject({ kind, reason: { code: named } })
})

test('a fault of the network during the final step leaves open what happened', () => {
  const body = JSON.stringify({ error: { message: 'An unknown error occurred', code: 1, is_transient: true } })
  const answer = { response: new Response(body, { status: 400 }), text: body }
  expect(fromAnswer(answer, { ...situation, final: true }).kind).toBe('unknown-outcome')
})

function meaning(text: string): Trouble {
  return fromAnswer({ response: new Response(text, { status: 400 }), text }, situation)
}

function fixture(file: string): string {
  return readFileSync(new URL(`fixtures/${file}`, import.meta.url), 'utf8')
}

function answering(body: string): NetworkEnvironment {
  return {
    ...noMedia,
    fetch: async () => new Response(body, { headers: { 'content-type': 'application/json' } }),
    now: () => now,
    options: {},
    signal: AbortSignal.timeout(20_000),
  }
}
