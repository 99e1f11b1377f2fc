import { sql } from 'kysely'

import type { MediaNeeds } from './needs.ts'
import { makeRenditionJob } from './rendition-job.ts'
import { clearWorkFolder } from './rendition-make.ts'
import { isThe, jobKey, renditionFile, type RenditionId } from './renditions.ts'

/** Sends for what waits although its job is lost, and lets go what no post has used for a month: it can be made again. May run twice. */
export async function tidyRenditions(needs: Pick<MediaNeeds, 'db' | 'jobs' | 'storage' | 'workFolder'>): Promise<void> {
  const { db, jobs, storage } = needs
  const left = await db
    .selectFrom('media.rendition')
    .select(['workspace_id as workspaceId', 'media_id as mediaId', 'key'])
    .where('state', 'in', ['queued', 'running'])
    .where('changed_at', '<', sql<Date>`clock_timestamp() - interval '2 minutes'`)
    .execute()
  for (const id of left) await jobs.send(db, makeRenditionJob, { payload: id, key: jobKey(id) })
  const old = await db
    .selectFrom('media.rendition')
    .select(['workspace_id as workspaceId', 'media_id as mediaId', 'key'])
    .where('state', 'in', ['ready', 'failed'])
    .where('used_at', '<', sql<Date>`clock_timestamp() - interval '30 days'`)
    .execute()
  for (const id of old) {
    await storage.delete(renditionFile(id))
    await db.deleteFrom('media.rendition').where(isThe(id)).execute()
  }
  await clearWorkFolder(needs.workFolder)
}

/** All that was made of a film, or of every film of a workspace: files first, then rows. May run twice. */
export async function forgetRenditions(
  { db, storage }: Pick<MediaNeeds, 'db' | 'storage'>,
  { workspaceId, mediaId }: { workspaceId: string; mediaId?: string },
): Promise<void> {
  const made: RenditionId[] = await db
    .selectFrom('media.rendition')
    .select(['workspace_id as workspaceId', 'media_id as mediaId', 'key'])
    .where('workspace_id', '=', workspaceId)
    .$if(mediaId !== undefined, (query) => query.where('media_id', '=', mediaId ?? ''))
    .execute()
  for (const id of made) {
    await storage.delete(renditionFile(id))
    await db.deleteFrom('media.rendition').where(isThe(id)).execute()
  }
}
