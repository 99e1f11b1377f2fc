import type { Clock } from '#kit/clock'
import type { Db } from '#kit/database'
import type { JobSender } from '#kit/jobs'
import type { Log } from '#kit/log'
import type { BlobStore } from '#kit/storage'

import type { MediaUse } from './contract.ts'

/** What this module works with; everything is passed in by the server. */
export interface MediaNeeds {
  readonly db: Db
  readonly clock: Clock
  readonly storage: BlobStore
  readonly log: Pick<Log, 'error'>
  /** Where files lie on this machine while they arrive, on the same disk as the storage where that is a folder. */
  readonly uploadsFolder: string
  /** Where films lie on this machine while something is made of them, on the same disk too. */
  readonly workFolder: string
  readonly jobs: JobSender
  /** Signs links under which networks fetch images. */
  readonly secretKey: Uint8Array
  /** Where Hearth is reached, without a slash at the end. */
  readonly publicUrl: string
  /** Whether a draft or a planned post shows the item; asked of the module above. */
  readonly isUsed: (db: Db, item: { workspaceId: string; mediaId: string }) => Promise<boolean>
  /** The posts that show the item, newest first; asked of the module above. */
  readonly uses: (db: Db, item: { workspaceId: string; mediaId: string }) => Promise<MediaUse[]>
}
