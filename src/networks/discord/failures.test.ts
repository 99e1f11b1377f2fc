import { expect, test } from 'vitest'

import type { Trouble } from '../network.ts'
import { fromAnswer } from './failures.ts'

const now = Temporal.Instant.from('2026-11-24T09:00:00Z')

function meaning(status: number, body: unknown, headers: Record<string, string> = {}): Trouble {
  const text = typeof body === 'string' ? body : JSON.stringify(body)
  return fromAnswer({ response: new Response(text, { status, headers }), text }, { host: 'discord.com', final: true, now })
}

test.each<[number, number, Trouble['kind'], string]>([
  [401, 0, 'signed-out', 'signed-out'],
  [404, 10_015, 'signed-out', 'signed-out'],
  [404, 10_003, 'rejected', 'channel-gone'],
  [404, 10_008, 'rejected', 'not-there'],
  [403, 50_013, 'rejected', 'permission-missing'],
  [403, 50_001, 'rejected', 'no-access'],
  [400, 50_083, 'rejected', 'thread-closed'],
  [400, 200_000, 'rejected', 'held-by-rules'],
  [413, 40_005, 'rejected', 'files-too-large'],
  [400, 50_035, 'rejected', 'refused'],
])('%i with the code %i means %s: %s', (status, code, kind, named) => {
  expect(meaning(status, { code, message: 'Words' })).toMatchObject({ kind, reason: { code: named } })
})

function until(trouble: Trouble): number | undefined {
  return trouble.kind === 'slow-down' ? trouble.until.since(now).total('seconds') : undefined
}

test('a pause is as long as the network names it, rounded up; what stands before it names another', () => {
  expect(until(meaning(429, { message: 'You are being rate limited.', retry_after: 1.2, global: false }))).toBe(2)
  expect(until(meaning(429, { retry_after: 64.57, global: true }, { 'retry-after': '65' }))).toBe(65)
  expect(until(meaning(429, '', { 'x-ratelimit-reset-after': '4.5' }))).toBe(5)
  expect(until(meaning(429, '<!doctype html><p>You are being blocked', { 'retry-after': '1800' }))).toBe(1800)
  expect(until(meaning(429, '{}'))).toBe(60)
})

test('a page that refuses is no word of the network: nobody is signed out, and nothing is proven', () => {
  for (const status of [401, 403, 404, 502])
    expect(meaning(status, '<!doctype html><p>Access denied')).toMatchObject({ kind: 'unknown-outcome' })
})
