import { createHash, createHmac } from 'node:crypto'
import { mkdtemp, readdir, readFile, rm, stat, utimes, writeFile } from 'node:fs/promises'
import type { IncomingMessage, RequestListener } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'

import { afterEach, beforeEach, describe, expect, test } from 'vitest'

import { folderStorage } from './folder-storage.ts'
import { guardedFetch } from './http.ts'
import { s3Storage } from './s3-storage.ts'
import { type BlobStore, readAll, StorageFull, storageTrouble } from './storage.ts'
import { closeServers, http } from './test-servers.ts'

let folder = ''
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'hearth-storage-'))
})
afterEach(async () => {
  await closeServers()
  await rm(folder, { recursive: true })
})

const keys = { accessKey: 'AKIDEXAMPLE', secretKey: 'secret/key+1', region: 'eu-test-1', bucket: 'media' }

async function bucket() {
  const s3 = strictS3(keys)
  const endpoint = await http(s3.listener)
  return { ...s3, endpoint, store: s3Storage({ endpoint, ...keys, fetch: guardedFetch({ allowOrigins: [endpoint] }) }) }
}

async function* pieces() {
  yield Buffer.from('one ')
  yield Buffer.from('two')
}

async function* broken() {
  yield* pieces()
  throw new Error('upload broke off')
}

async function read(store: BlobStore, key: string): Promise<string | undefined> {
  const found = await store.get(key)
  return found && text(found.stream)
}

describe.each([
  ['a folder', async () => folderStorage(folder)],
  ['an S3 bucket', async () => (await bucket()).store],
])('%s', (_name, open) => {
  test('keeps bytes and streams, replaces them and forgets them', async () => {
    const store = await open()
    expect(await store.exists('w1/m1/original.jpg')).toBe(false)
    expect(await store.get('w1/m1/original.jpg')).toBeUndefined()
    expect(await store.put('w1/m1/original.jpg', Buffer.from('hello'), { mimeType: 'image/jpeg' })).toBe(5)
    expect(await store.put('w1/m1/small.jpg', pieces())).toBe(7)
    expect(await store.put('w1/m1/large.jpg', pieces(), { bytes: 7 })).toBe(7)
    expect(await store.exists('w1/m1/original.jpg')).toBe(true)
    expect((await store.get('w1/m1/original.jpg'))?.bytes).toBe(5)
    expect(await read(store, 'w1/m1/small.jpg')).toBe('one two')
    expect(await read(store, 'w1/m1/large.jpg')).toBe('one two')
    await store.put('w1/m1/original.jpg', Buffer.from('new'))
    expect(await read(store, 'w1/m1/original.jpg')).toBe('new')
    await store.put('empty', new Uint8Array())
    expect(await read(store, 'empty')).toBe('')
    await store.delete('w1/m1/original.jpg')
    await store.delete('w1/m1/original.jpg')
    expect(await store.exists('w1/m1/original.jpg')).toBe(false)
  })

  test('gives a stretch of a blob, and keeps a file that lies on this disk without taking it away', async () => {
    const store = await open()
    const path = join(folder, 'film')
    await writeFile(path, 'one two three')
    await store.putFile('w1/film', path, { mimeType: 'video/mp4', bytes: 13 })
    await store.putFile('w1/film', path, { bytes: 13 })
    expect(await read(store, 'w1/film')).toBe('one two three')
    const stretch = await store.get('w1/film', { from: 4, to: 7 })
    expect([stretch?.bytes, stretch && (await text(stretch.stream))]).toEqual([3, 'two'])
    expect(await store.get('w1/none', { from: 0, to: 3 })).toBeUndefined()
    expect(await store.getFile('w1/film', join(folder, 'again'))).toBe(true)
    expect(await readFile(join(folder, 'again'), 'utf8')).toBe('one two three')
    expect(await store.getFile('w1/none', join(folder, 'none'))).toBe(false)
    await store.delete('w1/film')
    expect(await readFile(path, 'utf8')).toBe('one two three')
  })

  test.each(['../x', 'a/../b', '/etc/passwd', 'a//b', '.incoming/x', 'a\\b', 'a b', '', 'a/', 'a\0b', 'x'.repeat(501)])(
    'refuses the key %j',
    async (key) => {
      const store = await open()
      for (const work of [() => store.put(key, Buffer.from('x')), () => store.get(key), () => store.delete(key), () => store.exists(key)]) {
        await expect((async () => work())()).rejects.toThrow('not a storage key')
      }
    },
  )
})

describe('in a folder', () => {
  test('a stream that breaks leaves nothing behind, and keeps what was there', async () => {
    const store = folderStorage(folder)
    await store.put('a', Buffer.from('old'))
    await expect(store.put('a', broken())).rejects.toThrow('upload broke off')
    expect(await read(store, 'a')).toBe('old')
    expect(await readdir(join(folder, '.incoming'))).toEqual([])
    expect((await stat(join(folder, 'a'))).mode & 0o077).toBe(0)
  })

  test('leftovers of a crash are cleared away when a day old', async () => {
    await folderStorage(folder).put('a', Buffer.from('x'))
    await writeFile(join(folder, '.incoming', 'old'), 'x')
    await writeFile(join(folder, '.incoming', 'new'), 'x')
    await utimes(join(folder, '.incoming', 'old'), 1, 1)
    await folderStorage(folder).put('b', Buffer.from('x'))
    expect(await readdir(join(folder, '.incoming'))).toEqual(['new'])
  })

  test.skipIf(process.platform !== 'linux')('a full disk is said so', async () => {
    const error = await writeFile('/dev/full', 'x').catch((failure: unknown) => failure)
    expect(storageTrouble(error)).toBeInstanceOf(StorageFull)
    const missing = await readFile(join(folder, 'missing')).catch((failure: unknown) => failure)
    expect(storageTrouble(missing)).toBe(missing)
  })
})

describe('in a bucket', () => {
  test('a wrong secret, a full store and a missing bucket are errors', async () => {
    const { endpoint, store, fill } = await bucket()
    await expect(s3Storage({ endpoint, ...keys, secretKey: 'other' }).put('a', Buffer.from('x'))).rejects.toThrow('403')
    await expect(s3Storage({ endpoint, ...keys, bucket: 'other' }).get('a')).rejects.toThrow('404')
    fill()
    await expect(store.put('a', Buffer.from('x'))).rejects.toBeInstanceOf(StorageFull)
  })
})

/** A store that computes every signature itself and checks the announced hash of the content. */
function strictS3(config: typeof keys): { listener: RequestListener; fill: () => void } {
  const blobs = new Map<string, Uint8Array>()
  let full = false
  const listener: RequestListener = (request, response) => {
    readAll(request)
      .then((body) => {
        const hash = String(request.headers['x-amz-content-sha256'])
        const honest = hash === 'UNSIGNED-PAYLOAD' || hash === createHash('sha256').update(body).digest('hex')
        if (!honest || request.headers.authorization !== expectedAuthorization(request, config))
          return response.writeHead(403).end('SignatureDoesNotMatch')
        if (!request.url?.startsWith(`/${config.bucket}/`)) return response.writeHead(404).end('<Code>NoSuchBucket</Code>')
        if (request.method === 'PUT' && full) return response.writeHead(507).end()
        if (request.method === 'PUT') blobs.set(request.url, body)
        if (request.method === 'DELETE') blobs.delete(request.url)
        const found = blobs.get(request.url)
        if (request.method === 'DELETE') return response.writeHead(204).end()
        if (!found) return response.writeHead(404).end()
        const [, from = 0, last = found.length - 1] = /^bytes=(\d+)-(\d+)$/.exec(request.headers.range ?? '')?.map(Number) ?? []
        const asked = found.subarray(from, last + 1)
        return response
          .writeHead(request.headers.range ? 206 : 200, { 'content-length': request.method === 'PUT' ? 0 : asked.length })
          .end(request.method === 'GET' ? asked : '')
      })
      .catch((error: unknown) => response.writeHead(500).end(String(error)))
  }
  return { listener, fill: () => (full = true) }
}

function expectedAuthorization(request: IncomingMessage, config: typeof keys): string {
  const header = (name: string) => String(request.headers[name] ?? '')
  const names = /SignedHeaders=([^,]+)/.exec(header('authorization'))?.[1] ?? ''
  const canonicalHeaders = names.split(';').map((name) => `${name}:${header(name)}\n`)
  const canonical = [request.method, request.url, '', canonicalHeaders.join(''), names, header('x-amz-content-sha256')].join('\n')
  const date = header('x-amz-date')
  const scope = `${date.slice(0, 8)}/${config.region}/s3/aws4_request`
  const toSign = ['AWS4-HMAC-SHA256', date, scope, createHash('sha256').update(canonical).digest('hex')].join('\n')
  const key = [config.region, 's3', 'aws4_request'].reduce<Buffer>(hmac, hmac(`AWS4${config.secretKey}`, date.slice(0, 8)))
  const signature = createHmac('sha256', key).update(toSign).digest('hex')
  return `AWS4-HMAC-SHA256 Credential=${config.accessKey}/${scope}, SignedHeaders=${names}, Signature=${signature}`
}

function hmac(key: string | Buffer, data: string): Buffer {
  return createHmac('sha256', key).update(data).digest()
}
