import { readdir } from 'node:fs/promises'

import sharp from 'sharp'
import { afterAll, beforeAll, expect, test } from 'vitest'

import { openJobs } from '#kit/jobs'
import { readAll } from '#kit/storage'
import type { LibraryVideo, VideoRules } from '#networks/network'
import { film } from '#testing/film'
import { testImage } from '#testing/images'

import { workOnMedia } from './jobs.ts'
import { mediaForNetwork } from './media-for-network.ts'
import { removeMedia } from './remove-media.ts'
import { cancelRendition, retryRendition } from './rendition-change.ts'
import { listRenditions } from './rendition-list.ts'
import { makeRendition } from './rendition-make.ts'
import { tidyRenditions } from './rendition-tidy.ts'
import { keyOfWish, wishOf } from './rendition-wish.ts'
import { findRendition, finished, type RenditionId, takeRendition, writeRendition } from './renditions.ts'
import { serveLinked } from './serve-linked.ts'
import { type TestLibrary, testLibrary } from './test-library.ts'
import { prepareRenditions } from './video-for.ts'
import { lookAtFilm } from './video-look.ts'

const wide = { seconds: 2, width: 160, height: 90, audio: true } as const

let library: TestLibrary
/** A film that fits into `rules`. */
let tea: { readonly mediaId: string }
beforeAll(async () => {
  library = await testLibrary()
  const { id } = await library.add(await film(wide), 'tea.mp4')
  tea = { mediaId: id }
})
afterAll(() => library[Symbol.asyncDispose]())

const rules: VideoRules = {
  maxPerPart: 1,
  maxBytes: 50_000_000,
  minSeconds: 1,
  maxSeconds: 60,
  mimeTypes: ['video/mp4'],
  videoCodecs: ['h264'],
  audioCodecs: ['aac'],
  framesPerSecond: { min: 10, max: 60 },
  maxSide: 1920,
  minSide: 40,
  maxAltLength: 100,
  covers: ['moment', 'picture'],
  captions: [],
}
const reel: VideoRules = { ...rules, ratio: { min: 9 / 16, max: 9 / 16 } }
const job = { attempt: 1, signal: new AbortController().signal }

function idOf(video: LibraryVideo, under: VideoRules): RenditionId {
  return { workspaceId: library.team.workspaceId, mediaId: video.mediaId, key: keyOfWish(wishOf(video, under)) }
}

function network() {
  return mediaForNetwork(library.needs, library.team.workspaceId)
}

/** Asked for, made, asked for again. */
async function made(video: LibraryVideo, under: VideoRules) {
  expect(await network().video(video, under)).toMatchObject({ ok: false, trouble: { kind: 'slow-down', processing: true } })
  await makeRendition(library.needs, idOf(video, under), job)
  const outcome = await network().video(video, under)
  if (!outcome.ok) throw new Error(outcome.trouble.reason.code)
  return outcome.value
}

async function original(mediaId: string) {
  const blob = await library.needs.storage.get(`${library.team.workspaceId}/${mediaId}/original`)
  return blob && readAll(blob.stream)
}

test('a film that fits goes as it is, and is read in pieces', async () => {
  const file = await made(tea, rules)
  const bytes = (await original(tea.mediaId)) ?? new Uint8Array()
  expect(file).toMatchObject({ mimeType: 'video/mp4', bytes: bytes.length, width: 160, height: 90 })
  expect(await file.read(10, 300)).toEqual(bytes.subarray(10, 300))
})

test('a film that does not fit is cut, cropped around its focus and encoded anew', async () => {
  const { id } = await library.add(await film({ ...wide, container: 'webm' }), 'tea.webm')
  const video = { mediaId: id, trim: { from: 0.5, to: 1.5 }, focus: { x: 0, y: 0.5 } }
  const file = await made(video, reel)
  expect(file).toMatchObject({ mimeType: 'video/mp4', width: 52, height: 90 })
  expect(file.seconds).toBeCloseTo(1, 1)
  const key = `${library.team.workspaceId}/${id}/rendition-${idOf(video, reel).key}`
  const path = `${library.folder}/seen`
  expect(await library.needs.storage.getFile(key, path)).toBe(true)
  expect(await lookAtFilm(path)).toMatchObject({ film: { videoCodec: 'h264', audioCodec: 'aac', framesPerSecond: 30, untidy: false } })
  expect(await readdir(library.needs.workFolder)).toEqual([])
  const { needs, team } = library
  const [listed] = await listRenditions(needs.db, { ...team, mediaId: id, unfinished: false })
  expect(listed).toMatchObject({ state: 'ready', progress: 1, how: 'encoded', width: 52, bytes: file.bytes })
})

test('what only ends earlier keeps its streams; a network fetches it by a link in pieces, and a lost file is made again', async () => {
  const video = { ...tea, trim: { from: 0, to: 0.5 } }
  const file = await made(video, rules)
  expect(file.seconds).toBeCloseTo(0.5, 1)
  expect((await findRendition(library.needs.db, idOf(video, rules)))?.how).toBe('copied')
  const link = await network().videoLink(video, rules)
  if (!link.ok) throw new Error(link.trouble.reason.code)
  const token = link.value.split('/').at(-1) ?? ''
  const part = await serveLinked(library.needs, token, 'bytes=4-7')
  expect([part.status, await part.text(), part.headers.get('content-type')]).toEqual([206, 'ftyp', 'video/mp4'])
  expect((await serveLinked(library.needs, `${token}x`, undefined)).status).toBe(404)
  await library.needs.storage.delete(`${library.team.workspaceId}/${tea.mediaId}/rendition-${idOf(video, rules).key}`)
  expect((await serveLinked(library.needs, token, undefined)).status).toBe(404)
  expect(await network().video(video, rules)).toMatchObject({ ok: false, trouble: { kind: 'slow-down', processing: true } })
  expect(await findRendition(library.needs.db, idOf(video, rules))).toMatchObject({ state: 'queued' })
})

test('what is called off ends within moments, is refused to networks, and can be made again', async () => {
  const video = { ...tea, focus: { x: 0.9, y: 0.5 } }
  await network().video(video, reel)
  const which = { ...tea, key: idOf(video, reel).key }
  const making = makeRendition(library.needs, idOf(video, reel), job, 20)
  for (let row = await findRendition(library.needs.db, idOf(video, reel)); row?.state !== 'running';)
    row = await findRendition(library.needs.db, idOf(video, reel))
  const call = library.team.publisher.call('media.cancelRendition', which)
  expect(await cancelRendition(library.needs, call, which)).toMatchObject({ state: 'failed', reason: 'video-cancelled' })
  await making
  expect(await network().video(video, reel)).toMatchObject({
    ok: false,
    trouble: { kind: 'rejected', reason: { code: 'video-cancelled' } },
  })
  const again = await retryRendition(library.needs, library.team.publisher.call('media.retryRendition', which), which)
  expect(again).toMatchObject({ state: 'queued', progress: 0 })
  await expect(cancelRendition(library.needs, call, { ...which, key: '0'.repeat(32) })).rejects.toThrow('does not exist')
})

test('a run that died is taken over, one that lives is not, and a lost job is sent again', async () => {
  const video = { ...tea, trim: { from: 1, to: 1.5 } }
  const rendition = idOf(video, reel)
  await network().video(video, reel)
  const first = '00000000-0000-4000-8000-000000000001'
  expect(await takeRendition(library.needs.db, rendition, first)).toMatchObject({ run: first })
  await makeRendition(library.needs, rendition, job)
  expect(await findRendition(library.needs.db, rendition)).toMatchObject({ state: 'running', run: first })
  await library.needs.db.updateTable('media.rendition').set({ changed_at: '2026-01-01' }).where('key', '=', rendition.key).execute()
  const sent: unknown[] = []
  const { needs } = library
  await tidyRenditions({ ...needs, jobs: { send: async (_db, _job, { payload }) => void sent.push(payload) } })
  expect(sent).toContainEqual(rendition)
  const second = '00000000-0000-4000-8000-000000000002'
  expect(await takeRendition(library.needs.db, rendition, second)).toMatchObject({ run: second })
  const done = { how: 'copied', mimeType: 'video/mp4', bytes: 1, width: 90, height: 160, seconds: 1 } as const
  expect(await writeRendition(library.needs.db, { id: rendition, run: first }, finished(done))).toBe(false)
  expect(await writeRendition(library.needs.db, { id: rendition, run: second }, finished(done))).toBe(true)
  await library.needs.db.updateTable('media.rendition').set({ used_at: '2026-01-01' }).where('key', '=', rendition.key).execute()
  await tidyRenditions(library.needs)
  expect(await findRendition(library.needs.db, rendition)).toBeUndefined()
})

test('a cover is a still of the moment chosen, or the picture chosen, as a JPEG within the rules', async () => {
  const picture = await library.add(await testImage({ width: 300, height: 300, format: 'png' }))
  const shape = { maxPerPart: 1, maxBytes: 1_000_000, maxSide: 80, mimeTypes: ['image/png'], maxAltLength: 0, ratio: { min: 1, max: 1 } }
  const facts = { mimeType: 'video/mp4', bytes: 1, width: 160, height: 90, seconds: 1, framesPerSecond: 30, videoCodec: 'h264', alt: '' }
  const video = { kind: 'video' as const, ...tea, ...facts }
  const still = await network().cover({ ...video, cover: { at: 0.5 }, trim: { from: 0.5, to: 1.5 } }, shape)
  expect(still).toMatchObject({ mimeType: 'image/jpeg', width: 80, height: 80 })
  expect((await sharp(still.bytes).metadata()).format).toBe('jpeg')
  const chosen = { kind: 'image' as const, mediaId: picture.id, mimeType: 'image/png', bytes: 1, width: 300, height: 300, alt: '' }
  expect(await network().cover({ ...video, cover: { picture: chosen } }, shape)).toMatchObject({ mimeType: 'image/jpeg', width: 80 })
})

test('a planned film is made ready through the queue; what is undone, broken or removed leaves nothing', async () => {
  const [id, other] = [tea.mediaId, { ...rules, maxSide: 1000 }]
  const jobs = openJobs({ connection: library.database.url })
  workOnMedia(jobs, library.needs)
  await jobs.start()
  try {
    const { workspaceId } = library.team
    const wanted = [{ video: { mediaId: id }, rules: reel }]
    const undone = library.needs.db.transaction().execute(async (tx) => {
      await prepareRenditions({ jobs }, tx, { workspaceId, wanted: [{ video: { mediaId: id }, rules: other }] })
      throw new Error('The change is undone.')
    })
    await expect(undone).rejects.toThrow('undone')
    await library.needs.db.transaction().execute((tx) => prepareRenditions({ jobs }, tx, { workspaceId, wanted }))
    await expect
      .poll(() => findRendition(library.needs.db, idOf({ mediaId: id }, reel)), { timeout: 60_000 })
      .toMatchObject({ state: 'ready' })
    expect(await findRendition(library.needs.db, idOf({ mediaId: id }, other))).toBeUndefined()
  } finally {
    await jobs.stop(2000)
  }
  expect(await network().video({ mediaId: id }, reel)).toMatchObject({ ok: true })
  const cut = { mediaId: id, trim: { from: 0, to: 0.5 } }
  await network().video(cut, reel)
  await library.needs.storage.put(`${library.team.workspaceId}/${id}/original`, Buffer.from('gone'))
  await makeRendition(library.needs, idOf(cut, reel), job)
  expect(await network().video(cut, reel)).toMatchObject({ trouble: { kind: 'rejected', reason: { code: 'video-not-made' } } })
  await removeMedia(library.needs, library.team.publisher.call('media.remove'), { mediaId: id })
  expect(await readdir(`${library.folder}/media/${library.team.workspaceId}/${id}`)).toEqual([])
  expect(await network().video(cut, reel)).toMatchObject({ trouble: { kind: 'rejected', reason: { code: 'video-not-available' } } })
}, 90_000)
