import { refuse } from '#kit/errors'
import { uuidv7 } from '#kit/ids'
import { StorageFull } from '#kit/storage'
import { brandOf, type Call, change } from '#modules/teams'

import { type MediaItem, mediaRefusals } from './contract.ts'
import { deleteFiles, keyOf } from './files.ts'
import { holdFolder } from './folders.ts'
import { findMedia, toItem } from './items.ts'
import { titleOf } from './names.ts'
import type { MediaNeeds } from './needs.ts'
import type { Taken } from './take-in.ts'
import { wordsOf } from './words.ts'

export interface NamedFile {
  readonly brandId: string
  readonly folderId: string | undefined
  /** Plain. */
  readonly fileName: string
  /** Of the file as it came. */
  readonly sha256: string
}

export type Keeping = Pick<MediaNeeds, 'db' | 'clock' | 'storage'>

/** Puts a file into the brand's library; the same file again is the same item, and is not even looked through. `already` tells which. */
export async function keepFile(
  needs: Keeping,
  call: Call,
  { file, take }: { file: NamedFile; take: () => Promise<Taken> },
): Promise<{ item: MediaItem; already: boolean }> {
  const { workspaceId } = call.acting
  await brandOf(needs.db, { workspaceId, brandId: file.brandId })
  // The file itself does not survive JSON; its hash stands for it where a repeated call is compared with the first.
  const named: Call = { ...call, input: file }
  const present = await findFile(needs, { workspaceId, ...file })
  if (present)
    return { item: await change(needs.db, named, async () => ({ value: present, ...about(present), topics: [] })), already: true }
  const kept = { workspaceId, mediaId: uuidv7(needs.clock.now()) }
  const taken = await take()
  try {
    await store(needs, kept, taken)
    const item = await record(needs, named, { file, mediaId: kept.mediaId, taken })
    if (item.id !== kept.mediaId) await deleteFiles(needs.storage, kept)
    return { item, already: item.id !== kept.mediaId }
  } catch (error) {
    await discard(needs, kept)
    throw error instanceof StorageFull ? refuse(mediaRefusals, 'NO_SPACE') : error
  }
}

async function findFile(needs: Pick<MediaNeeds, 'db'>, file: NamedFile & { workspaceId: string }): Promise<MediaItem | undefined> {
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

async function store({ storage }: Keeping, item: { workspaceId: string; mediaId: string }, { files }: Taken): Promise<void> {
  for (const { size, mimeType, content } of files) {
    const key = keyOf(item, size)
    if ('path' in content) await storage.putFile(key, content.path, { mimeType, bytes: content.bytes })
    else await storage.put(key, content.bytes, { mimeType })
  }
}

/** Unless the row is there all the same, as when the connection was lost after it was committed: then the files are its own. */
async function discard({ db, storage }: Keeping, item: { workspaceId: string; mediaId: string }): Promise<void> {
  const kept = await findMedia(db, { workspaceId: item.workspaceId, ids: [item.mediaId] })
  if (kept.length === 0) await deleteFiles(storage, item)
}

/** Two may add the same file at the same moment: the second gets the first one's item. */
function record(
  needs: Keeping,
  call: Call,
  { file, mediaId, taken }: { file: NamedFile; mediaId: string; taken: Taken },
): Promise<MediaItem> {
  const { workspaceId } = call.acting
  return change(needs.db, call, async (tx) => {
    if (file.folderId) await holdFolder(tx, { workspaceId, brandId: file.brandId, folderId: file.folderId })
    const made = await tx
      .insertInto('media.item')
      .values({ workspace_id: workspaceId, id: mediaId, created_at: needs.clock.now().toString(), ...columnsOf(file, taken) })
      .onConflict((conflict) => conflict.columns(['workspace_id', 'brand_id', 'sha256']).doNothing())
      .returning('id')
      .executeTakeFirst()
    const [item] = made ? await findMedia(tx, { workspaceId, ids: [made.id] }) : [await findFile({ db: tx }, { workspaceId, ...file })]
    if (!item) throw refuse(mediaRefusals, 'NOT_FOUND')
    return { value: item, ...about(item), topics: ['media'] }
  })
}

function columnsOf({ brandId, folderId, fileName, sha256 }: NamedFile, { facts }: Taken) {
  const title = facts.title ?? titleOf(fileName)
  return {
    brand_id: brandId,
    folder_id: folderId ?? null,
    file_name: fileName,
    sha256,
    kind: facts.kind,
    mime_type: facts.mimeType,
    bytes: facts.bytes,
    width: facts.width,
    height: facts.height,
    animated: facts.animated ?? false,
    frames: facts.frames ?? null,
    seconds: facts.seconds ?? null,
    frames_per_second: facts.framesPerSecond ?? null,
    video_codec: facts.videoCodec ?? null,
    audio_codec: facts.audioCodec ?? null,
    pages: facts.pages ?? null,
    title,
    looks: facts.looks ?? null,
    words: wordsOf({ fileName, title, alt: '', tags: [], holder: '' }),
  }
}
