import { sql } from 'kysely'

import type { ShortNeeds } from '../needs.ts'

/** In days. Single clicks are kept as long as a conversion may be traced to one; what was counted of them stays. */
const clicksFor = 400
/** In days. A piece that waits longer on some disk would be counted twice. */
const piecesFor = 400
const atOnce = 10_000

/** Deletes clicks and the names of pieces that are too old. May run twice. */
export async function tidyClicks({ db, clock }: Pick<ShortNeeds, 'db' | 'clock'>): Promise<void> {
  const before = (days: number) => new Date(clock.now().epochMilliseconds - days * 86_400_000)
  for (;;) {
    const { numAffectedRows = 0n } = await sql`
      delete from links.click where (workspace_id, id) in (
        select workspace_id, id from links.click where at < ${before(clicksFor)} limit ${atOnce})`.execute(db)
    if (numAffectedRows < atOnce) break
  }
  await db.deleteFrom('links.piece').where('moved_at', '<', before(piecesFor)).execute()
}
