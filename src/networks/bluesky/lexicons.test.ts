import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { createRequire } from 'node:module'

import { expect, test } from 'vitest'
import { z } from 'zod'

import type { PostPart } from '../network.ts'
import { messageInput } from './chat-sending.ts'
import { gateRecord } from './gate.ts'
import { postRecord } from './record.ts'
import { rulesOfAnswers } from './rules-of-answers.ts'

/** The network's published lexicons lie beside the checkout where the project is developed; elsewhere the server's own check must do. */
const folder = new URL('../../../../shared/specs/bluesky/lexicons/', import.meta.url)

interface Validator {
  new (documents: readonly unknown[]): {
    assertValidRecord(type: string, record: unknown): unknown
    assertValidXrpcInput(method: string, input: unknown): unknown
  }
}
const validatorSchema = z.object({ Lexicons: z.custom<Validator>(), jsonToLex: z.custom<(json: unknown) => unknown>() })

/** The validator that the network's own library uses. */
function loadValidator() {
  const { Lexicons, jsonToLex } = validatorSchema.parse(createRequire(import.meta.resolve('@atproto/api'))('@atproto/lexicon'))
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((file) =>
    /^(app\/bsky\/(feed|embed|richtext)|chat\/bsky\/(convo|embed)|com\/atproto\/(repo|label))\/.*\.json$/.test(file),
  )
  const needed = files.map((file) => JSON.parse(readFileSync(new URL(file, folder), 'utf8')))
  const lexicons = new Lexicons(needed)
  return {
    validate: (record: unknown, type = 'app.bsky.feed.post') => lexicons.assertValidRecord(type, jsonToLex(record)),
    validateInput: (method: string, input: unknown) => lexicons.assertValidXrpcInput(method, jsonToLex(input)),
  }
}

const blob = {
  $type: 'blob' as const,
  ref: { $link: 'bafkreibme22gw2h7y2h7tg2fhqotaqjucnbc24deqo72b6mkl2egezxhvy' },
  mimeType: 'image/png',
  size: 100,
}
const uploaded = { blob, width: 64, height: 48 }
const strongRef = { uri: 'at://did:plc:ewvi7nxzyoun6zhxrhs64oiz/app.bsky.feed.post/3jui7kd54zh2y', cid: blob.ref.$link }

function recordOf(part: Partial<PostPart>, images: readonly (typeof uploaded)[] = []) {
  return postRecord({
    part: { text: '', media: [], ...part },
    languages: ['en', 'zh-TW', 'ja', 'de'],
    createdAt: '2027-03-01T12:00:00.000Z',
    shown: images,
    captions: [],
    thumb: uploaded,
    mentions: { 'alice.example.com': 'did:plc:ewvi7nxzyoun6zhxrhs64oiz' },
    reply: { root: strongRef, parent: strongRef },
  })
}

test.skipIf(!existsSync(folder))('every record is valid by the published lexicons', () => {
  const { validate } = loadValidator()
  const link = { url: 'https://example.com/新聞', title: '', description: '' }
  const odd = `@alice.example.com #開幕 https://x.test/${'a'.repeat(20)} $HRTH \ud800 httpx.com https:///nowhere`
  for (const record of [recordOf({ text: odd }), recordOf({ link }), recordOf({ text: 'x' }, [uploaded, uploaded, uploaded, uploaded])]) {
    expect(() => validate(record)).not.toThrow()
  }
  expect(() => validate({ ...recordOf({}), text: 'x'.repeat(301) })).toThrow(/grapheme/)
  expect(() => validate(gate(300), 'app.bsky.feed.threadgate')).not.toThrow()
  expect(() => validate(gate(301), 'app.bsky.feed.threadgate')).toThrow(/300/)
})

function gate(hidden: number) {
  const hiddenReplies = Array.from({ length: hidden }, () => strongRef.uri)
  return gateRecord({ post: strongRef.uri, gate: undefined, hiddenReplies }, Temporal.Instant.from('2027-03-01T12:00:00Z'))
}

function content(text: string) {
  return { parts: [{ text, media: [] }], languages: [], settings: {} }
}

test.skipIf(!existsSync(folder))('every message is valid by the published lexicons, up to their length', () => {
  const { validateInput } = loadValidator()
  const send = (words: string) => validateInput('chat.bsky.convo.sendMessage', { convoId: 'one', message: messageInput(words) })
  for (const words of ['See https://x.test/新聞 #開幕 @alice.example.com \ud800', '字'.repeat(1000)])
    expect(() => send(words)).not.toThrow()
  expect(() => send('x'.repeat(1001))).toThrow(/grapheme/)
  const rules = rulesOfAnswers({}, 'message')
  expect([rules.check(content('字'.repeat(1000))), rules.text.overflow('字'.repeat(1000))]).toEqual([[], undefined])
  expect(rules.check(content('字'.repeat(1001)))).toMatchObject([{ reason: { code: 'text-too-long', params: { over: 1 } } }])
  expect(rules.check(content('👨‍👩‍👧‍👦'.repeat(500)))).toMatchObject([{ reason: { code: 'text-too-many-bytes' } }])
  expect(rules.count('字')).toMatchObject([
    { used: 1, max: 1000 },
    { used: 3, max: 10_000 },
  ])
})
