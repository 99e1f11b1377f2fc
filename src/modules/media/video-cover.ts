import { randomUUID } from 'node:crypto'
import { mkdir, rm } from 'node:fs/promises'
import { join } from 'node:path'

import { refuse } from '#kit/errors'
import { turns } from '#kit/turns'
import type { ImageRules, LibraryImageBytes, PostVideo } from '#networks/network'

import { mediaRefusals } from './contract.ts'
import { keyOf } from './files.ts'
import { fitImage } from './fit-image.ts'
import { imageFor } from './image-for.ts'
import type { MediaNeeds } from './needs.ts'
import { inVideoProcess } from './video-process.ts'

/** Decoders need much memory for a moment. */
const inTurn = turns(1)

/** A JPEG within the rules: the picture chosen as the film's cover, or a still of the moment chosen, or of one near its beginning. */
export async function coverFor(
  needs: Pick<MediaNeeds, 'db' | 'storage' | 'workFolder'>,
  { workspaceId, video, rules }: { workspaceId: string; video: PostVideo; rules: ImageRules },
): Promise<LibraryImageBytes> {
  const { mediaId, cover, focus } = video
  const asJpeg = { ...rules, mimeTypes: ['image/jpeg'] }
  if (cover && 'picture' in cover) return imageFor(needs, { workspaceId, image: cover.picture, rules: asJpeg })
  const at = (video.trim?.from ?? 0) + (cover?.at ?? Math.min(1, video.seconds / 4))
  const still = await inTurn(() => stillAt(needs, { workspaceId, mediaId, at }))
  const { maxSide, maxBytes, mimeTypes, ratio } = asJpeg
  return fitImage(
    { key: randomUUID(), read: async () => still },
    { maxSide, maxBytes, mimeTypes, ...(ratio ? { ratio } : {}), ...(focus ? { focus } : {}) },
  )
}

async function stillAt(
  { storage, workFolder }: Pick<MediaNeeds, 'storage' | 'workFolder'>,
  { at, ...item }: { workspaceId: string; mediaId: string; at: number },
): Promise<Uint8Array> {
  const folder = join(workFolder, randomUUID())
  await mkdir(folder, { recursive: true, mode: 0o700 })
  try {
    const path = join(folder, 'original')
    if (!(await storage.getFile(keyOf(item, 'original'), path))) throw refuse(mediaRefusals, 'NOT_FOUND')
    const done = await inVideoProcess({ do: 'still', path, at })
    if ('still' in done) return done.still
    throw new Error(`No still could be taken of a film of the library: ${'trouble' in done ? done.detail : 'other work was done'}.`)
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}
