import { readFileSync } from 'node:fs'

import { expect, test } from 'vitest'

import { statusSchema } from './api.ts'
import { fromAnswer } from './failures.ts'
import { plainText } from './html.ts'
import { readInstance } from './instance.ts'
import { asMade } from './part.ts'

/** A payload in the documented shape. */
function fixture(file: string): string {
  return readFileSync(new URL(`fixtures/${file}`, import.meta.url), 'utf8')
}

const now = Temporal.Instant.from('2027-03-01T12:00:00Z')

function answering(answers: Readonly<Record<string, string>>): typeof globalThis.fetch {
  return async (input) => {
    const answer = answers[new URL(new Request(input).url).pathname]
    return answer === undefined ? Response.json({ error: 'Not found' }, { status: 404 }) : new Response(answer)
  }
}

function read(answers: Readonly<Record<string, string>>) {
  const environment = { fetch: answering(answers), now: () => now, signal: AbortSignal.timeout(5000) }
  return readInstance({ server: 'https://social.example' }, environment)
}

test('what a server says of itself becomes its limits', async () => {
  expect(await read({ '/api/v2/instance': fixture('instance-v2.json') })).toMatchObject({
    ok: true,
    value: {
      domain: 'social.example',
      keepsKeys: true,
      limits: {
        characters: 1000,
        images: 6,
        imageBytes: 10_485_760,
        imagePixels: 16_777_216,
        altCharacters: 3000,
        polls: { options: 8, optionCharacters: 80, minSeconds: 600, maxSeconds: 86_400 },
      },
    },
  })
})

test('a server without version 2 is read by version 1, in which a fork tells its length', async () => {
  expect(await read({ '/api/v1/instance': fixture('instance-v1.json') })).toMatchObject({
    ok: true,
    value: { domain: 'old.example', keepsKeys: true, limits: { characters: 5000, images: 4, perUrl: 23 } },
  })
})

test('a post is read as it is shown', () => {
  const status = statusSchema.parse(JSON.parse(fixture('status.json')))
  expect(asMade(status, 'https://social.example')).toEqual({ id: status.id, url: status.url })
  expect(plainText(status.content)).toBe('Bread & tea 🔥\nfor @kindling\n\nhttps://www.example.com/a/very/long/path/to/somewhere')
})

test('entities that are none stay as they were written', () => {
  expect(plainText('<p>&nonsense; &#x41; &#99999999; &#1114112; &lt;b&gt;</p>')).toBe('&nonsense; A &#99999999; &#1114112; <b>')
})

test.each([
  [401, 'The access token was revoked', 'signed-out', 'signed-out'],
  [401, 'invalid_client', 'rejected', 'app-forgotten'],
  [400, 'invalid_grant', 'rejected', 'sign-in-not-taken'],
  [403, 'This action is outside the authorized scopes', 'signed-out', 'right-missing'],
  [403, 'Your login is currently disabled', 'signed-out', 'account-not-usable'],
  [403, 'This action is not allowed', 'rejected', 'refused'],
  [404, 'Record not found', 'rejected', 'not-there'],
  [422, 'This method requires an authenticated user', 'signed-out', 'signed-out'],
  [422, '驗證失敗', 'rejected', 'refused'],
  [503, 'Remote data could not be fetched', 'unavailable', 'server-trouble'],
])('%i “%s” means %s: %s', (status, error, kind, code) => {
  const response = Response.json({ error }, { status })
  const trouble = fromAnswer({ response, text: JSON.stringify({ error }) }, { host: 'social.example', final: false, now })
  expect(trouble).toMatchObject({ kind, reason: { code } })
})
