import type { Db } from '#kit/database'
import type { MediaNeeds } from '#modules/media'

/** What this module works with; everything is passed in by the server. */
export interface LinksNeeds extends ShortNeeds, Pick<MediaNeeds, 'storage'> {
  /** The guarded client. */
  readonly fetch: typeof globalThis.fetch
}

/** What short links need of it. */
export interface ShortNeeds extends Pick<MediaNeeds, 'db' | 'clock' | 'publicUrl'> {
  /** What the brand calls its campaign; throws the refusal NOT_FOUND where it has none such. */
  readonly campaignName: (db: Db, of: { workspaceId: string; brandId: string; campaignId: string }) => Promise<string>
}
