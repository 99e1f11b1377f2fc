import { describe, expect, test } from 'vitest'

import { openApi } from './openapi.ts'

const document = {
  openapi: '3.0.0',
  security: [{ token: [] }],
  paths: {
    '/posts': {
      post: {
        parameters: [{ name: 'Idempotency-Key', in: 'header', required: true, schema: { type: 'string' } }],
        requestBody: {
          required: true,
          content: {
            'application/json': { schema: { $ref: '#/components/schemas/Post' } },
            'multipart/form-data': { schema: { $ref: '#/components/schemas/Post' } },
          },
        },
        responses: { '201': { content: { 'application/json': { schema: { $ref: '#/components/schemas/Post' } } } } },
      },
    },
    '/posts/{id}': {
      parameters: [{ name: 'id', in: 'path', required: true, schema: { type: 'integer' } }],
      get: { security: [], parameters: [{ $ref: '#/components/parameters/Fields' }], responses: { default: {} } },
    },
    '/posts/me': { get: { responses: { '2XX': {} } } },
  },
  components: {
    parameters: {
      Fields: { name: 'fields', in: 'query', explode: false, schema: { type: 'array', items: { type: 'string', enum: ['text', 'poll'] } } },
    },
    schemas: {
      Post: {
        type: 'object',
        required: ['text'],
        additionalProperties: false,
        properties: {
          text: { type: 'string', nullable: true, maxLength: 5 },
          file: { type: 'string', format: 'binary' },
          poll: { type: 'object', properties: { options: { type: 'array', items: { type: 'string' } }, minutes: { type: 'integer' } } },
        },
      },
    },
  },
}

const api = openApi(document)
const headers = { authorization: 'Bearer x', 'idempotency-key': 'k', 'content-type': 'application/json' }

function post(body: unknown, changes: Record<string, string> = {}): Request {
  const all = Object.entries({ ...headers, ...changes }).filter(([, value]) => value !== '')
  return new Request('http://127.0.0.1:9/posts', { method: 'POST', headers: Object.fromEntries(all), body: JSON.stringify(body) })
}

function get(path: string): Request {
  return new Request(`http://127.0.0.1:9${path}`, { headers: { authorization: 'Bearer x' } })
}

describe('a request', () => {
  test('as described has nothing wrong', async () => {
    expect(await api.wrongWith(post({ text: 'Hello' }))).toEqual([])
    expect(await api.wrongWith(post({ text: null, poll: { options: ['a'], minutes: 5 } }))).toEqual([])
    expect(await api.wrongWith(get('/posts/1?fields=text,poll'))).toEqual([])
  })

  test('in the shape of a form is read with its lists, objects, numbers and files', async () => {
    const body = new FormData()
    body.set('text', 'Hello')
    body.set('file', new File(['x'], 'x.png'))
    body.append('poll[options][]', 'a')
    body.append('poll[options][]', 'b')
    body.set('poll[minutes]', '5')
    const request = () =>
      new Request('http://127.0.0.1:9/posts', { method: 'POST', headers: { authorization: 'Bearer x', 'idempotency-key': 'k' }, body })
    expect(await api.wrongWith(request())).toEqual([])
    body.set('poll[minutes]', 'soon')
    expect(await api.wrongWith(request())).toEqual(['POST /posts: body/poll/minutes must be integer'])
  })

  test.each<[string, Request]>([
    ['GET /nowhere is not described', get('/nowhere')],
    ['POST /posts: no authorization header', post({ text: 'a' }, { authorization: '' })],
    ['POST /posts: header parameter Idempotency-Key is missing', post({ text: 'a' }, { 'idempotency-key': '' })],
    ['POST /posts: content type text/plain is not described', post({ text: 'a' }, { 'content-type': 'text/plain' })],
    ["POST /posts: body must have required property 'text'", post({})],
    ['POST /posts: body/text must NOT have more than 5 characters', post({ text: 'too long' })],
    ['POST /posts: body must NOT have additional properties (colour)', post({ text: 'a', colour: 'red' })],
    ['GET /posts/x: path parameter id must be integer', get('/posts/x')],
    ['GET /posts/1: query parameter page is not described', get('/posts/1?page=2')],
    ['GET /posts/1: query parameter fields/1 must be equal to one of the allowed values (text,poll)', get('/posts/1?fields=text,links')],
  ])('is told apart: %s', async (sentence, request) => {
    expect(await api.wrongWith(request)).toEqual([sentence])
  })

  test('to a path of its own is not taken for one with an id', async () => {
    expect(api.describes(get('/posts/me'))).toBe(true)
    expect(await api.wrongWith(get('/posts/me'))).toEqual([])
    expect(api.describes(new Request('http://127.0.0.1:9/posts/me', { method: 'DELETE' }))).toBe(false)
  })
})

test('an answer is checked by its status', async () => {
  const request = post({ text: 'a' })
  expect(await api.wrongWithAnswer(request, Response.json({ text: 'a' }, { status: 201 }))).toEqual([])
  expect(await api.wrongWithAnswer(get('/posts/me'), new Response(null, { status: 204 }))).toEqual([])
  expect(await api.wrongWithAnswer(request, Response.json({ text: 1 }, { status: 201 }))).toEqual([
    '201 to POST /posts: body/text must be string',
  ])
  expect(await api.wrongWithAnswer(request, Response.json({}, { status: 418 }))).toEqual(['418 to POST /posts is not described'])
  expect(
    await api.wrongWithAnswer(request, new Response('{', { status: 201, headers: { 'content-type': 'application/json' } })),
  ).not.toEqual([])
})
