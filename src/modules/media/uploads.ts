import type { Selectable } from 'kysely'

import type { Db, Tx } from '#kit/database'
import { refuse } from '#kit/errors'
import { announce } from '#kit/live'
import { type Call, change } from '#modules/teams'

import { removeArrived } from './arriving-files.ts'
import { mediaRefusals, type Upload } from './contract.ts'
import type { MediaNeeds } from './needs.ts'
import type { UploadTable } from './tables.ts'

export type UploadRow = Selectable<UploadTable>

/** This member's uploads to the brand, the first begun first. */
export async function listUploads(
  db: Db,
  { workspaceId, memberId, brandId }: { workspaceId: string; memberId: string; brandId: string },
): Promise<Upload[]> {
  const rows = await db
    .selectFrom('media.upload')
    .selectAll()
    .where('workspace_id', '=', workspaceId)
    .where('member_id', '=', memberId)
    .where('brand_id', '=', brandId)
    .orderBy('id')
    .execute()
  return rows.map(toUpload)
}

/** The upload, where it is this member's. */
export function findUpload(
  db: Db | Tx,
  { workspaceId, memberId, uploadId }: { workspaceId: string; memberId: string; uploadId: string },
): Promise<UploadRow | undefined> {
  return db
    .selectFrom('media.upload')
    .selectAll()
    .where('workspace_id', '=', workspaceId)
    .where('member_id', '=', memberId)
    .where('id', '=', uploadId)
    .executeTakeFirst()
}

type Change = Partial<Pick<UploadRow, 'received' | 'state' | 'media_id' | 'already' | 'code'>>

/** Writes how far an upload is; whoever looks at the library hears of a new state. */
export async function noteUpload(
  { db, clock }: Pick<MediaNeeds, 'db' | 'clock'>,
  { workspaceId, uploadId }: { workspaceId: string; uploadId: string },
  to: Change,
): Promise<void> {
  await db
    .updateTable('media.upload')
    .set({ ...to, touched_at: clock.now().toString() })
    .where('workspace_id', '=', workspaceId)
    .where('id', '=', uploadId)
    .execute()
  if (to.state) await announce(db, { to: workspaceId, topics: ['media'] })
}

/** Stops an upload that is on its way, or puts away what one that is over left on the list. What was added stays added. */
export async function stopUpload(
  needs: Pick<MediaNeeds, 'db' | 'uploadsFolder'>,
  call: Call,
  { uploadId }: { uploadId: string },
): Promise<{ removed: true }> {
  const { workspaceId, memberId } = call.acting
  const removed = await change(needs.db, call, async (tx) => {
    const row = await findUpload(tx, { workspaceId, memberId, uploadId })
    if (!row) throw refuse(mediaRefusals, 'UPLOAD_OVER')
    await tx.deleteFrom('media.upload').where('workspace_id', '=', workspaceId).where('id', '=', uploadId).execute()
    return {
      value: { removed: true as const },
      subject: { kind: 'upload', id: uploadId },
      detail: { fileName: row.file_name },
      topics: ['media'],
    }
  })
  await removeArrived(needs.uploadsFolder, uploadId)
  return removed
}

function toUpload(row: UploadRow): Upload {
  return {
    id: row.id,
    fileName: row.file_name,
    bytes: row.bytes,
    received: row.received,
    state: row.state,
    ...(row.media_id === null ? {} : { mediaId: row.media_id }),
    already: row.already,
    ...(row.code === null ? {} : { code: row.code }),
    createdAt: row.created_at.toISOString(),
  }
}
