import { createHash } from 'node:crypto'

import { refuse } from '#kit/errors'
import { uuidv7 } from '#kit/ids'
import { StorageFull } from '#kit/storage'
import { brandOf, type Call, change } from '#modules/teams'

import { type MediaItem, mediaRefusals } from './contract.ts'
import { deleteFiles, keyOf } from './files.ts'
import { imageKind, maxUploadBytes } from './image-kind.ts'
import { type CleanImage, cleanImage } from './image-process.ts'
import { findMedia, toItem } from './items.ts'
import type { MediaNeeds } from './needs.ts'

/** Puts a picture into the brand's library: upright, in sRGB, without metadata, with a small copy. The same file again is the same item. */
export async function addImage(
  needs: Omit<MediaNeeds, 'isUsed'>,
  call: Call,
  { brandId, fileName, bytes }: { brandId: string; fileName: string; bytes: Uint8Array },
): Promise<MediaItem> {
  const { workspaceId } = call.acting
  await brandOf(needs.db, { workspaceId, brandId })
  const sha256 = createHash('sha256').update(bytes).digest('hex')
  const file = { brandId, fileName: plainName(fileName), sha256 }
  // The file itself does not survive JSON; its hash stands for it where a repeated call is compared with the first.
  const named: Call = { ...call, input: file }
  const present = await findFile(needs, { workspaceId, ...file })
  if (present) return change(needs.db, named, async () => ({ value: present, ...about(present), topics: [] }))
  const image = { workspaceId, mediaId: uuidv7(needs.clock.now()) }
  const clean = await cleanImage(checked(bytes))
  try {
    await store(needs, image, clean)
    const item = await record(needs, named, { ...file, mediaId: image.mediaId, clean })
    if (item.id !== image.mediaId) await deleteFiles(needs.storage, image)
    return item
  } catch (error) {
    await discard(needs, image)
    throw error instanceof StorageFull ? refuse(mediaRefusals, 'NO_SPACE') : error
  }
}

interface File {
  readonly brandId: string
  readonly fileName: string
  readonly sha256: string
}

/** The last part of what the browser or a server called it, without control characters. */
function plainName(name: string): string {
  const last =
    name
      .split(/[\\/]/)
      .at(-1)
      ?.replaceAll(/\p{Cc}/gu, '')
      .trim() ?? ''
  return last.slice(0, 200).toWellFormed() || 'image'
}

/** Without the ending that programs put there. */
function titleOf(fileName: string): string {
  return fileName.replace(/\.[A-Za-z0-9]{1,5}$/, '')
}

async function findFile(needs: Pick<MediaNeeds, 'db'>, file: File & { workspaceId: string }): Promise<MediaItem | undefined> {
  const row = await needs.db
    .selectFrom('media.item')
    .selectAll()
    .where('workspace_id', '=', file.workspaceId)
    .where('brand_id', '=', file.brandId)
    .where('sha256', '=', file.sha256)
    .executeTakeFirst()
  return row && toItem(row)
}

function about({ id, fileName }: MediaItem) {
  return { subject: { kind: 'media', id }, detail: { fileName } }
}

function checked(bytes: Uint8Array): Uint8Array {
  if (bytes.length > maxUploadBytes) throw refuse(mediaRefusals, 'IMAGE_TOO_LARGE')
  const kind = imageKind(bytes)
  if (kind !== 'still') throw refuse(mediaRefusals, refusalOf[kind])
  return bytes
}

const refusalOf = { animated: 'ANIMATED', heic: 'HEIC', other: 'NOT_AN_IMAGE' } as const

async function store(
  { storage }: Pick<MediaNeeds, 'storage'>,
  image: { workspaceId: string; mediaId: string },
  { original, thumb }: CleanImage,
): Promise<void> {
  await storage.put(keyOf(image, 'original'), original.bytes, { mimeType: original.mimeType })
  await storage.put(keyOf(image, 'thumb'), thumb, { mimeType: 'image/webp' })
}

/** Unless the row is there all the same, as when the connection was lost after it was committed: then the files are its own. */
async function discard(
  { db, storage }: Pick<MediaNeeds, 'db' | 'storage'>,
  image: { workspaceId: string; mediaId: string },
): Promise<void> {
  const kept = await findMedia(db, { workspaceId: image.workspaceId, ids: [image.mediaId] })
  if (kept.length === 0) await deleteFiles(storage, image)
}

/** Two may add the same file at the same moment: the second gets the first one's item. */
function record(
  needs: Pick<MediaNeeds, 'db' | 'clock'>,
  call: Call,
  { mediaId, clean, ...file }: File & { mediaId: string; clean: CleanImage },
): Promise<MediaItem> {
  const { workspaceId } = call.acting
  const { bytes, mimeType, width, height } = clean.original
  return change(needs.db, call, async (tx) => {
    const made = await tx
      .insertInto('media.item')
      .values({
        workspace_id: workspaceId,
        id: mediaId,
        brand_id: file.brandId,
        sha256: file.sha256,
        file_name: file.fileName,
        mime_type: mimeType,
        bytes: bytes.length,
        width,
        height,
        title: titleOf(file.fileName),
        words: file.fileName.toLowerCase(),
        created_at: needs.clock.now().toString(),
      })
      .onConflict((conflict) => conflict.columns(['workspace_id', 'brand_id', 'sha256']).doNothing())
      .returning('id')
      .executeTakeFirst()
    const [item] = made ? await findMedia(tx, { workspaceId, ids: [made.id] }) : [await findFile({ db: tx }, { workspaceId, ...file })]
    if (!item) throw refuse(mediaRefusals, 'NOT_FOUND')
    return { value: item, ...about(item), topics: ['media'] }
  })
}
