import type { Clock } from '#kit/clock'
import type { Db } from '#kit/database'
import type { BlobStore } from '#kit/storage'

/** What this module works with; everything is passed in by the server. */
export interface MediaNeeds {
  readonly db: Db
  readonly clock: Clock
  readonly storage: BlobStore
  /** Signs links under which networks fetch images. */
  readonly secretKey: Uint8Array
  /** Where Hearth is reached, without a slash at the end. */
  readonly publicUrl: string
  /** Whether a draft or a planned post shows the image; asked of the module above. */
  readonly isUsed: (db: Db, image: { workspaceId: string; mediaId: string }) => Promise<boolean>
}
