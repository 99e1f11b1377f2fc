import { crc32 } from 'node:zlib'

import sharp from 'sharp'
import { afterAll, beforeAll, expect, test } from 'vitest'

import { readAll } from '#kit/storage'
import { testOffice, testPdf, testSrt, testZip } from '#testing/documents'
import { testHeic } from '#testing/heic'
import { movingImage, testImage } from '#testing/images'

import { fileFor } from './file-for.ts'
import { imageFor } from './image-for.ts'
import { readMedia } from './items.ts'
import { readDocument } from './limited-process.ts'
import { similarMedia } from './list-media.ts'
import { testLibrary, type TestLibrary } from './test-library.ts'

let library: TestLibrary
beforeAll(async () => {
  library = await testLibrary()
})
afterAll(() => library[Symbol.asyncDispose]())

async function stored(mediaId: string, size = 'original'): Promise<Uint8Array> {
  const blob = await library.needs.storage.get(`${library.team.workspaceId}/${mediaId}/${size}`)
  return blob ? readAll(blob.stream) : new Uint8Array()
}

const pdfType = 'application/pdf'
const wordType = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document'
const slidesType = 'application/vnd.openxmlformats-officedocument.presentationml.presentation'

test.each([
  [
    'a PDF',
    'Winter menu.pdf',
    () => testPdf({ pages: 3, title: 'Winter at the tea house' }),
    { kind: 'document', mimeType: pdfType, pages: 3, title: 'Winter at the tea house' },
  ],
  ['a Word file', '冬季菜單.docx', async () => testOffice('docx'), { kind: 'document', mimeType: wordType, title: '冬季菜單' }],
  ['a PowerPoint file', 'deck.bin', async () => testOffice('pptx'), { kind: 'document', mimeType: slidesType, pages: 2 }],
  ['SubRip captions', 'tea.srt', async () => Buffer.from(testSrt), { kind: 'captions', mimeType: 'application/x-subrip' }],
  [
    'WebVTT captions',
    'tea.txt',
    async () => Buffer.from('\uFEFFWEBVTT\n\n00:01.000 --> 00:03.000\nTea\n'),
    { kind: 'captions', mimeType: 'text/vtt' },
  ],
])('%s is told by its bytes, kept and shown by a picture of its own', async (_name, fileName, make, facts) => {
  const item = await library.add(await make(), fileName)
  expect(item).toMatchObject({ ...facts, fileName, width: 0, height: 0 })
  expect((await sharp(await stored(item.id, 'thumb')).metadata()).format).toBe('webp')
  const file = await fileFor(library.needs, { workspaceId: library.team.workspaceId, mediaId: item.id })
  expect(file).toMatchObject({ mimeType: item.mimeType, fileName, bytes: item.bytes })
  expect(await file.read(2, 6)).toEqual((await stored(item.id)).subarray(2, 6))
})

test('a moving GIF goes on moving; where a still picture is wanted its first frame serves', async () => {
  const item = await library.add(await movingImage('webp'), 'moving.webp')
  expect(item).toMatchObject({ kind: 'image', animated: true, frames: 2, mimeType: 'image/gif', width: 20, height: 20 })
  expect(await sharp(await stored(item.id), { animated: true }).metadata()).toMatchObject({ format: 'gif', pages: 2 })
  const of = { workspaceId: library.team.workspaceId, image: { mediaId: item.id } }
  const rules = { maxPerPart: 4, maxBytes: 60_000, maxSide: 300, mimeTypes: ['image/jpeg', 'image/gif'], maxAltLength: 1000 }
  expect(await imageFor(library.needs, { ...of, rules })).toMatchObject({ mimeType: 'image/gif', bytes: await stored(item.id) })
  const still = await imageFor(library.needs, { ...of, rules: { ...rules, mimeTypes: ['image/jpeg'] } })
  expect(await sharp(still.bytes).metadata()).toMatchObject({ format: 'jpeg', width: 20, height: 20 })
})

test('a HEIC photo, as telephones write it, is kept as an upright JPEG', async () => {
  const item = await library.add(await testHeic({ turned: true }), 'IMG_0001.HEIC')
  expect(item).toMatchObject({ kind: 'image', animated: false, mimeType: 'image/jpeg', width: 96, height: 128 })
})

test('colours of a wide profile are brought to sRGB, and an AVIF becomes what networks take', async () => {
  const red = sharp({ create: { width: 8, height: 8, channels: 3, background: '#ff0000' } })
  const wide = await red.clone().withIccProfile('p3').jpeg({ quality: 100, chromaSubsampling: '4:4:4' }).toBuffer()
  const [kept, from] = [await library.add(wide, 'wide.jpg'), await sharp(wide).keepIccProfile().raw().toBuffer()]
  const pixels = await sharp(await stored(kept.id))
    .raw()
    .toBuffer()
  expect((await sharp(await stored(kept.id)).metadata()).icc).toBeUndefined()
  expect(pixels[0]).toBeGreaterThan((from[0] ?? 0) + 4)
  const avif = await library.add(
    await sharp({ create: { width: 32, height: 24, channels: 3, background: '#78a05a' } })
      .avif()
      .toBuffer(),
    'tea.avif',
  )
  expect(avif).toMatchObject({ mimeType: 'image/jpeg', width: 32, height: 24 })
})

/** A valid PNG header whose picture data unpacks to far more than it says. */
async function bomb(): Promise<Uint8Array> {
  const small = Buffer.from(await testImage({ format: 'png' }))
  small.writeUInt32BE(29_000, 16)
  small.writeUInt32BE(29_000, 20)
  small.writeUInt32BE(crc32(small.subarray(12, 29)), 29)
  return small
}

const svg = '<svg xmlns="http://www.w3.org/2000/svg"><script>fetch("/api/v1/me")</script></svg>'
const lockedPdf = async () => {
  const { PDFDocument } = await import('@cantoo/pdf-lib')
  const pdf = await PDFDocument.create()
  pdf.addPage()
  pdf.encrypt({ userPassword: 'oolong', ownerPassword: 'oolong' })
  return pdf.save()
}

test.each([
  ['a program', 'tea.jpg', async () => Buffer.from('\u007FELF\u0002\u0001\u0001' + '\0'.repeat(200), 'latin1'), 'NOT_MEDIA'],
  ['a page', 'tea.png', async () => Buffer.from('<!doctype html><script>alert(1)</script>'), 'NOT_MEDIA'],
  ['a drawing with a program', 'tea.png', async () => Buffer.from(`<?xml version="1.0"?>${svg}`), 'SVG'],
  ['a playlist', 'tea.mp4', async () => Buffer.from('#EXTM3U\n#EXTINF:10,\nfile:///etc/passwd\n'), 'PLAYLIST'],
  ['a list of films', 'tea.mp4', async () => Buffer.from('ffconcat version 1.0\nfile /etc/passwd\n'), 'PLAYLIST'],
  [
    'a manifest',
    'tea.mp4',
    async () => Buffer.from('<?xml version="1.0"?><MPD><BaseURL>http://169.254.169.254/</BaseURL></MPD>'),
    'PLAYLIST',
  ],
  ['a picture that swells', 'tea.png', bomb, 'IMAGE_TOO_LARGE'],
  ['a cut PDF', 'menu.pdf', async () => (await testPdf({ pages: 2 })).subarray(0, 60), 'NOT_A_DOCUMENT'],
  ['a PDF in name alone', 'menu.pdf', async () => Buffer.from(`%PDF-1.7\n${'<script>'.repeat(500)}`), 'NOT_A_DOCUMENT'],
  ['a locked PDF', 'menu.pdf', lockedPdf, 'DOCUMENT_LOCKED'],
  ['a ZIP of anything', 'menu.docx', async () => testZip({ 'setup.exe': 'MZ' }), 'NOT_MEDIA'],
  ['a cut Word file', 'menu.docx', async () => testOffice('docx').subarray(0, 80), 'NOT_A_DOCUMENT'],
  ['a Word file with macros', 'menu.docm', async () => testOffice('docx', { 'word/vbaProject.bin': 'x' }), 'DOCUMENT_WITH_PROGRAMS'],
  [
    'a Word file that swells',
    'menu.docx',
    async () => testZip({ '[Content_Types].xml': '', 'word/document.xml': 'x' }, { says: 4_000_000_000 }),
    'DOCUMENT_TOO_LARGE',
  ],
  ['captions that end before they begin', 'a.srt', async () => Buffer.from('1\n00:00:04,000 --> 00:00:01,000\nTea\n'), 'NOT_CAPTIONS'],
  ['captions without a time', 'a.vtt', async () => Buffer.from('WEBVTT\n\nTea\n'), 'NOT_CAPTIONS'],
])('%s is refused with what to do, and nothing stays', async (_name, fileName, make, code) => {
  await expect(library.add(await make(), fileName)).rejects.toMatchObject({ code })
})

test('what hides behind a picture is not kept: only the picture is', async () => {
  const photo = await testImage({ width: 50, height: 40, noise: true })
  const item = await library.add(Buffer.concat([photo, Buffer.from(testZip({ 'index.html': '<script>alert(1)</script>' }))]), 'both.jpg')
  expect(item.kind).toBe('image')
  expect(Buffer.from(await stored(item.id)).includes('<script>')).toBe(false)
})

test('while a hostile file is read, the server answers others', async () => {
  const ids = { workspaceId: library.team.workspaceId, mediaId: (await library.add(await testImage({ width: 51 }))).id }
  const slow = library.add(Buffer.from(`%PDF-1.7\n${'1 0 obj<</Kids[1 0 R]>>endobj\n'.repeat(40_000)}`), 'loops.pdf').then(
    () => 'kept',
    ({ code }) => code,
  )
  const began = performance.now()
  for (let round = 0; round < 20; round += 1) await readMedia(library.needs.db, ids)
  expect(performance.now() - began).toBeLessThan(2000)
  expect(await slow).toBe('NOT_A_DOCUMENT')
})

test('a process that crashes takes only its own file along', async () => {
  await expect(readDocument(`${library.folder}/none.pdf`, 'pdf')).rejects.toMatchObject({ code: 'NOT_A_DOCUMENT' })
  expect(await library.add(await testPdf({ pages: 5 }), 'next.pdf')).toMatchObject({ pages: 5 })
})

/** Stripes of light that lie so. */
const pattern = (turn: number) =>
  sharp(
    Buffer.from(
      `<svg xmlns="http://www.w3.org/2000/svg" width="400" height="300"><defs><linearGradient id="g" gradientTransform="rotate(${turn})"><stop offset="0" stop-color="#222"/><stop offset=".4" stop-color="#eee"/><stop offset=".7" stop-color="#444"/><stop offset="1" stop-color="#fff"/></linearGradient></defs><rect width="400" height="300" fill="url(#g)"/></svg>`,
    ),
  )

test('the same picture in another size or format is pointed out; another one is not', async () => {
  const first = await library.add(await pattern(20).jpeg().toBuffer(), 'tea.jpg')
  const smaller = await library.add(await pattern(20).resize(200).webp({ quality: 60 }).toBuffer(), 'tea-small.webp')
  await library.add(await pattern(75).jpeg().toBuffer(), 'other.jpg')
  const { workspaceId } = library.team
  expect((await similarMedia(library.needs.db, { workspaceId, mediaId: first.id })).map(({ id }) => id)).toEqual([smaller.id])
})
