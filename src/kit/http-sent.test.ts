import type { Socket } from 'node:net'

import { afterEach, describe, expect, test } from 'vitest'

import type { Address } from './addresses.ts'
import { guardedFetch, type GuardOptions, RequestFailure, requestFailureIn } from './http.ts'
import { closeServers, connections, http, tcp } from './test-servers.ts'

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

describe('was it sent?', () => {
  test('no: nobody listens', async () => {
    const origin = await tcp(() => undefined)
    await closeServers()
    expect(await failureOf(fetchFrom(origin)(origin, post))).toMatchObject({ stage: 'connect', sent: false })
  })

  test('no: the name does not exist', async () => {
    const failure = await failureOf(guardedFetch()('https://nobody.invalid/', post))
    expect(failure).toMatchObject({ stage: 'dns', sent: false })
    expect(failure.message).toContain('nobody.invalid')
  })

  test('no: the connection is never made in time', async () => {
    const never = guardedFetch({ resolve: () => new Promise(() => undefined), limits: { total: 60 } })
    expect(await failureOf(never('https://hearth.example/', post))).toMatchObject({ stage: 'connect', sent: false })
  })

  test('no: TLS fails, and the name asked for was in the greeting', async () => {
    let greeting = ''
    const origin = await tcp((socket) =>
      socket.once('data', (data) => (greeting = data.toString('latin1')) && socket.end('not tls at all\r\n')),
    )
    const { port } = new URL(origin)
    const local = guardedFetch({
      allowOrigins: [`https://pds.example:${port}`],
      resolve: async () => [{ address: '127.0.0.1', family: 4 }],
    })
    expect(await failureOf(local(`https://pds.example:${port}/`, post))).toMatchObject({ stage: 'connect', sent: false })
    expect(greeting).toContain('pds.example')
  })

  test('yes: reset the moment the connection is accepted', async () => {
    const origin = await tcp((socket) => socket.resetAndDestroy())
    const failure = await failureOf(fetchFrom(origin)(origin, post))
    expect(failure.sent || failure.stage === 'connect').toBe(true)
  })

  test('yes: reset when the first byte arrives', async () => {
    const origin = await tcp((socket) => socket.once('data', () => socket.resetAndDestroy()))
    expect(await failureOf(fetchFrom(origin)(origin, post))).toMatchObject({ stage: 'waiting', sent: true })
  })

  test('yes: closed politely without an answer', async () => {
    const origin = await tcp((socket) => socket.once('data', () => socket.end()))
    expect(await failureOf(fetchFrom(origin)(origin, post))).toMatchObject({ stage: 'waiting', sent: true })
  })

  test('yes: it takes the request and says nothing', async () => {
    const origin = await tcp(() => undefined)
    expect(await failureOf(fetchFrom(origin, { limits: { headers: 100 } })(origin, post))).toMatchObject({ stage: 'waiting', sent: true })
    expect(await failureOf(fetchFrom(origin, { limits: { total: 100 } })(origin, post))).toMatchObject({ stage: 'waiting', sent: true })
  })

  test('yes: the answer is not HTTP', async () => {
    const origin = await tcp((socket) => socket.once('data', () => socket.end('hello, this is not HTTP\r\n\r\n')))
    expect((await failureOf(fetchFrom(origin)(origin, post))).sent).toBe(true)
  })

  test.each([
    ['its announced length', `${okHead}content-length: 100\r\n\r\nhalf`],
    ['its last chunk', `${okHead}transfer-encoding: chunked\r\n\r\n4\r\nhalf\r\n`],
  ])('yes: the answer breaks off before %s', async (_name, half) => {
    const origin = await tcp((socket) => socket.once('data', () => socket.end(half)))
    const response = await fetchFrom(origin)(origin, post)
    expect(await failureOf(response.text())).toMatchObject({ stage: 'reading', sent: true })
  })

  test('yes: reset in the middle of the answer', async () => {
    const origin = await tcp((socket) => {
      socket.once('data', () =>
        socket.write(`${okHead}content-length: 100\r\n\r\nhalf`, () => setImmediate(() => socket.resetAndDestroy())),
      )
    })
    expect(await failureOf(fetchFrom(origin)(origin, post).then((response) => response.text()))).toMatchObject({
      stage: 'reading',
      sent: true,
    })
  })

  test.each([{ idle: 100 }, { total: 100 }])('yes: the answer stops without ending (limit %o)', async (limits) => {
    const origin = await tcp((socket) => socket.once('data', () => socket.write(`${okHead}content-length: 100\r\n\r\nhalf`)))
    const response = await fetchFrom(origin, { limits })(origin, post)
    expect(await failureOf(response.text())).toMatchObject({ stage: 'reading', sent: true })
  })

  test('yes: reset while a large upload is under way', async () => {
    const origin = await tcp((socket) => socket.once('data', () => socket.resetAndDestroy()))
    const body = new Uint8Array(30_000_000)
    expect(await failureOf(fetchFrom(origin)(origin, { method: 'POST', body }))).toMatchObject({ stage: 'sending', sent: true })
  })

  test('yes: a kept connection is reset by the next request, which is not repeated', async () => {
    const seen: string[] = []
    const origin = await tcp((socket) =>
      socket.on('data', (data) => {
        seen.push(data.toString())
        if (seen.length === 1) socket.write(`${okHead}content-length: 2\r\n\r\nok`)
        else socket.resetAndDestroy()
      }),
    )
    const ask = fetchFrom(origin)
    expect(await (await ask(origin)).text()).toBe('ok')
    await new Promise(setImmediate)
    expect(await failureOf(ask(origin))).toMatchObject({ stage: 'waiting', sent: true })
    expect(seen).toHaveLength(2)
    expect(connections()).toHaveLength(1)
  })

  test('stopped by the caller: before it began no, under way yes', async () => {
    const arrival = Promise.withResolvers<void>()
    const origin = await tcp((socket) => socket.once('data', () => arrival.resolve()))
    expect(await failureOf(fetchFrom(origin)(origin, { ...post, signal: AbortSignal.abort() }))).toMatchObject({
      stage: 'aborted',
      sent: false,
    })
    const stop = new AbortController()
    const under = failureOf(fetchFrom(origin)(origin, { ...post, signal: stop.signal }))
    await arrival.promise
    stop.abort()
    expect(await under).toMatchObject({ stage: 'aborted', sent: true })
  })

  test('stopped while looking the name up: no, and it is not sent later either', async () => {
    let requests = 0
    const origin = await http((_request, response) => response.end(String((requests += 1))))
    const { port } = new URL(origin)
    const addresses = Promise.withResolvers<Address[]>()
    const ask = guardedFetch({ allowOrigins: [`http://pds.example:${port}`], resolve: () => addresses.promise })
    const stop = new AbortController()
    const first = failureOf(ask(`http://pds.example:${port}/`, { ...post, signal: stop.signal }))
    setImmediate(() => stop.abort())
    expect(await first).toMatchObject({ stage: 'aborted', sent: false })
    addresses.resolve([{ address: '127.0.0.1', family: 4 }])
    expect(await (await ask(`http://pds.example:${port}/`)).text()).toBe('1')
  })

  test('yes: a later hop cannot be reached, but the first was asked', async () => {
    const origin = await http((_request, response) => response.writeHead(307, { location: 'https://nobody.invalid/' }).end())
    expect(await failureOf(fetchFrom(origin)(origin, post))).toMatchObject({ stage: 'dns', sent: true })
  })

  test('whatever the other side does and whenever, a request of which a byte arrived is never called unsent', async () => {
    const arrived = new Set<string>()
    const ends: ((socket: Socket) => unknown)[] = [
      (socket) => socket.resetAndDestroy(),
      (socket) => socket.end(),
      (socket) => socket.write(`${okHead}content-length: 2\r\n\r\nok`),
      (socket) => socket.end(`${okHead}content-length: 20\r\n\r\nok`),
      () => undefined,
    ]
    let turn = 0
    const origin = await tcp((socket) => {
      if ((turn += 1) % 7 === 0) return socket.resetAndDestroy()
      socket.on('data', (data) => {
        for (const [, id] of data.toString('latin1').matchAll(/^POST \/(\d+) /gm)) arrived.add(id ?? '')
        ends[(turn += 1) % ends.length]?.(socket)
      })
    })
    const ask = fetchFrom(origin, { limits: { total: 60 } })
    const unsent: string[] = []
    for (let round = 0; round < 20; round += 1) {
      const ids = Array.from({ length: 20 }, (_, index) => String(round * 20 + index))
      const outcomes = ids.map((id) =>
        failureOf(ask(`${origin}/${id}`, { ...post, signal: AbortSignal.timeout(Number(id) % 50) })).catch(() => undefined),
      )
      for (const [index, failure] of (await Promise.all(outcomes)).entries()) if (failure?.sent === false) unsent.push(ids[index] ?? '')
    }
    expect(arrived.size).toBeGreaterThan(100)
    expect(unsent.filter((id) => arrived.has(id))).toEqual([])
  })

  test('the failure is found inside what a library made of it', () => {
    const failure = new RequestFailure('broken', { stage: 'waiting', sent: true })
    expect(requestFailureIn(new Error('outer', { cause: new TypeError('fetch failed', { cause: failure }) }))).toBe(failure)
    expect(requestFailureIn(new Error('another'))).toBeUndefined()
  })
})
