import fastify from 'fastify'
import { expect, test } from 'vitest'

import { mountLinks } from './mount-links.ts'
import { guardOrigins } from './origin-guard.ts'

test('a short domain answers by its links alone, the server’s own address below /l/, and neither is kept by anyone', async () => {
  const asked: string[] = []
  const app = fastify()
  mountLinks(app, {
    isShortHost: (host) => host === 'go.tea.example',
    follow: async ({ host, code, method, header }) => {
      asked.push(`${method} ${host}/${code} ${header('user-agent') ?? ''}`)
      return code === 'tea' ? { kind: 'redirect', to: 'https://tea.example/?a=1' } : { kind: 'gone' }
    },
    start: () => Promise.resolve(),
    stop: () => Promise.resolve(),
  })
  guardOrigins(app, { publicUrl: 'https://hearth.example', host: '127.0.0.1' })
  app.get('/api/secret', async () => 'for members')
  await using _ = { [Symbol.asyncDispose]: () => app.close() }
  const ask = (host: string, url: string, more: object = {}) => app.inject({ url, headers: { host, 'user-agent': 'kettle', ...more } })
  const found = await ask('go.tea.example', '/tea?from=poster')
  expect(found).toMatchObject({ statusCode: 302, headers: { location: 'https://tea.example/?a=1', 'cache-control': 'no-store' } })
  expect(found.headers['referrer-policy']).toBe('strict-origin-when-cross-origin')
  expect(await ask('hearth.example', '/l/tea')).toMatchObject({ statusCode: 302 })
  expect(asked).toEqual(['GET go.tea.example/tea kettle', 'GET /tea kettle'])
  const over = await ask('GO.tea.example:8443', '/old', { 'accept-language': 'zh-TW' })
  expect(over).toMatchObject({ statusCode: 410, body: expect.stringContaining('短網址已失效') })
  expect((await ask('go.tea.example', '/api/secret')).body).not.toContain('members')
  expect(await app.inject({ method: 'POST', url: '/tea', headers: { host: 'go.tea.example' } })).toMatchObject({ statusCode: 404 })
  expect(await ask('elsewhere.example', '/l/tea')).toMatchObject({ statusCode: 421 })
})
