import { expect, test } from 'vitest'

import { attackedHearth } from './attacked-hearth.ts'

test('a browser is told to run our own scripts alone, to guess nothing, to show us in no frame, and to keep no answer of the API', async () => {
  await using hearth = await attackedHearth()
  for (const path of ['/', '/api/docs', '/api/v1/me', '/api/v1/nothing', '/healthz']) {
    const { headers } = await hearth.ask('GET', path)
    const policy = new Map((headers.get('content-security-policy') ?? '').split(';').map((line) => [line.split(' ')[0], line]))
    expect(policy.get('script-src'), path).toBe("script-src 'self'")
    expect(policy.get('default-src'), path).toBe("default-src 'self'")
    for (const name of ['object-src', 'base-uri', 'frame-ancestors']) expect(policy.get(name), path).toBe(`${name} 'none'`)
    expect(headers.get('x-content-type-options'), path).toBe('nosniff')
    expect(headers.get('referrer-policy'), path).toBe('same-origin')
    expect(headers.get('access-control-allow-origin'), path).toBeNull()
    expect(headers.get('x-powered-by'), path).toBeNull()
  }
  for (const path of ['/api/v1/me', '/api/rpc/teams/me', '/api/v1/nothing'])
    expect((await hearth.ask('GET', path)).headers.get('cache-control'), path).toBe('no-store')
})
