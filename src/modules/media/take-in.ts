import { open, readFile, stat } from 'node:fs/promises'

import { refuse } from '#kit/errors'

import { type MediaItem, mediaRefusals } from './contract.ts'
import { fileKind, headBytes } from './file-kind.ts'
import type { Size } from './files.ts'
import { cleanImage, readCaptions, readDocument } from './limited-process.ts'
import { probeVideo } from './video-probe.ts'

/** An untrusted file that was looked through: what there is to know, and what is to be kept. */
export interface Taken {
  readonly facts: Facts
  readonly files: readonly KeptFile[]
}

export interface Facts {
  readonly kind: MediaItem['kind']
  readonly mimeType: string
  readonly bytes: number
  readonly width: number
  readonly height: number
  readonly animated?: boolean
  readonly frames?: number | undefined
  readonly seconds?: number
  readonly framesPerSecond?: number
  readonly videoCodec?: string
  readonly audioCodec?: string | undefined
  readonly pages?: number
  readonly title?: string
  readonly looks?: string
}

export interface KeptFile {
  readonly size: Size
  readonly mimeType: string
  readonly content: { readonly bytes: Uint8Array } | { readonly path: string; readonly bytes: number }
}

export const maxImageBytes = 30 * 1024 * 1024
const maxCaptionsBytes = 2 * 1024 * 1024

/** Looks through a file that lies on this disk: its kind is told by its bytes, and a separate, limited process reads it. Refuses what cannot be posted. */
export async function takeIn(path: string): Promise<Taken> {
  const { size } = await stat(path)
  const kind = fileKind(await headOf(path))
  switch (kind) {
    case 'image':
    case 'heic':
      if (size > maxImageBytes) throw refuse(mediaRefusals, 'IMAGE_TOO_LARGE')
      return takeImage(await readFile(path))
    case 'video':
      return takeVideo(path)
    case 'pdf':
    case 'office':
      return takeDocument(path, { kind, bytes: size })
    case 'captions':
      if (size > maxCaptionsBytes) throw refuse(mediaRefusals, 'NOT_CAPTIONS')
      return takeCaptions(await readFile(path))
    case 'svg':
      throw refuse(mediaRefusals, 'SVG')
    case 'playlist':
      throw refuse(mediaRefusals, 'PLAYLIST')
    case 'other':
      throw refuse(mediaRefusals, 'NOT_MEDIA')
  }
}

/** A picture: upright, in sRGB, without metadata, with a small copy; one that moves stays moving, with its first frame beside it. */
export async function takeImage(bytes: Uint8Array): Promise<Taken> {
  if (bytes.length > maxImageBytes) throw refuse(mediaRefusals, 'IMAGE_TOO_LARGE')
  const kind = fileKind(bytes)
  if (kind === 'svg') throw refuse(mediaRefusals, 'SVG')
  if (kind !== 'image' && kind !== 'heic') throw refuse(mediaRefusals, 'NOT_AN_IMAGE')
  const { original, still, frames, thumb, looks } = await cleanImage(bytes, { heic: kind === 'heic' })
  const { mimeType, width, height } = original
  return {
    facts: { kind: 'image', mimeType, bytes: original.bytes.length, width, height, animated: still !== undefined, frames, looks },
    files: [
      { size: 'original', mimeType, content: original },
      ...(still ? [{ size: 'still' as const, mimeType: still.mimeType, content: still }] : []),
      thumbOf(thumb),
    ],
  }
}

async function takeVideo(path: string): Promise<Taken> {
  const film = await probeVideo(path)
  if ('trouble' in film) throw refuse(mediaRefusals, film.trouble)
  const { poster, ...facts } = film
  const { size: bytes } = await stat(path)
  // A still of ours, so that its small copy and its looks come as of any picture.
  const { thumb, looks } = await cleanImage(poster)
  return {
    facts: { kind: 'video', ...facts, bytes, looks },
    files: [
      { size: 'original', mimeType: facts.mimeType, content: { path, bytes } },
      { size: 'poster', mimeType: 'image/jpeg', content: { bytes: poster } },
      thumbOf(thumb),
    ],
  }
}

async function takeDocument(path: string, { kind, bytes }: { kind: 'pdf' | 'office'; bytes: number }): Promise<Taken> {
  const { thumb, mimeType, pages, title } = await readDocument(path, kind)
  const told = { ...(pages === undefined ? {} : { pages }), ...(title === undefined ? {} : { title }) }
  return {
    facts: { kind: 'document', mimeType, bytes, width: 0, height: 0, ...told },
    files: [{ size: 'original', mimeType, content: { path, bytes } }, thumbOf(thumb)],
  }
}

async function takeCaptions(file: Uint8Array): Promise<Taken> {
  const { bytes, mimeType, thumb } = await readCaptions(file)
  return {
    facts: { kind: 'captions', mimeType, bytes: bytes.length, width: 0, height: 0 },
    files: [{ size: 'original', mimeType, content: { bytes } }, thumbOf(thumb)],
  }
}

function thumbOf(bytes: Uint8Array): KeptFile {
  return { size: 'thumb', mimeType: 'image/webp', content: { bytes } }
}

async function headOf(path: string): Promise<Uint8Array> {
  const file = await open(path)
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(headBytes), 0, headBytes, 0)
    return buffer.subarray(0, bytesRead)
  } finally {
    await file.close()
  }
}
