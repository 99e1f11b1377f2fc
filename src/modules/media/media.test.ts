import { mkdtemp, readdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

import { OpenAPIHandler } from '@orpc/openapi/fetch'
import sharp from 'sharp'
import { afterAll, beforeAll, expect, test } from 'vitest'

import { systemClock } from '#kit/clock'
import { folderStorage } from '#kit/folder-storage'
import { openLive } from '#kit/live'
import { openLog } from '#kit/log'
import { readAll, StorageFull } from '#kit/storage'
import { cropRegion } from '#networks/crop-region'
import { testDatabase, type TestDatabase } from '#testing/database'
import { hugeImage, seeThroughImage, sidewaysPhoto, testImage } from '#testing/images'
import { testWorkspace, type TestWorkspace } from '#testing/workspace'

import { addImage } from './add-image.ts'
import { describeMedia } from './describe-media.ts'
import { mediaRouter } from './http.ts'
import { imageFor } from './image-for.ts'
import { imageLink } from './image-link.ts'
import { troubleOf } from './image-work.ts'
import { findMedia, readMedia } from './items.ts'
import { listMedia } from './list-media.ts'
import type { MediaNeeds } from './needs.ts'
import { removeMedia } from './remove-media.ts'
import { serveLinked } from './serve-linked.ts'
import { serveMedia } from './serve-media.ts'

let database: TestDatabase
let team: TestWorkspace
let other: TestWorkspace
let folder: string
let needs: MediaNeeds

beforeAll(async () => {
  database = await testDatabase()
  team = await testWorkspace(database.db)
  other = await testWorkspace(database.db)
  folder = await mkdtemp(join(tmpdir(), 'hearth-media-'))
  needs = {
    db: database.db,
    clock: systemClock,
    storage: folderStorage(folder),
    secretKey: new Uint8Array(32),
    publicUrl: 'https://hearth.example',
    isUsed: async () => false,
    uses: async () => [],
    log: openLog({ level: 'silent' }),
    uploadsFolder: join(folder, 'uploads'),
    workFolder: join(folder, 'work'),
    jobs: { send: async () => undefined },
  }
})
afterAll(async () => {
  await database[Symbol.asyncDispose]()
  await rm(folder, { recursive: true, force: true })
})

function add(bytes: Uint8Array, { fileName = 'tea.jpg', of = team, key }: { fileName?: string; of?: TestWorkspace; key?: string } = {}) {
  return addImage(needs, of.publisher.call('media.upload', undefined, key), { brandId: of.brandId, fileName, bytes })
}

async function stored(mediaId: string, size = 'original') {
  const blob = await needs.storage.get(`${team.workspaceId}/${mediaId}/${size}`)
  return blob ? readAll(blob.stream) : undefined
}

test('a photo is kept upright and without what tells where it was taken, with a small copy beside it', async () => {
  const photo = await sidewaysPhoto()
  expect(Buffer.from(photo).includes('Tea Camera')).toBe(true)
  const item = await add(photo, { fileName: 'C:\\photos\\tea.jpg' })
  expect(item).toMatchObject({ fileName: 'tea.jpg', mimeType: 'image/jpeg', width: 40, height: 80 })
  const bytes = (await stored(item.id)) ?? new Uint8Array()
  expect(bytes.length).toBe(item.bytes)
  expect(await sharp(bytes).metadata()).toMatchObject({ width: 40, height: 80 })
  expect((await sharp(bytes).metadata()).exif).toBeUndefined()
  expect(Buffer.from(bytes).includes('Tea Camera')).toBe(false)
  expect((await sharp(await stored(item.id, 'thumb')).metadata()).format).toBe('webp')
})

test.each(['jpeg', 'png', 'webp', 'gif'] as const)('a still %s is kept', async (format) => {
  const item = await add(await testImage({ width: 33, format }))
  expect(item.mimeType).toBe(format === 'gif' ? 'image/png' : `image/${format}`)
})

test.each([
  ['text called .png', async () => Buffer.from('Our menu for spring'), 'NOT_AN_IMAGE'],
  ['an SVG', async () => Buffer.from('<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"/>'), 'SVG'],
  ['an MP4', async () => Buffer.from('\0\0\0\x18ftypisom\0\0\0\0isommp42', 'latin1'), 'NOT_AN_IMAGE'],
  ['nothing', async () => new Uint8Array(), 'NOT_AN_IMAGE'],
  ['a cut JPEG', async () => (await testImage({ width: 400, height: 400, noise: true })).subarray(0, 9000), 'NOT_AN_IMAGE'],
  ['a cut PNG', async () => (await testImage({ width: 400, height: 400, noise: true, format: 'png' })).subarray(0, 9000), 'NOT_AN_IMAGE'],
  ['a picture that unpacks to 900 megapixels', hugeImage, 'IMAGE_TOO_LARGE'],
  ['more than 30 MB', async () => new Uint8Array(31 * 1024 * 1024), 'IMAGE_TOO_LARGE'],
])('%s is refused and nothing is kept', async (_name, make, code) => {
  const before = await readdir(join(folder, team.workspaceId)).catch(() => [])
  await expect(add(await make(), { fileName: 'picture.png' })).rejects.toMatchObject({ code })
  expect(await readdir(join(folder, team.workspaceId)).catch(() => [])).toEqual(before)
})

test('the same file in a brand is the same item, also when two add it at once; another brand has its own', async () => {
  const bytes = await testImage({ width: 71 })
  const [first, second] = await Promise.all([add(bytes), add(bytes, { fileName: 'again.jpg' })])
  expect(second?.id).toBe(first?.id)
  expect((await add(bytes)).id).toBe(first?.id)
  expect((await add(bytes, { of: other })).id).not.toBe(first?.id)
})

test('a repeated call gets the first answer; its key does not serve for another file', async () => {
  const bytes = await testImage({ width: 72 })
  const first = await add(bytes, { key: 'twice' })
  expect(await add(bytes, { key: 'twice' })).toEqual(first)
  await expect(add(await testImage({ width: 73 }), { key: 'twice' })).rejects.toMatchObject({ code: 'KEY_REUSED' })
})

test('on a full disk the person is told, and neither a row nor half a file stays', async () => {
  const put: typeof needs.storage.put = async (key, content, about) => {
    if (key.endsWith('/thumb')) throw new StorageFull(new Error('ENOSPC'))
    return needs.storage.put(key, content, about)
  }
  const kept: string[] = []
  const full = { ...needs, storage: { ...needs.storage, put: (...of: Parameters<typeof put>) => (kept.push(of[0]), put(...of)) } }
  const image = { brandId: team.brandId, fileName: 'full.jpg', bytes: await testImage({ width: 74 }) }
  await expect(addImage(full, team.owner.call('media.upload'), image)).rejects.toMatchObject({ code: 'NO_SPACE', status: 507 })
  expect(await needs.storage.exists(kept[0] ?? '')).toBe(false)
  const { items } = await listMedia(needs, { workspaceId: team.workspaceId, brandId: team.brandId, limit: 100 })
  expect(items.map(({ fileName }) => fileName)).not.toContain('full.jpg')
})

test('another workspace neither finds, describes, removes nor opens an image, and cannot add to the brand', async () => {
  const { id } = await add(await testImage({ width: 75 }))
  expect(await findMedia(needs.db, { workspaceId: other.workspaceId, ids: [id] })).toEqual([])
  const call = other.owner.call('media.describe')
  await expect(readMedia(needs.db, { workspaceId: other.workspaceId, mediaId: id })).rejects.toMatchObject({ code: 'NOT_FOUND' })
  await expect(describeMedia(needs, call, { mediaId: id, alt: 'mine' })).rejects.toMatchObject({ code: 'NOT_FOUND' })
  await expect(removeMedia(needs, call, { mediaId: id })).rejects.toMatchObject({ code: 'NOT_FOUND' })
  await expect(addImage(needs, call, { brandId: team.brandId, fileName: 'x', bytes: new Uint8Array() })).rejects.toMatchObject({
    code: 'NOT_FOUND',
  })
  expect((await serve(id, { of: other })).status).toBe(404)
  expect(await stored(id)).toBeDefined()
})

test('an image in use stays; one that is not goes with its files, and those who look hear of it', async () => {
  const item = await add(await testImage({ width: 76 }))
  const call = team.owner.call('media.remove')
  await expect(removeMedia({ ...needs, isUsed: async () => true }, call, { mediaId: item.id })).rejects.toMatchObject({ code: 'IN_USE' })
  const live = await openLive({ connection: database.url })
  const heard = live.subscribe(team.workspaceId, AbortSignal.timeout(10_000))
  await removeMedia(needs, call, { mediaId: item.id })
  expect(await heard.next()).toMatchObject({ value: { topics: ['media'] } })
  await live.close()
  expect(await stored(item.id)).toBeUndefined()
  expect(await stored(item.id, 'thumb')).toBeUndefined()
})

test('a form with a file adds an image, and a role that may not add is refused', async () => {
  const bytes = await testImage({ width: 78 })
  const post = (member: TestWorkspace['owner']) => {
    const body = new FormData()
    body.set('brandId', team.brandId)
    body.set('file', new File([bytes], 'form.jpg', { type: 'image/jpeg' }))
    const context = { acting: member.call('').acting, headers: new Headers(), ip: '127.0.0.1' }
    return new OpenAPIHandler(mediaRouter(needs)).handle(new Request('http://hearth.test/media', { method: 'POST', body }), { context })
  }
  const { response } = await post(team.publisher)
  expect(await response?.json()).toMatchObject({ fileName: 'form.jpg', width: 78, brandId: team.brandId })
  expect((await post(team.agent)).response?.ok).toBe(false)
})

test('the library is read in pages, newest first', async () => {
  const own = await testWorkspace(database.db)
  const ids: string[] = []
  for (const width of [10, 11, 12]) ids.push((await add(await testImage({ width }), { of: own })).id)
  const about = { workspaceId: own.workspaceId, brandId: own.brandId, limit: 2 }
  const first = await listMedia(needs, about)
  const rest = await listMedia(needs, { ...about, cursor: first.next })
  expect([...first.items, ...rest.items].map(({ id }) => id)).toEqual(ids.toReversed())
  expect(rest.next).toBeUndefined()
  await expect(listMedia(needs, { ...about, cursor: 'page 2' })).rejects.toMatchObject({ code: 'BAD_CURSOR', status: 400 })
})

function serve(
  id: string,
  { of = team, size = 'original', ifNoneMatch }: { of?: TestWorkspace; size?: string; ifNoneMatch?: string } = {},
) {
  return serveMedia(needs, { acting: of.agent.call('media.get').acting, file: { id, size }, ifNoneMatch })
}

test('an image is shown to members only, kept by their browser, and runs nothing', async () => {
  const item = await add(await testImage({ width: 77 }))
  const answer = await serve(item.id)
  expect(answer.status).toBe(200)
  expect(await answer.bytes()).toEqual(new Uint8Array((await stored(item.id)) ?? []))
  expect(Object.fromEntries(answer.headers)).toMatchObject({
    'content-type': 'image/jpeg',
    'cache-control': 'private, max-age=31536000, immutable',
    'x-content-type-options': 'nosniff',
    'content-security-policy': "default-src 'none'; sandbox",
  })
  const ifNoneMatch = answer.headers.get('etag') ?? ''
  expect((await serve(item.id, { ifNoneMatch })).status).toBe(304)
  expect((await serve(item.id, { ifNoneMatch, size: 'thumb' })).headers.get('content-type')).toBe('image/webp')
  expect((await serve(item.id, { size: '../original' })).status).toBe(404)
  const file = { id: item.id, size: 'original' }
  expect((await serveMedia(needs, { acting: undefined, file, ifNoneMatch: undefined })).status).toBe(401)
})

test('a picture that takes too long to read is refused as that, not as too large', async () => {
  const noise = { type: 'gaussian' as const, mean: 128, sigma: 60 }
  const slow = sharp({ create: { width: 9900, height: 9900, channels: 3, background: '#000', noise } }).timeout({ seconds: 1 })
  const said = await slow
    .png()
    .toBuffer()
    .then(() => 'in time', String)
  expect(troubleOf(said)).toBe('TOO_SLOW')
})

const rules = { maxPerPart: 4, maxBytes: 60_000, maxSide: 300, mimeTypes: ['image/jpeg', 'image/png'], maxAltLength: 1000 }

test('a network gets the picture within its rules, and the same bytes each time', async () => {
  const { id } = await add(await testImage({ width: 900, height: 600, noise: true }))
  const of = { workspaceId: team.workspaceId, image: { mediaId: id }, rules }
  const first = await imageFor(needs, of)
  expect(first.mimeType).toBe('image/jpeg')
  expect(first.bytes.length).toBeLessThanOrEqual(rules.maxBytes)
  expect(Math.max(first.width, first.height)).toBeLessThanOrEqual(rules.maxSide)
  expect(await sharp(first.bytes).metadata()).toMatchObject({ width: first.width, height: first.height })
  expect(await imageFor(needs, of)).toEqual(first)
  const tight = await imageFor(needs, { ...of, rules: { ...rules, maxBytes: 2000 } })
  expect(tight.bytes.length).toBeLessThanOrEqual(2000)
})

test('what several networks want of a picture at once is as each of them gets it alone, and one that cannot be made takes none along', async () => {
  const { id } = await add(await testImage({ width: 400, height: 300, noise: true }))
  const made = (more: Partial<typeof rules & { ratio: { min: number; max: number } }>) =>
    imageFor(needs, { workspaceId: team.workspaceId, image: { mediaId: id }, rules: { ...rules, ...more } })
  const square = { ratio: { min: 1, max: 1 } }
  const [plain, cropped, none, again] = await Promise.allSettled([made({}), made(square), made({ maxBytes: 1 }), made({})])
  expect(none).toMatchObject({ status: 'rejected', reason: { message: expect.stringContaining('No picture fits into 1 bytes') } })
  expect(again).toEqual(plain)
  expect(plain).toMatchObject({ value: { width: 300, height: 225 } })
  expect([await made(square), await made({})]).toEqual([cropped, plain].map((one) => one?.status === 'fulfilled' && one.value))
})

test('what fits goes as it is; see-through stays see-through where it fits and gets a white ground where it does not', async () => {
  const { id, bytes } = await add(await seeThroughImage(), { fileName: 'mark.png' })
  const of = { workspaceId: team.workspaceId, image: { mediaId: id }, rules }
  expect((await imageFor(needs, of)).bytes.length).toBe(bytes)
  const smaller = await imageFor(needs, { ...of, rules: { ...rules, maxSide: 32 } })
  expect(smaller).toMatchObject({ mimeType: 'image/png', width: 32 })
  expect((await sharp(smaller.bytes).metadata()).hasAlpha).toBe(true)
  const flat = await imageFor(needs, { ...of, rules: { ...rules, mimeTypes: ['image/jpeg'] } })
  expect(flat.mimeType).toBe('image/jpeg')
  expect((await sharp(flat.bytes).stats()).channels[2]?.mean).toBeGreaterThan(150)
})

test('a picture is cropped to the ratio a network takes, around what must stay in sight', () => {
  const tall = { width: 1000, height: 3000 }
  const ratio = { min: 0.8, max: 1.91 }
  expect(cropRegion(tall, { ratio })).toEqual({ left: 0, top: 875, width: 1000, height: 1250 })
  expect(cropRegion(tall, { ratio, focus: { x: 0.5, y: 0 } })).toMatchObject({ top: 0 })
  expect(cropRegion(tall, { ratio, focus: { x: 0.5, y: 1 } })).toMatchObject({ top: 1750 })
  expect(cropRegion({ width: 4000, height: 1000 }, { ratio, focus: { x: 0.25, y: 0.5 } })).toEqual({
    left: 45,
    top: 0,
    width: 1910,
    height: 1000,
  })
  expect(cropRegion({ width: 1200, height: 1000 }, { ratio })).toEqual({ left: 0, top: 0, width: 1200, height: 1000 })
  expect(cropRegion(tall, {})).toEqual({ left: 0, top: 0, ...tall })
})

test('a network that fetches pictures gets the cropped one by a link that nobody can change and that soon ends', async () => {
  const item = await add(await testImage({ width: 300, height: 1200 }))
  const wanted = { workspaceId: team.workspaceId, image: { mediaId: item.id }, rules: { ...rules, ratio: { min: 1, max: 1 } } }
  const link = imageLink(needs, wanted)
  expect(link).toMatch(/^https:\/\/hearth\.example\/media\/link\/[\w-]+\.[\w-]+$/)
  const token = link.split('/').at(-1) ?? ''
  const answer = await serveLinked(needs, token)
  expect(answer.status).toBe(200)
  expect(await sharp(await answer.bytes()).metadata()).toMatchObject({ width: 300, height: 300, format: 'jpeg' })
  expect((await serveLinked(needs, `${token}x`)).status).toBe(404)
  expect(
    (
      await serveLinked(
        needs,
        token.replace(/^./, (first) => (first === 'e' ? 'f' : 'e')),
      )
    ).status,
  ).toBe(404)
  expect((await serveLinked(needs, 'nonsense')).status).toBe(404)
  const later = { ...needs, clock: { ...systemClock, now: () => Temporal.Now.instant().add({ minutes: 61 }) } }
  expect((await serveLinked(later, token)).status).toBe(404)
  expect((await serveLinked({ ...needs, secretKey: new Uint8Array(32).fill(1) }, token)).status).toBe(404)
})
