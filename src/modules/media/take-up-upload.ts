import { readFile } from 'node:fs/promises'

import { z } from 'zod'

import { Grant, Role } from '#contract/teams'
import { Refusal } from '#kit/errors'
import { turns } from '#kit/turns'
import type { Acting } from '#modules/teams'

import { addFile } from './add-file.ts'
import { arrivedBytes, arrivingFiles, arrivingPath, removeArrived } from './arriving-files.ts'
import type { MediaNeeds } from './needs.ts'
import { findUpload, noteUpload, type UploadRow } from './uploads.ts'

type Taking = Pick<MediaNeeds, 'db' | 'clock' | 'storage' | 'log' | 'uploadsFolder'>

/** Large files are read from the disk whole, so that few are at once. */
const inTurn = turns(2)

/** Takes a whole upload into the library, in the background: its row says what became of it. Done by the process on whose disk the file lies. */
export function takeUp(needs: Taking, upload: { acting: Acting; uploadId: string }): void {
  inTurn(() => takeUpload(needs, upload)).catch((error: unknown) =>
    needs.log.error({ err: error }, 'An upload could not be taken into the library'),
  )
}

/** What was whole when the process ended is taken in now. */
export async function resumeUploads(needs: Taking): Promise<void> {
  for (const { name } of await arrivingFiles(needs.uploadsFolder)) {
    const acting = z.uuid().safeParse(name).success ? await actingOf(needs.uploadsFolder, name) : undefined
    if (acting) takeUp(needs, { acting, uploadId: name })
  }
}

/** May run twice: a file that is in the library already is that item. */
export async function takeUpload(needs: Taking, { acting, uploadId }: { acting: Acting; uploadId: string }): Promise<void> {
  const row = await findUpload(needs.db, { ...acting, uploadId })
  if (row?.state === 'receiving' && (await arrivedBytes(needs.uploadsFolder, uploadId)) !== row.bytes) return
  if (!row || row.state === 'added' || row.state === 'refused') return removeArrived(needs.uploadsFolder, uploadId)
  await noteUpload(needs, { ...acting, uploadId }, await outcomeOf(needs, acting, row))
  await removeArrived(needs.uploadsFolder, uploadId)
}

async function outcomeOf(needs: Taking, acting: Acting, row: UploadRow) {
  try {
    const { item, already } = await addFile(
      needs,
      { acting, path: 'media.upload', input: undefined },
      {
        path: arrivingPath(needs.uploadsFolder, row.id),
        brandId: row.brand_id,
        folderId: row.folder_id ?? undefined,
        fileName: row.file_name,
      },
    )
    return { state: 'added' as const, media_id: item.id, already, received: row.bytes }
  } catch (error) {
    if (!(error instanceof Refusal)) throw error
    return { state: 'refused' as const, code: error.code, received: row.bytes }
  }
}

/** Who sent it lies beside the file, as the server wrote it there when the upload began. */
async function actingOf(folder: string, uploadId: string): Promise<Acting | undefined> {
  const beside = await readFile(`${arrivingPath(folder, uploadId)}.json`, 'utf8').catch(() => '{}')
  const kept = Beside.safeParse(JSON.parse(beside))
  return kept.success ? Who.parse(JSON.parse(kept.data.metadata.acting)) : undefined
}

const Beside = z.object({ metadata: z.object({ acting: z.string() }) })
const Who = z.object({
  workspaceId: z.uuid(),
  memberId: z.uuid(),
  userId: z.string(),
  name: z.string(),
  role: Role.optional().transform((role) => role),
  standing: z.object({ everywhere: Role.optional(), grants: z.array(Grant) }),
  via: z.enum(['web', 'api-key']),
  language: z.enum(['en', 'zh-TW']),
})
