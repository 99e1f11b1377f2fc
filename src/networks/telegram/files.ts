import type { Json } from '#kit/json'

import { shorten } from '../failures.ts'
import type { Delivery, LibraryImageBytes, NetworkEnvironment, Outcome, PostImage, PostMedia, PostPart, PostVideo } from '../network.ts'
import { animationRules, photoRules, videoRules } from './limits.ts'

/** One file of a part as it is sent. */
export interface Sent {
  readonly kind: 'photo' | 'video' | 'animation' | 'document'
  readonly file: File
  /** A film's own picture. */
  readonly cover?: File
  /** What the apps show before they have loaded a film. */
  readonly facts?: { readonly [name: string]: Json }
}

/** Are all files there and made? Looked at before anything can be seen. */
export async function checkFiles({ content }: Delivery, environment: NetworkEnvironment): Promise<Outcome<Json>> {
  for (const { media } of content.parts) {
    for (const item of media) {
      if (item.kind !== 'video') continue
      const made = await environment.video(item, videoRules)
      if (!made.ok) return made
    }
  }
  return { ok: true, value: {} }
}

/** The files of a part, in order. Nothing has left when one of them is missing. */
export async function filesOf({ media }: PostPart, environment: NetworkEnvironment): Promise<Outcome<readonly Sent[]>> {
  const files: Sent[] = []
  try {
    for (const [index, item] of media.entries()) {
      const file = await fileOf(item, { name: `file${index + 1}`, alone: media.length === 1, environment })
      if (!file.ok) return file
      files.push(file.value)
    }
    return { ok: true, value: files }
  } catch (error) {
    const detail = shorten(error instanceof Error ? error.message : String(error))
    return { ok: false, trouble: { kind: 'unavailable', reason: { code: 'image-not-available', detail } } }
  }
}

interface Asked {
  readonly name: string
  readonly alone: boolean
  readonly environment: NetworkEnvironment
}

async function fileOf(item: PostMedia, asked: Asked): Promise<Outcome<Sent>> {
  if (item.kind === 'video') return videoOf(item, asked)
  if (item.kind === 'image') return { ok: true, value: await pictureOf(item, asked) }
  const document = await asked.environment.file(item.mediaId)
  const bytes = await document.read(0, document.bytes)
  const ending = /\.\w{2,5}$/.exec(document.fileName)?.[0] ?? ''
  const title = item.title.trim()
  const name = title === '' ? document.fileName : title.endsWith(ending) ? title : `${title}${ending}`
  return { ok: true, value: { kind: 'document', file: new File([new Uint8Array(bytes)], name, { type: document.mimeType }) } }
}

/** In an album everything stands still. */
async function pictureOf(item: PostImage, { name, alone, environment }: Asked): Promise<Sent> {
  const moves = item.animated === true && alone
  const made = await environment.image(item, moves ? animationRules : photoRules)
  return { kind: moves ? 'animation' : 'photo', file: asFile(made, name) }
}

async function videoOf(item: PostVideo, { name, environment }: Asked): Promise<Outcome<Sent>> {
  const made = await environment.video(item, videoRules)
  if (!made.ok) return made
  const { bytes, mimeType, width, height, seconds } = made.value
  const file = new File([new Uint8Array(await made.value.read(0, bytes))], `${name}.mp4`, { type: mimeType })
  const facts = {
    supports_streaming: true,
    ...(width === undefined || height === undefined ? {} : { width, height }),
    ...(seconds === undefined ? {} : { duration: Math.round(seconds) }),
  }
  if (!item.cover) return { ok: true, value: { kind: 'video', file, facts } }
  return { ok: true, value: { kind: 'video', file, facts, cover: asFile(await environment.cover(item, photoRules), `${name}cover`) } }
}

function asFile({ bytes, mimeType }: LibraryImageBytes, name: string): File {
  return new File([new Uint8Array(bytes)], `${name}.${mimeType.split('/')[1] ?? 'jpg'}`, { type: mimeType })
}
