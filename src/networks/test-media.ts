import { PDFDocument } from '@cantoo/pdf-lib'
import sharp from 'sharp'

import { film, type FilmWish } from '#testing/film'

import type { ImageRules, LibraryFile, LibraryImage, LibraryImageBytes, NetworkMedia, PostDocument, PostVideo } from './network.ts'
import { serve } from './serve-stand-in.ts'

/** A library for tests: each id says what the file is, so that nothing has to be kept. */
export interface TestLibrary {
  readonly media: NetworkMedia
  readonly origin: string
  close(): Promise<void>
}

/** A film of the library for tests: a short one that fits nearly everywhere, unless something else is wished. */
export function testVideo(wish: Partial<FilmWish> = {}, more: Partial<PostVideo> = {}): PostVideo {
  const whole = { seconds: 4, width: 540, height: 960, audio: true, ...wish }
  return {
    kind: 'video',
    mediaId: `film ${JSON.stringify(whole)}`,
    mimeType: whole.container === 'webm' ? 'video/webm' : whole.container === 'mov' ? 'video/quicktime' : 'video/mp4',
    bytes: 200_000,
    width: whole.width,
    height: whole.height,
    seconds: whole.seconds,
    framesPerSecond: whole.framesPerSecond ?? 30,
    videoCodec: whole.videoCodec ?? 'h264',
    ...(whole.audio ? { audioCodec: 'aac' } : {}),
    alt: 'A pattern that moves',
    ...more,
  }
}

export function testDocument(pages = 3, more: Partial<PostDocument> = {}): PostDocument {
  return { kind: 'document', mediaId: `pdf ${pages}`, mimeType: 'application/pdf', bytes: 2000, pages, title: 'Our menu', ...more }
}

/** A captions file in English. */
export const testCaptions = { language: 'en', mediaId: 'captions', mimeType: 'application/x-subrip' }

export async function testLibrary(): Promise<TestLibrary> {
  const links = await serve(async (request) => {
    const { image, rules, video } = JSON.parse(decodeURIComponent(new URL(request.url).pathname.slice(1)))
    const { bytes, mimeType } = video ? await wholeFilm(video) : await picture({ image, rules })
    return new Response(Buffer.from(bytes), { headers: { 'content-type': mimeType } })
  })
  const linkTo = (what: unknown) => `${links.origin}/${encodeURIComponent(JSON.stringify(what))}`
  return {
    origin: links.origin,
    media: {
      image: (image, rules) => picture({ image, rules }),
      imageLink: async (image, rules) => linkTo({ image, rules }),
      video: async ({ mediaId }) => ({ ok: true, value: asFile(await wholeFilm(mediaId), mediaId) }),
      videoLink: async ({ mediaId }) => ({ ok: true, value: linkTo({ video: mediaId }) }),
      cover: (video, rules) => picture({ image: { mediaId: video.mediaId }, rules: { ...rules, mimeTypes: ['image/jpeg'] } }),
      file: async (mediaId) => asFile(await otherFile(mediaId), mediaId),
    },
    close: () => links.close(),
  }
}

interface File {
  readonly bytes: Uint8Array
  readonly mimeType: string
}

async function wholeFilm(mediaId: string): Promise<File & { readonly wish: FilmWish }> {
  const wish: FilmWish = JSON.parse(mediaId.replace(/^film /, ''))
  const mimeType = wish.container === 'webm' ? 'video/webm' : wish.container === 'mov' ? 'video/quicktime' : 'video/mp4'
  return { bytes: await film(wish), mimeType, wish }
}

const files = new Map<string, Promise<File>>()

async function otherFile(mediaId: string): Promise<File> {
  const known = files.get(mediaId) ?? makeFile(mediaId)
  files.set(mediaId, known)
  return known
}

async function makeFile(mediaId: string): Promise<File> {
  if (mediaId === testCaptions.mediaId) {
    return { bytes: Buffer.from('1\n00:00:00,000 --> 00:00:02,000\nWarm bread\n'), mimeType: testCaptions.mimeType }
  }
  const document = await PDFDocument.create()
  for (let page = 0; page < Number(mediaId.replace(/^pdf /, '')); page += 1) document.addPage([300, 400])
  return { bytes: await document.save(), mimeType: 'application/pdf' }
}

function asFile({ bytes, mimeType, wish }: File & { readonly wish?: FilmWish }, mediaId: string): LibraryFile {
  return {
    mimeType,
    fileName: mediaId.replaceAll(/\W+/g, '-').slice(0, 40),
    bytes: bytes.length,
    ...(wish ? { width: wish.width, height: wish.height, seconds: wish.seconds } : {}),
    read: async (from, to) => bytes.slice(from, to),
  }
}

const pictures = new Map<string, Promise<Uint8Array>>()

/** Within the rules; the id says which picture: its hue. The same picture is drawn once. */
async function picture({ image, rules }: { image: LibraryImage; rules: ImageRules }): Promise<LibraryImageBytes> {
  const hue = Buffer.from(image.mediaId).reduce((sum, byte) => (sum * 31 + byte) % 255, 7)
  const ratio = Math.min(Math.max(4 / 3, rules.ratio?.min ?? 0), rules.ratio?.max ?? 10)
  if (rules.mimeTypes.join() === 'image/gif') return movingPicture(hue, Number(/\d+$/.exec(image.mediaId)?.[0] ?? 2))
  const width = Math.min(640, rules.maxSide)
  const height = Math.round(width / ratio)
  const mimeType = rules.mimeTypes.includes('image/png') ? 'image/png' : 'image/jpeg'
  const key = [hue, width, height, mimeType].join()
  const drawn = pictures.get(key) ?? draw({ hue, width, height, mimeType })
  pictures.set(key, drawn)
  return { bytes: await drawn, mimeType, width, height }
}

interface Drawn {
  readonly hue: number
  readonly width: number
  readonly height: number
  readonly mimeType: string
}

function draw({ hue, width, height, mimeType }: Drawn): Promise<Uint8Array> {
  const made = sharp({ create: { width, height, channels: 3, background: { r: hue, g: 90, b: 40 } } })
  return (mimeType === 'image/png' ? made.png() : made.jpeg()).toBuffer()
}

/** A GIF of so many frames, each of another colour. */
async function movingPicture(hue: number, frames: number): Promise<LibraryImageBytes> {
  const [width, height] = [64, 48]
  const each = Array.from({ length: frames }, (_, index) =>
    sharp({ create: { width, height, channels: 3, background: { r: hue, g: index % 255, b: index % 2 === 0 ? 0 : 200 } } })
      .png()
      .toBuffer(),
  )
  const bytes = await sharp(await Promise.all(each), { join: { animated: true } })
    .gif({ keepDuplicateFrames: true })
    .toBuffer()
  return { bytes, mimeType: 'image/gif', width, height }
}
