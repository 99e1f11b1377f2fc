import { expect, test } from 'vitest'

import { postman } from './postman.ts'

const query = (values: Record<string, string>) => Object.entries(values).map(([key, value]) => ({ key, value }))
const answer = (body: string) => [{ body }]

const collection = {
  auth: { type: 'oauth2' },
  variable: [{ key: 'fields_post', value: 'id,text,poll{option_a}' }],
  item: [
    {
      item: [
        {
          request: {
            method: 'POST',
            url: { path: ['me', 'posts'], query: query({ type: 'TEXT', text: 'Hello', link: 'https://a.example' }) },
          },
          response: answer('{"id": "string"}'),
        },
        { request: { method: 'POST', url: { path: ['me', 'posts'], query: query({ type: 'IMAGE', image: '{{image}}' }) } } },
      ],
    },
    {
      request: { method: 'GET', url: { path: ['me', 'posts'], query: query({ fields: '{{fields_post}}', limit: '50' }) } },
      response: answer('{"data": [{"id": <string>, "likes": 1}, ...], "paging": {"after": "string"}}'),
    },
    {
      request: { method: 'GET', url: { path: ['{{post_id}}', ''], query: query({ fields: '{{fields_post}}' }) } },
      response: answer('{"id": "string"}'),
    },
    {
      request: {
        method: 'PUT',
        header: [
          { key: 'Version', value: '<string>' },
          { key: 'Accept', value: 'application/json' },
          { key: 'Extra', value: '', disabled: true },
        ],
        url: { path: ['posts', ':id'], query: [] },
        body: { raw: '{"text": "Hello", "tags": ["a"]}' },
      },
    },
    {
      request: {
        method: 'POST',
        auth: { type: 'noauth' },
        url: { path: ['token'], query: [{ key: 'code', value: '', description: '(Required) ' }] },
      },
    },
  ],
}

const api = postman(collection, { below: '/v1.0', apart: ['type'] })
const signed = { authorization: 'Bearer x' }

function send(method: string, path: string, body?: Record<string, string>): Request {
  return new Request(`http://127.0.0.1:9${path}`, { method, headers: signed, ...(body ? { body: new URLSearchParams(body) } : {}) })
}

function put(body: unknown, headers: Record<string, string> = { version: '1', accept: 'application/json' }): Request {
  const all = { ...signed, 'content-type': 'application/json', ...headers }
  return new Request('http://127.0.0.1:9/posts/7', { method: 'PUT', headers: all, body: JSON.stringify(body) })
}

test('a request as one of the examples has nothing wrong, in a form or in the address', async () => {
  expect(await api.wrongWith(send('POST', '/v1.0/me/posts', { type: 'TEXT', text: 'x' }))).toEqual([])
  expect(await api.wrongWith(send('POST', '/v1.0/me/posts?type=IMAGE&image=x'))).toEqual([])
  expect(await api.wrongWith(send('GET', '/v1.0/17?fields=id,poll{option_a}'))).toEqual([])
  expect(await api.wrongWith(put({ text: 'x', tags: [] }))).toEqual([])
  expect(await api.wrongWith(new Request('http://127.0.0.1:9/token?code=1', { method: 'POST' }))).toEqual([])
  expect(api.describes(send('DELETE', '/v1.0/17'))).toBe(false)
})

test.each<[string, Request]>([
  ['DELETE /17 is not described', send('DELETE', '/17')],
  ['POST /v1.0/me/posts: parameter link is not described', send('POST', '/v1.0/me/posts', { type: 'IMAGE', image: 'x', link: 'y' })],
  ['POST /v1.0/me/posts: parameter type is missing', send('POST', '/v1.0/me/posts', { text: 'x' })],
  ['GET /v1.0/17: field likes is not described', send('GET', '/v1.0/17?fields=id,likes')],
  ['GET /17: nobody is signed in', new Request('http://127.0.0.1:9/17')],
  ['POST /token: parameter code is missing', new Request('http://127.0.0.1:9/token', { method: 'POST' })],
  ['PUT /posts/7: header Version is missing', put({ text: 'x' }, { accept: 'application/json' })],
  ['PUT /posts/7: header Accept is not application/json', put({ text: 'x' }, { version: '1', accept: 'text/html' })],
  ['PUT /posts/7: body/colour is not described', put({ text: 'x', colour: 'red' })],
  ['PUT /posts/7: body/tags/0 is no string', put({ tags: [1] })],
])('“%s” is noticed', async (sentence, request) => {
  expect(await api.wrongWith(request)).toEqual([sentence])
})

test('an answer has the names and types of its example, and those that were asked for', async () => {
  const list = send('GET', '/v1.0/me/posts?fields=id,text')
  const answered = (body: unknown, status = 200) => api.wrongWithAnswer(list, Response.json(body, { status }))
  expect(await answered({ data: [{ id: '1', text: 'x', likes: 2 }], paging: { after: 'c' } })).toEqual([])
  expect(await answered({ data: [{ id: 1, colour: 'red' }] })).toEqual([
    '200 to GET /v1.0/me/posts: body/data/0/id is no string',
    '200 to GET /v1.0/me/posts: body/data/0/colour is not described',
  ])
  expect(await answered({ error: {} }, 400)).toEqual([])
  expect(await api.wrongWithAnswer(send('GET', '/17/likes'), Response.json({}))).toEqual(['200 to GET /17/likes is not described'])
})

test('what is no collection is not read', () => {
  expect(() => postman({})).toThrow(/item/)
})
