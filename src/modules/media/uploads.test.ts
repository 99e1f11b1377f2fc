import { readdir, stat, statfs, utimes, writeFile } from 'node:fs/promises'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'

import { afterAll, beforeAll, expect, test } from 'vitest'

import { testClock } from '#kit/clock'
import { readAll } from '#kit/storage'
import type { Acting } from '#modules/teams'
import { testPdf, testSrt } from '#testing/documents'
import { film } from '#testing/film'
import { testImage } from '#testing/images'

import { hasRoom } from './arriving-files.ts'
import type { Upload } from './contract.ts'
import { fileFor } from './file-for.ts'
import { readMedia } from './items.ts'
import { receiveUploads, uploadsPath } from './receive-upload.ts'
import { resumeUploads } from './take-up-upload.ts'
import { testLibrary, type TestLibrary } from './test-library.ts'
import { tidyUploads } from './tidy-uploads.ts'
import { listUploads, stopUpload } from './uploads.ts'

const clock = testClock('2026-11-24T08:00:00Z')
let library: TestLibrary
let server: Server
let origin = ''
/** Who sends, as the door of the server would have found out. */
let acting: Acting

beforeAll(async () => {
  library = await testLibrary({ clock })
  acting = library.team.publisher.call('').acting
  server = await serve()
})
afterAll(async () => {
  server.close()
  await library[Symbol.asyncDispose]()
})

/** A process with nothing in its memory. */
async function serve(): Promise<Server> {
  const receive = receiveUploads(library.needs)
  const made = createServer((request, response) => void receive(acting, request, response))
  await new Promise<void>((resolve) => made.listen(0, '127.0.0.1', resolve))
  origin = `http://127.0.0.1:${(made.address() as AddressInfo).port}`
  return made
}

function send(path: string, method: string, { headers = {}, body }: { headers?: Record<string, string>; body?: Uint8Array } = {}) {
  return fetch(`${origin}${path}`, {
    method,
    headers: { 'tus-resumable': '1.0.0', ...headers },
    ...(body ? { body: new Uint8Array(body) } : {}),
  })
}

/** Begins an upload; answers where its pieces go. */
async function begin(bytes: number, fileName: string, more: Record<string, string> = {}): Promise<Response> {
  const about = { brandId: library.team.brandId, filename: fileName, ...more }
  const metadata = Object.entries(about).map(([key, value]) => `${key} ${Buffer.from(value).toString('base64')}`)
  return send(uploadsPath, 'POST', { headers: { 'upload-length': String(bytes), 'upload-metadata': metadata.join(',') } })
}

function sendPiece(path: string, body: Uint8Array, offset: number): Promise<Response> {
  const headers = { 'content-type': 'application/offset+octet-stream', 'upload-offset': String(offset) }
  return send(path, 'PATCH', { headers, body })
}

async function place(bytes: number, fileName: string): Promise<string> {
  return (await begin(bytes, fileName)).headers.get('location') ?? ''
}

function uploads(): Promise<Upload[]> {
  return listUploads(library.needs.db, { workspaceId: acting.workspaceId, memberId: acting.memberId, brandId: library.team.brandId })
}

/** The upload once it is through. */
async function through(path: string): Promise<Upload> {
  const id = path.split('/').at(-1)
  return expect
    .poll(async () => (await uploads()).find((upload) => upload.id === id), { timeout: 15_000 })
    .toMatchObject({ state: expect.stringMatching(/added|refused/) })
    .then(async () => {
      const found = (await uploads()).find((upload) => upload.id === id)
      if (!found) throw new Error('The upload is gone.')
      return found
    })
}

test('a film that comes in pieces, over a restart of the server, is in the library whole', async () => {
  const bytes = await film({ seconds: 2, width: 320, height: 180, audio: true })
  const path = await place(bytes.length, 'Spring tea.mp4')
  expect(path).toMatch(/^\/api\/uploads\/[0-9a-f-]{36}$/)
  const half = Math.floor(bytes.length / 2)
  expect((await sendPiece(path, bytes.subarray(0, half), 0)).status).toBe(204)
  expect(await uploads()).toMatchObject([{ fileName: 'Spring tea.mp4', state: 'receiving', received: half, bytes: bytes.length }])
  server.close()
  server = await serve()
  const head = await send(path, 'HEAD')
  expect([head.status, head.headers.get('upload-offset')]).toEqual([200, String(half)])
  expect((await sendPiece(path, bytes.subarray(0, 10), 0)).status).toBe(409)
  expect((await sendPiece(path, bytes.subarray(half), half)).status).toBe(204)
  const { mediaId = '', state, already } = await through(path)
  expect({ state, already }).toEqual({ state: 'added', already: false })
  const item = await readMedia(library.needs.db, { workspaceId: acting.workspaceId, mediaId })
  expect(item).toMatchObject({
    kind: 'video',
    title: 'Spring tea',
    width: 320,
    height: 180,
    videoCodec: 'h264',
    audioCodec: 'aac',
    mimeType: 'video/mp4',
  })
  const file = await fileFor(library.needs, { workspaceId: acting.workspaceId, mediaId })
  expect(Buffer.from(await file.read(0, file.bytes)).equals(Buffer.from(bytes))).toBe(true)
  for (const size of ['poster', 'thumb']) {
    const blob = await library.needs.storage.get(`${acting.workspaceId}/${mediaId}/${size}`)
    expect((await readAll(blob?.stream ?? (async function* () {})())).length).toBeGreaterThan(100)
  }
  expect(await readdir(library.needs.uploadsFolder)).toEqual([])
})

test('a file that is there already is that item, however it came', async () => {
  const picture = await testImage({ width: 60 })
  const first = await library.add(picture, 'first.jpg')
  const path = await place(picture.length, 'again.jpg')
  await sendPiece(path, picture, 0)
  expect(await through(path)).toMatchObject({ state: 'added', already: true, mediaId: first.id })
})

test('what is no media is refused when it is whole, with its reason, and the file is gone', async () => {
  const program = Buffer.from('MZ this is a program')
  const path = await place(program.length, 'tea.mp4')
  await sendPiece(path, program, 0)
  expect(await through(path)).toMatchObject({ state: 'refused', code: 'NOT_MEDIA' })
  await stopUpload(library.needs, library.team.publisher.call('media.stopUpload'), { uploadId: path.split('/').at(-1) ?? '' })
  expect((await uploads()).map(({ fileName }) => fileName)).not.toContain('tea.mp4')
  expect(await readdir(library.needs.uploadsFolder)).toEqual([])
})

test('a process that ended between the last byte and the library takes the file in when it starts', async () => {
  const document = await testPdf({ pages: 2 })
  const path = await place(document.length, 'Menu.pdf')
  const id = path.split('/').at(-1) ?? ''
  await writeFile(join(library.needs.uploadsFolder, id), document)
  await resumeUploads(library.needs)
  const { mediaId = '' } = await through(path)
  expect(await readMedia(library.needs.db, { workspaceId: acting.workspaceId, mediaId })).toMatchObject({ kind: 'document', pages: 2 })
})

test('too large or for another brand is said before the first byte', async () => {
  const large = await begin(9 * 1024 ** 3, 'film.mp4')
  expect([large.status, await large.json()]).toMatchObject([413, { code: 'FILE_TOO_LARGE' }])
  const strange = await begin(10, 'a.jpg', { brandId: library.team.workspaceId })
  expect([strange.status, await strange.json()]).toMatchObject([404, { code: 'NOT_FOUND' }])
  expect((await uploads()).filter(({ state }) => state === 'receiving')).toEqual([])
})

test('what has no room is refused before its first byte, and so is a piece that has none any more', async () => {
  const { bavail, bsize } = await statfs(library.folder)
  expect(await hasRoom(library.folder, bavail * bsize)).toBe(false)
  expect(await hasRoom(library.folder, 1)).toBe(bavail * bsize > 600 * 1024 ** 2)
})

test('nobody reads, goes on with or stops another member’s upload, and nobody downloads one', async () => {
  const path = await place(100, 'mine.mp4')
  expect((await send(path, 'GET')).status).not.toBe(200)
  acting = library.team.owner.call('').acting
  expect((await send(path, 'HEAD')).status).toBe(410)
  expect((await sendPiece(path, new Uint8Array(100), 0)).status).toBe(410)
  expect((await send(path, 'DELETE')).status).toBe(410)
  acting = library.team.publisher.call('').acting
  expect((await send(path, 'HEAD')).headers.get('upload-offset')).toBe('0')
  expect((await send(path, 'DELETE')).status).toBe(204)
  expect((await uploads()).map(({ fileName }) => fileName)).not.toContain('mine.mp4')
})

test('an upload that nobody goes on with is forgotten after a day, one of today is not', async () => {
  const captions = Buffer.from(testSrt)
  const [old, fresh] = [await place(captions.length, 'old.srt'), await place(captions.length, 'fresh.srt')]
  await sendPiece(old, captions.subarray(0, 10), 0)
  const [oldId, freshId] = [old, fresh].map((path) => path.split('/').at(-1) ?? '')
  clock.advance({ hours: 25 })
  await sendPiece(fresh, captions.subarray(0, 10), 0)
  const now = new Date(clock.now().epochMilliseconds)
  const before = new Date(now.getTime() - 25 * 3_600_000)
  for (const name of await readdir(library.needs.uploadsFolder)) {
    const when = name.startsWith(oldId ?? '') ? before : now
    await utimes(join(library.needs.uploadsFolder, name), when, when)
  }
  await tidyUploads(library.needs)
  expect((await uploads()).map(({ fileName }) => fileName)).toEqual(['fresh.srt'])
  expect((await stat(join(library.needs.uploadsFolder, freshId ?? ''))).size).toBe(10)
  expect((await send(old, 'HEAD')).status).toBe(410)
  expect((await readdir(library.needs.uploadsFolder)).filter((name) => name.startsWith(oldId ?? ''))).toEqual([])
})
