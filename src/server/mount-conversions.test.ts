import { createHmac } from 'node:crypto'

import rateLimit from '@fastify/rate-limit'
import fastify from 'fastify'
import { expect, test } from 'vitest'

import { clickParameter } from '#modules/links'

import { renewSecret } from '../modules/links/conversions/site-secret.ts'
import { createSite } from '../modules/links/conversions/sites.ts'
import { shop, siteWorld } from '../modules/links/conversions/test-site.ts'
import { mountConversions } from './mount-conversions.ts'
import { guardOrigins } from './origin-guard.ts'

interface Request {
  readonly method?: 'GET' | 'POST' | 'OPTIONS'
  readonly headers?: Readonly<Record<string, string>>
  readonly body?: string
}

/** The door with everything that guards it, and a site whose pages and server may come in. */
async function door() {
  const world = await siteWorld()
  const { team, needs, site } = world
  const app = fastify({ bodyLimit: 1024 * 1024 })
  guardOrigins(app, { publicUrl: needs.publicUrl, host: '0.0.0.0' })
  await app.register(rateLimit, { max: 1200, timeWindow: '1 minute', allowList: (request) => !request.url.startsWith('/api/') })
  mountConversions(app, needs)
  app.post('/api/anything', () => 'done')
  const { secret } = await renewSecret(needs, team.owner.call('links.renewConversionSecret'), { siteId: site.id })
  const ask = async (url: string, { headers = {}, body, method = body === undefined ? 'GET' : 'POST' }: Request = {}) => {
    const {
      statusCode: status,
      headers: answered,
      body: text,
    } = await app.inject({
      method,
      url,
      headers: { host: 'hearth.example', ...headers },
      ...(body === undefined ? {} : { payload: body }),
    })
    return { status, headers: answered, text }
  }
  const kept = async () => {
    const rows = await world.db.selectFrom('links.conversion').select(['external_id', 'source', 'value']).orderBy('external_id').execute()
    return rows.map(({ external_id }) => external_id)
  }
  return { ...world, secret, ask, kept }
}

const fromPage = { origin: shop, 'content-type': 'text/plain;charset=UTF-8', 'sec-fetch-site': 'cross-site' }
const lead = (id: string) => JSON.stringify({ id, stage: 'lead' })

test('a site’s page gets a script of less than 2 kB, which is a sign of life; nobody else’s key has one', async () => {
  await using at = await door()
  const url = `/c/${at.site.key}.js`
  const { status, headers, text } = await at.ask(url, { headers: { referer: 'https://elsewhere.example/' } })
  expect(status).toBe(200)
  expect(headers['content-type']).toBe('text/javascript; charset=utf-8')
  expect(headers['cross-origin-resource-policy']).toBe('cross-origin')
  expect(headers['cache-control']).toBe('public, max-age=86400, must-revalidate')
  expect(Buffer.byteLength(text)).toBeLessThan(2048)
  expect(text).toContain(`'${clickParameter}'`)
  const seen = async () =>
    (await at.db.selectFrom('links.conversion_site').select('script_seen_at').executeTakeFirstOrThrow()).script_seen_at
  expect(await seen()).toBe(null)
  const again = await at.ask(url, { headers: { 'if-none-match': String(headers['etag']), referer: `${shop}/checkout` } })
  expect(again).toMatchObject({ status: 304, text: '' })
  expect(await seen()).toEqual(new Date('2026-11-24T04:00:00Z'))
  expect(await at.ask(`/c/${'x'.repeat(22)}.js`)).toMatchObject({ status: 404 })
  expect(await at.ask('/c/nothing')).toMatchObject({ status: 404 })
})

test('pages of the site may tell, those of strangers may not, and neither opens the API to them', async () => {
  await using at = await door()
  const url = `/c/${at.site.key}`
  const told = await at.ask(url, { headers: fromPage, body: lead('1') })
  expect(told).toMatchObject({ status: 200, headers: { 'access-control-allow-origin': shop, vary: 'origin' } })
  expect(told.headers).not.toHaveProperty('access-control-allow-credentials')
  const preflight = { method: 'OPTIONS', headers: { origin: shop, 'access-control-request-method': 'POST' } } as const
  expect(await at.ask(url, preflight)).toMatchObject({ status: 204, headers: { 'access-control-allow-origin': shop } })
  for (const origin of ['https://shop.tea.example.evil.example', 'http://shop.tea.example', 'https://shop.tea.example:8443', 'null']) {
    const strange = await at.ask(url, { headers: { ...fromPage, origin }, body: lead('2') })
    expect(strange.status).toBe(403)
    expect(strange.headers).not.toHaveProperty('access-control-allow-origin')
    expect(await at.ask(url, { ...preflight, headers: { ...preflight.headers, origin } })).toMatchObject({ status: 403 })
  }
  expect(await at.ask(url, { body: lead('3') })).toMatchObject({ status: 403 })
  expect(await at.ask(url, { headers: fromPage, body: 'no JSON' })).toMatchObject({ status: 422 })
  expect(await at.ask(url, { headers: fromPage, body: 'x'.repeat(4097) })).toMatchObject({ status: 413 })
  expect(await at.ask('/api/anything', { headers: fromPage, body: '{}' })).toMatchObject({ status: 403 })
  expect(await at.ask(`/c/${'x'.repeat(22)}`, { headers: fromPage, body: lead('4') })).toMatchObject({ status: 404 })
  expect(await at.kept()).toEqual(['1'])
})

test('a visitor who tells without end is told to stop, and others are still heard', async () => {
  await using at = await door()
  const url = `/c/${at.site.key}`
  for (let count = 0; count < 60; count += 1) await at.ask(url, { headers: fromPage, body: 'no JSON' })
  expect(await at.ask(url, { headers: fromPage, body: lead('1') })).toMatchObject({ status: 429 })
  const other = await createSite(at.needs, at.team.owner.call('x'), { brandId: at.team.brandId, name: 'Café', origins: [shop] })
  expect(await at.ask(`/c/${other.key}`, { headers: fromPage, body: lead('1') })).toMatchObject({ status: 200 })
})

function sign(body: string, { secret, at }: { secret: string; at: string }): string {
  const t = Math.floor(Temporal.Instant.from(at).epochMilliseconds / 1000)
  return `t=${t},v1=${createHmac('sha256', secret).update(`${t}.${body}`).digest('hex')}`
}

test('a site’s server is believed by its signature alone: over these bytes, with this secret, within five minutes', async () => {
  await using at = await door()
  const { secret } = at
  const url = `/c/${at.site.key}/server`
  const body = JSON.stringify({ id: '1', stage: 'sale', value: 5, currency: 'TWD', at: '2026-11-24T11:00:00+08:00' })
  const send = (signature: string | undefined, sent = body) =>
    at.ask(url, {
      headers: { 'content-type': 'application/json', ...(signature === undefined ? {} : { 'hearth-signature': signature }) },
      body: sent,
    })
  const now = '2026-11-24T04:00:00Z'
  const good = sign(body, { secret, at: now })
  const forged = [
    undefined,
    '',
    good.replace(/v1=.*/, 'v1='),
    good.replace(/v1=../, 'v1='),
    good.replace('t=', 't=1'),
    good.replace(/t=\d+/, 't=x'),
    sign(body, { secret: `${secret}x`, at: now }),
    sign(`${body} `, { secret, at: now }),
  ]
  for (const signature of forged) expect(await send(signature)).toMatchObject({ status: 401, text: expect.stringContaining('NOT_GENUINE') })
  expect(await send(good, body.replace('5', '6'))).toMatchObject({ status: 401, text: expect.stringContaining('NOT_GENUINE') })
  for (const skewed of ['2026-11-24T03:54:59Z', '2026-11-24T04:05:01Z']) {
    expect(await send(sign(body, { secret, at: skewed }))).toMatchObject({ status: 401, text: expect.stringContaining('TOO_OLD') })
  }
  expect(await at.kept()).toEqual([])
  const first = await send(sign(body, { secret, at: '2026-11-24T03:55:00Z' }))
  expect(first).toMatchObject({ status: 200, text: JSON.stringify({ id: '1', status: 'kept' }) })
  const again = await send(`v1=0000,${good}`)
  expect(again).toMatchObject({ status: 200, text: first.text })
  expect(await at.kept()).toEqual(['1'])
  const other = body.replace('"value":5', '"value":6')
  expect(await send(sign(other, { secret, at: now }), other)).toMatchObject({ status: 422, text: expect.stringContaining('ID_TAKEN') })
  await renewSecret(at.needs, at.team.owner.call('x'), { siteId: at.site.id })
  expect(await send(good)).toMatchObject({ status: 401 })
})

test('of a thousand at once each is kept or refused by itself, the same way again, and what is erased stays away', async () => {
  await using at = await door()
  const now = '2026-11-24T04:00:00Z'
  const send = async (written: unknown, path = '') => {
    const body = typeof written === 'string' ? written : JSON.stringify(written)
    const { status, text } = await at.ask(`/c/${at.site.key}/server${path}`, {
      headers: { 'hearth-signature': sign(body, { secret: at.secret, at: now }) },
      body,
    })
    return { status, answer: JSON.parse(text) as unknown }
  }
  const clickId = await at.click('2026-11-23T00:00:00Z')
  const many = Array.from({ length: 995 }, (_, index) => ({ id: `n${index}`, stage: 'lead', clickId }))
  const batch = [
    { id: 'sale', stage: 'sale', value: '20.00', currency: 'EUR', clickId },
    { id: 'refund', corrects: 'sale', value: '-20', currency: 'EUR' },
    { id: 'wrong', stage: 'sale', value: 'much', currency: 'EUR' },
    { id: 'sale', stage: 'lead' },
    { id: 'tomorrow', stage: 'lead', at: '2026-11-25T04:00:00Z' },
    ...many,
  ]
  const first = await send({ conversions: batch })
  expect(first).toMatchObject({
    status: 200,
    answer: {
      results: [
        { id: 'sale', status: 'kept' },
        { id: 'refund', status: 'kept' },
        { id: 'wrong', status: 'refused', why: 'INVALID', field: 'value' },
        { id: 'sale', status: 'refused', why: 'ID_TAKEN' },
        { id: 'tomorrow', status: 'refused', why: 'INVALID', field: 'at' },
        ...many.map(({ id }) => ({ id, status: 'kept' })),
      ],
    },
  })
  expect(await send({ conversions: batch })).toEqual(first)
  expect(await at.kept()).toHaveLength(997)
  expect(await send({ conversions: [...batch, batch[0]] })).toMatchObject({ status: 422 })
  expect(await send({ id: 'sale' }, '/erase')).toEqual({ status: 200, answer: { erased: true } })
  expect(await at.kept()).toHaveLength(995)
  expect(await send({ clickId }, '/erase')).toEqual({ status: 200, answer: { erased: true } })
  expect(await at.kept()).toEqual([])
  expect(await send(batch[0])).toMatchObject({ status: 422, answer: { why: 'CONVERSION_ERASED' } })
  expect(await send({}, '/erase')).toMatchObject({ status: 422 })
  expect(await send('no JSON')).toMatchObject({ status: 422 })
})
