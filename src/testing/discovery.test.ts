import { expect, test } from 'vitest'

import { discovery } from './discovery.ts'

const api = discovery({
  discoveryVersion: 'v1',
  servicePath: '',
  parameters: { fields: { type: 'string', location: 'query' }, uploadType: { type: 'string', location: 'query' } },
  resources: {
    loaves: {
      methods: {
        list: {
          httpMethod: 'GET',
          path: 'bakery/v1/loaves',
          scopes: ['bread'],
          parameters: {
            part: { type: 'string', location: 'query', required: true, repeated: true, enum: ['crust', 'crumb'] },
            most: { type: 'integer', location: 'query', minimum: '1', maximum: '50' },
            warm: { type: 'boolean', location: 'query' },
          },
          response: { $ref: 'Loaf' },
        },
        bake: {
          httpMethod: 'POST',
          path: 'bakery/v1/loaves',
          scopes: ['bread'],
          request: { $ref: 'Loaf' },
          response: { $ref: 'Loaf' },
          mediaUpload: { accept: ['image/*'], maxSize: '1000', protocols: { simple: { path: '/upload/bakery/v1/loaves' } } },
        },
      },
      resources: {
        crumbs: {
          methods: {
            sweep: {
              httpMethod: 'DELETE',
              path: 'bakery/v1/loaves/{id}',
              parameters: { id: { type: 'string', location: 'path', required: true } },
            },
            find: {
              httpMethod: 'GET',
              path: 'bakery/v1/{+name}',
              parameters: { name: { type: 'string', location: 'path', required: true, pattern: '^loaves/[^/]+$' } },
            },
            weigh: {
              httpMethod: 'GET',
              path: 'bakery/v1/{+name}:weigh',
              parameters: {
                name: { type: 'string', location: 'path', required: true, pattern: '^loaves/[^/]+$' },
                unit: { type: 'string', location: 'query', required: true },
              },
            },
          },
        },
      },
    },
  },
  schemas: {
    Loaf: {
      id: 'Loaf',
      type: 'object',
      properties: {
        name: { type: 'string' },
        grams: { type: 'string', format: 'uint64' },
        kind: { type: 'string', enum: ['rye', 'wheat'] },
        maker: { $ref: 'Baker' },
      },
    },
    Baker: { id: 'Baker', type: 'object', properties: { since: { type: 'string', format: 'date-time' } } },
  },
})

const at = 'http://127.0.0.1:1'
const signed = { authorization: 'Bearer x' }

function ask(path: string, init: Omit<RequestInit, 'headers'> & { readonly headers?: Record<string, string> } = {}): Request {
  return new Request(at + path, { ...init, headers: { ...signed, ...init.headers } })
}

test.each<[string, Request, readonly string[]]>([
  ['as described', ask('/bakery/v1/loaves?part=crust,crumb&most=50&warm=true'), []],
  ['with a path of its own', ask('/bakery/v1/loaves/7', { method: 'DELETE' }), []],
  ['by the whole name of something', ask('/bakery/v1/loaves/7'), []],
  ['by a method of its own', ask('/bakery/v1/loaves/7:weigh?unit=g'), []],
  ['of another path', ask('/bakery/v2/loaves'), ['GET /bakery/v2/loaves is not described']],
  ['by another method', ask('/bakery/v1/loaves', { method: 'PATCH' }), ['PATCH /bakery/v1/loaves is not described']],
  ['without signing in', new Request(`${at}/bakery/v1/loaves?part=crust`), ['GET /bakery/v1/loaves: no authorization header']],
  [
    'with parameters that are wrong',
    ask('/bakery/v1/loaves?part=butter&most=51&warm=yes&size=1'),
    ['part must be one of crust, crumb', 'most is out of range', 'warm must be true or false', 'size is not described'].map(
      (each) => `GET /bakery/v1/loaves: parameter ${each}`,
    ),
  ],
  ['without what it needs', ask('/bakery/v1/loaves'), ['GET /bakery/v1/loaves: parameter part is missing']],
])('a request %s', async (_, request, wrong) => {
  expect(await api.wrongWith(request)).toEqual(wrong)
})

const json = (value: unknown, path = '/bakery/v1/loaves', headers = {}) =>
  ask(path, { method: 'POST', body: JSON.stringify(value), headers: { 'content-type': 'application/json', ...headers } })

test('a body is compared with its schema, and fields that it does not have are wrong', async () => {
  expect(await api.wrongWith(json({ name: 'Rye', grams: '750', maker: { since: '2020-01-01T00:00:00Z' } }))).toEqual([])
  expect(await api.wrongWith(json({ grams: 'many', kind: 'oat', maker: { since: 'long ago' }, sold: true }))).toHaveLength(4)
  expect(await api.wrongWith(ask('/bakery/v1/loaves', { method: 'POST', body: '{' }))).toEqual(['POST /bakery/v1/loaves: body is no JSON'])
})

test('files come alone, beside what is said of them, or in pieces', async () => {
  const upload = '/upload/bakery/v1/loaves'
  const media = (type: string) => ask(`${upload}?uploadType=media`, { method: 'POST', body: 'x', headers: { 'content-type': type } })
  expect(await api.wrongWith(media('image/png'))).toEqual([])
  expect(await api.wrongWith(media('text/plain'))).toEqual([`POST ${upload}: content type text/plain is not accepted`])
  const body = '--b\r\nContent-Type: application/json\r\n\r\n{"name":"Rye"}\r\n--b\r\nContent-Type: image/png\r\n\r\nx\r\n--b--\r\n'
  const related = (text: string) =>
    ask(`${upload}?uploadType=multipart`, { method: 'POST', body: text, headers: { 'content-type': 'multipart/related; boundary=b' } })
  expect(await api.wrongWith(related(body))).toEqual([])
  expect(await api.wrongWith(related(body.replace('name', 'nome')))).toHaveLength(1)
  const announced = { 'x-upload-content-type': 'image/png', 'x-upload-content-length': '1000' }
  expect(await api.wrongWith(json({ name: 'Rye' }, `${upload}?uploadType=resumable`, announced))).toEqual([])
  expect(await api.wrongWith(json({}, `${upload}?uploadType=resumable`, { ...announced, 'x-upload-content-length': '1001' }))).toHaveLength(
    1,
  )
  const piece = (range: string) => ask(`${upload}?uploadType=resumable&upload_id=1`, { method: 'PUT', headers: { 'content-range': range } })
  expect(await api.wrongWith(piece('bytes */1000'))).toEqual([])
  expect(await api.wrongWith(piece('bytes 0-9'))).toHaveLength(1)
})

test('answers are compared, too; those that say no have no schema', async () => {
  const list = ask('/bakery/v1/loaves?part=crust')
  expect(await api.wrongWithAnswer(list, Response.json({ name: 'Rye' }))).toEqual([])
  expect(await api.wrongWithAnswer(list, Response.json({ title: 'Rye' }))).toHaveLength(1)
  expect(await api.wrongWithAnswer(list, Response.json({ error: {} }, { status: 403 }))).toEqual([])
  expect(await api.wrongWithAnswer(ask('/bakery/v1/loaves/7', { method: 'DELETE' }), new Response(null, { status: 204 }))).toEqual([])
  expect(api.describes(ask('/token', { method: 'POST' }))).toBe(false)
})
