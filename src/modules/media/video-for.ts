import { sql } from 'kysely'

import type { Tx } from '#kit/database'
import { readAll } from '#kit/storage'
import type { LibraryFile, LibraryVideo, Outcome, Reason, VideoRules } from '#networks/network'

import { findMedia } from './items.ts'
import type { MediaNeeds } from './needs.ts'
import { keyOfWish, wishOf } from './rendition-wish.ts'
import { askForRendition, findRendition, isThe, readyOf, type RenditionRow } from './renditions.ts'

export interface WantedVideo {
  readonly workspaceId: string
  readonly video: LibraryVideo
  readonly rules: VideoRules
}

type Needs = Pick<MediaNeeds, 'db' | 'storage' | 'jobs' | 'clock'>

/** A library video within a network's rules, the same bytes each time; `slow-down` with `processing` while it is being made, which this begins. */
export async function videoFor(needs: Needs, { workspaceId, video, rules }: WantedVideo): Promise<Outcome<LibraryFile>> {
  const wish = wishOf(video, rules)
  const id = { workspaceId, mediaId: video.mediaId, key: keyOfWish(wish) }
  const row = await findRendition(needs.db, id)
  if (row?.state === 'failed') return rejected({ code: row.code ?? 'video-not-made' })
  const file = row && (await fileOf(needs, row))
  if (file) {
    await needs.db
      .updateTable('media.rendition')
      .set({ used_at: sql`clock_timestamp()` })
      .where(isThe(id))
      .execute()
    return { ok: true, value: file }
  }
  const [item] = await findMedia(needs.db, { workspaceId, ids: [video.mediaId] })
  if (item?.kind !== 'video') return rejected({ code: 'video-not-available' })
  await needs.db.transaction().execute((tx) => askForRendition({ db: tx, jobs: needs.jobs }, id, { wish, again: row?.state === 'ready' }))
  return inTheMaking(needs, row)
}

/** Makes ready what a post will need, as part of the change that plans it. What is there already costs nothing. */
export async function prepareRenditions(
  { jobs }: Pick<MediaNeeds, 'jobs'>,
  tx: Tx,
  { workspaceId, wanted }: { workspaceId: string; wanted: readonly Omit<WantedVideo, 'workspaceId'>[] },
): Promise<void> {
  for (const { video, rules } of wanted) {
    const wish = wishOf(video, rules)
    await askForRendition({ db: tx, jobs }, { workspaceId, mediaId: video.mediaId, key: keyOfWish(wish) }, { wish })
  }
}

/** Undefined where it is not ready, or its file was lost. */
async function fileOf({ storage }: Pick<MediaNeeds, 'storage'>, row: RenditionRow): Promise<LibraryFile | undefined> {
  const ready = readyOf(row)
  if (!ready || !(await storage.exists(ready.file))) return undefined
  const { file, mimeType, bytes, width, height, seconds } = ready
  const read: LibraryFile['read'] = async (from, to) => {
    const blob = await storage.get(file, { from, to: Math.min(to, bytes) })
    if (!blob) throw new Error('A file of the library is gone.')
    return readAll(blob.stream)
  }
  return { mimeType, fileName: `video.${endings[mimeType] ?? 'mp4'}`, bytes, width, height, seconds, read }
}

const endings: Readonly<Record<string, string>> = {
  'video/mp4': 'mp4',
  'video/quicktime': 'mov',
  'video/webm': 'webm',
  'video/x-matroska': 'mkv',
}

function rejected(reason: Reason): Outcome<never> {
  return { ok: false, trouble: { kind: 'rejected', reason } }
}

/** Asked again in a few seconds: sooner when little is left to do. */
function inTheMaking({ clock }: Pick<MediaNeeds, 'clock'>, row: RenditionRow | undefined): Outcome<never> {
  const progress = row?.state === 'running' ? row.progress : 0
  const until = clock.now().add({ seconds: progress > 0.8 ? 3 : 8 })
  const reason = { code: 'video-in-the-making', params: { percent: Math.floor(progress * 100) } }
  return { ok: false, trouble: { kind: 'slow-down', until, reason, processing: true } }
}
