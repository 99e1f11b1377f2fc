import { rm } from 'node:fs/promises'
import { join } from 'node:path'

import { arrivingFiles } from './arriving-files.ts'
import type { MediaNeeds } from './needs.ts'

/** How long an upload waits for its next piece, and one that is over stays on its member's list. */
const patience = { hours: 24 }

/** Forgets uploads that nobody went on with for a day, with what had come of them. */
export async function tidyUploads({ db, clock, uploadsFolder }: Pick<MediaNeeds, 'db' | 'clock' | 'uploadsFolder'>): Promise<void> {
  const before = clock.now().subtract(patience)
  await db.deleteFrom('media.upload').where('touched_at', '<', new Date(before.epochMilliseconds)).execute()
  for (const { name, touched } of await arrivingFiles(uploadsFolder)) {
    if (Temporal.Instant.compare(touched, before) < 0) await rm(join(uploadsFolder, name), { force: true })
  }
}
