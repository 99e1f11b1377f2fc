import { expect, test } from 'vitest'

import { botApi } from './bot-api.ts'

const api = botApi({
  methods: {
    send: {
      fields: [
        { name: 'chat_id', types: ['Integer', 'String'], required: true },
        { name: 'photo', types: ['InputFile', 'String'], required: false },
        { name: 'media', types: ['Array of Media'], required: false },
        { name: 'silent', types: ['Boolean'], required: false },
      ],
      returns: ['Message'],
    },
    look: { returns: ['Array of Integer'] },
  },
  types: {
    Message: {
      fields: [
        { name: 'id', types: ['Integer'], required: true },
        { name: 'text', types: ['String'], required: false },
      ],
    },
    Media: { subtypes: ['Picture', 'Film'] },
    Picture: { fields: [{ name: 'media', types: ['String'], required: true }] },
    Film: {
      fields: [
        { name: 'media', types: ['String'], required: true },
        { name: 'seconds', types: ['Integer'], required: true },
      ],
    },
    ResponseParameters: { fields: [{ name: 'retry_after', types: ['Integer'], required: false }] },
    InputFile: {},
  },
})

const address = 'http://127.0.0.1:9/bot1:secret'

function json(body: unknown): Request {
  return new Request(`${address}/send`, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) })
}

function form(fields: Readonly<Record<string, string | Blob>>): Request {
  const body = new FormData()
  for (const [name, value] of Object.entries(fields)) body.set(name, value)
  return new Request(`${address}/send`, { method: 'POST', body })
}

test('requests are as described: in the address, as JSON, and as a form with files', async () => {
  expect(api.describes(json({}))).toBe(true)
  expect(api.describes(new Request(`${address}/other`))).toBe(false)
  expect(await api.wrongWith(new Request(`${address}/send?chat_id=a`))).toEqual([])
  expect(await api.wrongWith(json({ chat_id: -5, silent: true, media: [{ media: 'a' }, { media: 'b', seconds: 2 }] }))).toEqual([])
  expect(await api.wrongWith(form({ chat_id: '5', photo: new Blob(['x']), silent: 'true' }))).toEqual([])
  expect(await api.wrongWith(form({ chat_id: '5', media: '[{"media":"attach://one"}]', one: new Blob(['x']) }))).toEqual([])
})

test('what is not as described is named', async () => {
  expect(await api.wrongWith(json({ chat_id: 1.5, silent: 'yes', loud: 1 }))).toEqual([
    'send: chat_id is no Integer',
    'send: silent is no Boolean',
    'send: parameter loud is not described',
  ])
  expect(await api.wrongWith(json({ media: [{ media: 'b', seconds: 'two' }, {}] }))).toEqual([
    'send: media/0/seconds is not described',
    'send: media/1/media is missing',
    'send: parameter chat_id is missing',
  ])
  expect(await api.wrongWith(form({ chat_id: '5', one: new Blob(['x']) }))).toEqual(['send: parameter one is not described'])
})

function wrong(body: unknown, name = 'send'): Promise<readonly string[]> {
  return api.wrongWithAnswer(new Request(`${address}/${name}`), Response.json(body))
}

test('answers are results or errors, and what they bring is as described', async () => {
  expect(await wrong({ ok: true, result: { id: 1, text: 'Tea' } })).toEqual([])
  expect(await wrong({ ok: true, result: [1, 2] }, 'look')).toEqual([])
  expect(await wrong({ ok: false, error_code: 429, description: 'Too Many Requests', parameters: { retry_after: 3 } })).toEqual([])
  expect(await wrong({ ok: true, result: { text: 5, more: 1 } })).toEqual([
    '200 to send: result/text is no String',
    '200 to send: result/more is not described',
    '200 to send: result/id is missing',
  ])
  expect(await wrong({ error: 'No' })).toEqual(['200 to send: it is neither a result nor an error'])
  expect(await wrong({ ok: false, error_code: 429, description: '', parameters: { after: 3 } })).toEqual([
    '200 to send: parameters/after is not described',
  ])
})
