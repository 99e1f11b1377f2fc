import { sql } from 'kysely'

import { commonRefusals } from '#kit/contract'
import type { Tx } from '#kit/database'
import { refuse } from '#kit/errors'
import { type Call, change, type Changed } from '#modules/teams'

import type { MediaNeeds } from './needs.ts'
import { toRendition } from './rendition-list.ts'
import type { Rendition } from './renditions-contract.ts'
import { askForRendition, findRendition, isThe, type RenditionId } from './renditions.ts'

type Which = Pick<RenditionId, 'mediaId' | 'key'>

/** Calls off what waits or is being made: its run notices within seconds. What is ready stays. */
export function cancelRendition({ db }: Pick<MediaNeeds, 'db'>, call: Call, which: Which): Promise<Rendition> {
  const id = { workspaceId: call.acting.workspaceId, ...which }
  return change(db, call, async (tx) => {
    await tx
      .updateTable('media.rendition')
      .set({ state: 'failed', run: null, code: 'video-cancelled', changed_at: sql`clock_timestamp()` })
      .where(isThe(id))
      .where('state', 'in', ['queued', 'running'])
      .execute()
    return changed(tx, id)
  })
}

/** Makes again what failed or was called off. */
export function retryRendition({ db, jobs }: Pick<MediaNeeds, 'db' | 'jobs'>, call: Call, which: Which): Promise<Rendition> {
  const id = { workspaceId: call.acting.workspaceId, ...which }
  return change(db, call, async (tx) => {
    const row = await findRendition(tx, id)
    if (row?.state === 'failed') await askForRendition({ db: tx, jobs }, id, { wish: row.wish, again: true })
    return changed(tx, id)
  })
}

async function changed(tx: Tx, id: RenditionId): Promise<Changed<Rendition>> {
  const row = await findRendition(tx, id)
  if (!row) throw refuse(commonRefusals, 'NOT_FOUND')
  return { value: toRendition(row), subject: { kind: 'media', id: id.mediaId }, topics: ['renditions'] }
}
