import type { RequestListener } from 'node:http'
import { brotliCompressSync, gzipSync } from 'node:zlib'

import { afterEach, describe, expect, test } from 'vitest'
import { z } from 'zod'

import { guardedFetch, type GuardOptions, RequestFailure } from './http.ts'
import { closeServers, connections, http, tcp } from './test-servers.ts'
import { version } from './version.ts'

afterEach(closeServers)

function fetchFrom(origin: string, options: GuardOptions = {}) {
  return guardedFetch({ allowOrigins: [origin], ...options })
}

async function failureOf(work: Promise<unknown>): Promise<RequestFailure> {
  const outcome = await work.then(
    () => 'no failure',
    (error: unknown) => error,
  )
  if (!(outcome instanceof RequestFailure)) throw new Error(`Not a RequestFailure: ${String(outcome)}`)
  return outcome
}

const post = { method: 'POST', body: JSON.stringify({ text: 'hello' }), headers: { 'content-type': 'application/json' } }
const okHead = 'HTTP/1.1 200 OK\r\ncontent-type: text/plain\r\n'

const Echo = z.object({ body: z.string(), headers: z.record(z.string(), z.string()) })

const echo: RequestListener = (request, response) => {
  const chunks: Buffer[] = []
  request.on('data', (chunk: Buffer) => chunks.push(chunk))
  request.on('end', () => {
    const body = Buffer.concat(chunks).toString()
    response.setHeader('set-cookie', ['a=1', 'b=2'])
    response.end(JSON.stringify({ method: request.method, url: request.url, headers: request.headers, body }))
  })
}

describe('where it may go', () => {
  test.each([
    'http://example.com/',
    'ftp://example.com/',
    'file:///etc/passwd',
    'https://127.0.0.1/',
    'https://10.0.0.1/',
    'https://169.254.169.254/latest/meta-data',
    'https://100.64.0.1/',
    'https://[::1]/',
    'https://[fd00::1]/',
    'https://[::ffff:8.8.8.8]/',
    'https://0.0.0.0/',
    'https://2130706433/',
    'https://0x7f.1/',
    'https://0177.0.0.1/',
    'https://134744072/',
    'https://user:secret@example.com/',
    'not a url',
  ])('not to %s', async (url) => {
    expect(await failureOf(guardedFetch()(url))).toMatchObject({ stage: 'refused', sent: false })
  })

  test('not to a name that leads to a private address, not even as one of several', async () => {
    const addresses = ['93.184.216.34', '127.0.0.1'].map((address) => ({ address, family: 4 }))
    const failure = await failureOf(guardedFetch({ resolve: async () => addresses })('https://rebound.example/'))
    expect(failure).toMatchObject({ stage: 'refused', sent: false })
    expect(failure.message).toContain('127.0.0.1')
  })

  test('to an allowed origin, but not to another port of the same machine', async () => {
    const origin = await http((_request, response) => response.end('hello'))
    const other = await http((_request, response) => response.end('hello'))
    expect(await (await fetchFrom(origin)(origin)).text()).toBe('hello')
    expect(await failureOf(fetchFrom(origin)(other))).toMatchObject({ stage: 'refused' })
  })

  test('a name is looked up once per connection, and that address is the one connected to', async () => {
    let lookups = 0
    const origin = await http((request, response) => response.end(request.headers.host))
    const { port } = new URL(origin)
    const resolve = async () => [{ address: (lookups += 1) === 1 ? '127.0.0.1' : '127.0.0.2', family: 4 }]
    const ask = guardedFetch({ allowOrigins: [`http://pds.example:${port}`], resolve })
    expect(await (await ask(`http://pds.example:${port}/`)).text()).toBe(`pds.example:${port}`)
    expect(lookups).toBe(1)
  })

  test('a redirect to a private place is refused', async () => {
    const inside = await http((_request, response) => response.end('secret'))
    const origin = await http((_request, response) => response.writeHead(302, { location: inside }).end())
    expect(await failureOf(fetchFrom(origin)(origin))).toMatchObject({ stage: 'refused', sent: true })
  })
})

describe('as fetch does', () => {
  test('sends text with its length, our name and the headers given', async () => {
    const origin = await http(echo)
    const response = await fetchFrom(origin)(`${origin}/a?b=c#d`, { ...post, headers: { authorization: 'Bearer x' } })
    expect(response).toBeInstanceOf(Response)
    expect([response.ok, response.status, response.statusText, response.redirected]).toEqual([true, 200, 'OK', false])
    expect(response.url).toBe(`${origin}/a?b=c`)
    expect(response.headers.getSetCookie()).toEqual(['a=1', 'b=2'])
    expect(await response.json()).toMatchObject({
      method: 'POST',
      url: '/a?b=c',
      body: '{"text":"hello"}',
      headers: { authorization: 'Bearer x', 'content-length': '16', 'user-agent': `Hearth/${version}` },
    })
  })

  test('takes Request objects, forms, bytes and streams', async () => {
    const origin = await http(echo)
    const ask = fetchFrom(origin)
    const said = async (input: RequestInfo, init?: RequestInit) => Echo.parse(await (await ask(input, init)).json())
    expect((await said(new Request(origin, post))).body).toBe('{"text":"hello"}')
    expect((await said(new Request(origin, post), { body: 'other', method: 'PUT' })).body).toBe('other')
    expect((await said(origin, { method: 'POST', body: new URLSearchParams({ a: 'b c' }) })).body).toBe('a=b+c')
    expect((await said(origin, { method: 'POST', body: new Blob(['blob']) })).body).toBe('blob')
    const form = new FormData()
    form.set('field', 'value')
    const sent = await said(origin, { method: 'POST', body: form })
    expect(sent.headers['content-type']).toMatch(/^multipart\/form-data; boundary=/)
    expect(sent.body).toContain('value')
    const stream = new Blob(['x'.repeat(100)]).stream()
    expect((await said(origin, { method: 'POST', body: stream, headers: { 'content-length': '100' } })).headers).toMatchObject({
      'content-length': '100',
    })
    expect((await said(origin, { method: 'POST' })).headers['content-length']).toBe('0')
  })

  test('streams what is too large to hold', async () => {
    const origin = await http((request, response) => {
      let size = 0
      request.on('data', (chunk: Buffer) => (size += chunk.length))
      request.on('end', () => response.end(`${size} ${request.headers['transfer-encoding']}`))
    })
    let left = 12
    const stream = new ReadableStream<Uint8Array>({
      pull: (reader) => ((left -= 1) < 0 ? reader.close() : reader.enqueue(new Uint8Array(1_000_000))),
    })
    const response = await fetchFrom(origin)(origin, { method: 'POST', body: stream })
    expect(await response.text()).toBe('12000000 chunked')
  })

  test.each([
    [301, 'GET', ''],
    [302, 'GET', ''],
    [303, 'GET', ''],
    [307, 'POST', '{"text":"hello"}'],
    [308, 'POST', '{"text":"hello"}'],
  ])('follows a %i after POST with %s', async (status, method, body) => {
    const origin = await http((request, response) =>
      request.url === '/new' ? echo(request, response) : response.writeHead(status, { location: '/new' }).end(),
    )
    const response = await fetchFrom(origin)(origin, { ...post, headers: { authorization: 'Bearer x' } })
    expect(response.redirected).toBe(true)
    expect(response.url).toBe(`${origin}/new`)
    expect(await response.json()).toMatchObject({ method, body, headers: { authorization: 'Bearer x' } })
  })

  test('carries no secrets to another origin', async () => {
    const there = await http(echo)
    const here = await http((_request, response) => response.writeHead(307, { location: there }).end())
    const ask = guardedFetch({ allowOrigins: [here, there] })
    const response = await ask(here, { ...post, headers: { authorization: 'Bearer x', cookie: 'a=b', dpop: 'proof', 'x-kept': 'yes' } })
    const { headers } = Echo.parse(await response.json())
    expect(headers).toMatchObject({ 'x-kept': 'yes' })
    expect(headers).not.toHaveProperty('authorization')
    expect(headers).not.toHaveProperty('cookie')
    expect(headers).not.toHaveProperty('dpop')
  })

  test('hands a redirect over, refuses it, or gives up after five', async () => {
    let asked = 0
    const origin = await http((_request, response) => {
      asked += 1
      response.writeHead(302, { location: '/again' }).end()
    })
    const ask = fetchFrom(origin)
    expect((await ask(origin, { redirect: 'manual' })).status).toBe(302)
    expect(await failureOf(ask(origin, { redirect: 'error' }))).toMatchObject({ sent: true })
    asked = 0
    expect(await failureOf(ask(origin))).toMatchObject({ stage: 'refused', sent: true })
    expect(asked).toBe(6)
  })

  test('decompresses, and gives no body where there is none', async () => {
    const origin = await http((request, response) => {
      if (request.url === '/gzip') response.setHeader('content-encoding', 'gzip').end(gzipSync('zipped'))
      else if (request.url === '/br') response.setHeader('content-encoding', 'br').end(brotliCompressSync('pressed'))
      else if (request.url === '/cut') response.setHeader('content-encoding', 'gzip').end(gzipSync('zipped').subarray(0, 12))
      else response.writeHead(204).end()
    })
    const ask = fetchFrom(origin)
    expect(await (await ask(`${origin}/gzip`)).text()).toBe('zipped')
    expect(await (await ask(`${origin}/br`)).text()).toBe('pressed')
    expect(await failureOf((await ask(`${origin}/cut`)).text())).toMatchObject({ stage: 'reading', sent: true })
    expect((await ask(`${origin}/none`)).body).toBeNull()
    expect((await ask(`${origin}/gzip`, { method: 'HEAD' })).status).toBe(200)
  })
})

describe('how much it takes', () => {
  test('an announced length over the limit is not read', async () => {
    const origin = await http((_request, response) => response.end('x'.repeat(1001)))
    expect(await failureOf(fetchFrom(origin, { maxBytes: 1000 })(origin))).toMatchObject({ stage: 'too-large', sent: true })
  })

  test('an unannounced one is cut off, decompressed bytes counting', async () => {
    const origin = await http((_request, response) => response.setHeader('content-encoding', 'gzip').end(gzipSync(Buffer.alloc(5_000_000))))
    const response = await fetchFrom(origin, { maxBytes: 1_000_000 })(origin)
    expect(await failureOf(response.arrayBuffer())).toMatchObject({ stage: 'too-large', sent: true })
  })

  test('an answer nobody reads does not end the process', async () => {
    const origin = await tcp((socket) => socket.once('data', () => socket.write(`${okHead}content-length: 100\r\n\r\nhalf`)))
    const response = await fetchFrom(origin, { limits: { total: 50 } })(origin)
    const socket = connections()[0]
    await new Promise((resolve) => socket?.once('close', resolve))
    expect(response.status).toBe(200)
  })
})
