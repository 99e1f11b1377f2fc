import { readFileSync } from 'node:fs'

import { expect, test } from 'vitest'

import type { AccountAccess, NetworkEnvironment, Trouble } from '../network.ts'
import { noMedia } from '../no-media.ts'
import { fromAnswer } from './failures.ts'
import { pagesOf } from './pages.ts'
import { hostsIn } from './session.ts'
import { testPost } from './test-content.ts'
import { startJob } from './test-stage.ts'
import { readVideoState } from './video-state.ts'

const now = Temporal.Instant.from('2026-11-24T09:00:00Z')
const situation = { host: 'graph.facebook.com', final: false, now }
const access: AccountAccess = {
  externalId: '612345678901234',
  settings: hostsIn({}),
  limits: {},
  secret: { token: 'EAAWtoken', proof: 'ab' },
}

test('Pages are read, and those on which nobody may publish left out', async () => {
  const person = { hosts: hostsIn({}), token: 'EAAWperson', appSecret: 'hush', comments: true, messages: false, insights: false }
  expect(await pagesOf(person, answering(fixture('pages.json')))).toMatchObject({
    ok: true,
    value: {
      externalId: '612345678901234',
      handle: '612345678901234',
      displayName: 'Campfire',
      profileUrl: 'https://www.facebook.com/612345678901234',
      secret: { value: { token: 'EAAWPageTokenOfTheFirst' } },
    },
  })
})

test('what the network says of a film that it refuses is kept', async () => {
  const read = await readVideoState('912345678901234', startJob(access, testPost({})), answering(fixture('reel-status.json')))
  expect(read).toEqual({ ok: true, value: { is: 'refused', detail: '1363040 The aspect ratio has to be 9:16.' } })
})

test.each<[number, number | undefined, Trouble['kind'], string]>([
  [190, undefined, 'signed-out', 'signed-out'],
  [190, 460, 'signed-out', 'signed-out'],
  [190, 463, 'signed-out', 'token-expired'],
  [10, undefined, 'signed-out', 'right-missing'],
  [200, undefined, 'signed-out', 'right-missing'],
  [4, undefined, 'slow-down', 'slow-down'],
  [613, undefined, 'slow-down', 'slow-down'],
  [80_001, undefined, 'slow-down', 'slow-down'],
  [506, undefined, 'rejected', 'duplicate'],
  [100, 1366051, 'rejected', 'duplicate'],
  [368, undefined, 'rejected', 'held-as-spam'],
  [1609005, undefined, 'rejected', 'link-refused'],
  [1, 1366046, 'rejected', 'image-refused'],
  [6000, 1363023, 'rejected', 'video-refused'],
  [6000, 1363033, 'unavailable', 'upload-interrupted'],
  [100, 33, 'rejected', 'not-there'],
  [101, undefined, 'rejected', 'app-refused'],
  [2, undefined, 'unavailable', 'server-trouble'],
  [100, undefined, 'rejected', 'refused'],
])('the error %i/%s means %s: %s', (code, subcode, kind, named) => {
  const error = { message: 'Words', type: 'OAuthException', code, ...(subcode === undefined ? {} : { error_subcode: subcode }) }
  expect(meaning(JSON.stringify({ error }))).toMatchObject({ kind, reason: { code: named } })
})

test('a fault of the network during the final step leaves open what happened', () => {
  const text = JSON.stringify({ error: { message: 'An unknown error occurred', code: 2, is_transient: true } })
  for (const status of [400, 500]) {
    expect(fromAnswer({ response: new Response(text, { status }), text }, { ...situation, final: true }).kind).toBe('unknown-outcome')
  }
})

test('a pause lasts as long as the network estimates', () => {
  const text = JSON.stringify({ error: { message: 'Too many calls', code: 80_001 } })
  const usage = JSON.stringify({ '612345678901234': [{ type: 'pages', call_count: 100, estimated_time_to_regain_access: 37 }] })
  const trouble = meaning(text, { 'x-business-use-case-usage': usage })
  expect(trouble.kind === 'slow-down' && trouble.until.toString()).toBe('2026-11-24T09:37:00Z')
})

function meaning(text: string, headers: Record<string, string> = {}): Trouble {
  return fromAnswer({ response: new Response(text, { status: 400, headers }), text }, situation)
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
