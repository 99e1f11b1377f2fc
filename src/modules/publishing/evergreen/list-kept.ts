import { refuse } from '#kit/errors'

import { type KeptPost, publishingRefusals } from '../contract.ts'
import type { PublishingNeeds } from '../needs.ts'
import { type MediaById, mediaOf } from '../post-content.ts'
import { type KeptRow, keptRows } from './kept-rows.ts'
import { byTurn, standingOfKept } from './turns.ts'

/** What a category keeps: what takes turns first, in the order of their turn. */
export async function listKept(
  needs: Pick<PublishingNeeds, 'db' | 'brand' | 'media'>,
  { workspaceId, categoryId }: { workspaceId: string; categoryId: string },
  now: Temporal.Instant,
): Promise<KeptPost[]> {
  const category = await needs.db
    .selectFrom('publishing.category')
    .select('brand_id')
    .where('workspace_id', '=', workspaceId)
    .where('id', '=', categoryId)
    .executeTakeFirst()
  if (!category) throw refuse(publishingRefusals, 'NOT_FOUND')
  const { timeZone } = await needs.brand(needs.db, { workspaceId, brandId: category.brand_id })
  const today = now.toZonedDateTimeISO(timeZone).toPlainDate()
  const rows = await keptRows(needs.db, { workspaceId, categoryId })
  const ids = rows.flatMap(({ thumb_media_id }) => (thumb_media_id === null ? [] : [thumb_media_id]))
  const media = await mediaOf(needs, needs.db, { workspaceId, contents: [], ids })
  const kept = rows.toSorted(byTurn).map((row) => toKept(row, { today, media }))
  return kept.toSorted((one, other) => order.indexOf(one.state) - order.indexOf(other.state))
}

const order: readonly KeptPost['state'][] = ['active', 'paused', 'ended']

function toKept(row: KeptRow, { today, media }: { today: Temporal.PlainDate; media: MediaById }): KeptPost {
  const thumb = row.thumb_media_id === null ? undefined : media.get(row.thumb_media_id)
  const lastAt = row.last_out_at ?? row.said_at
  return {
    id: row.id,
    categoryId: row.category_id,
    wordings: row.wordings,
    firstLine: row.first_line,
    ...(thumb ? { thumbUrl: thumb.thumbUrl, thumbKind: thumb.kind } : {}),
    out: row.out,
    ...(lastAt ? { lastAt: lastAt.toISOString() } : {}),
    ...(row.next_at ? { nextAt: row.next_at.toISOString() } : {}),
    ...(row.ends_after === null ? {} : { endsAfter: row.ends_after }),
    ...(row.ends_on === null ? {} : { endsOn: row.ends_on }),
    ...standingOfKept(row, today),
    ...(row.trouble ? { trouble: row.trouble } : {}),
  }
}
