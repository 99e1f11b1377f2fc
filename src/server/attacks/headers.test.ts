import { expect, test } from 'vitest'

import { attackedHearth } from './attacked-hearth.ts'

test('a browser is told to run our own scripts alone, to guess nothing, to show us in no frame, and to keep no answer of the API', async () => {
  await using hearth = await attackedHearth()
  for (const path of ['/', '/api/docs', '/api/v1/me', '/api/v1/nothing', '/healthz']) {
    const { headers } = await hearth.ask('GET', path)
    const said = (name: string) => headers.get(name)
    const policy = (said('content-security-policy') ?? '').split(';')
    expect({
      path,
      policy,
      type: said('x-content-type-options'),
      referrer: said('referrer-policy'),
      cors: said('access-control-allow-origin'),
    }).toEqual({
      path,
      policy: expect.arrayContaining([
        "default-src 'self'",
        "script-src 'self'",
        "object-src 'none'",
        "base-uri 'none'",
        "frame-ancestors 'none'",
      ]),
      type: 'nosniff',
      referrer: 'same-origin',
      cors: null,
    })
  }
  const kept = ['/api/v1/me', '/api/rpc/teams/me', '/api/v1/nothing'].map(async (path) => {
    const { headers } = await hearth.ask('GET', path)
    return headers.get('cache-control')
  })
  expect(await Promise.all(kept)).toEqual(['no-store', 'no-store', 'no-store'])
})
