import type { Db } from '#kit/database'
import type { MediaNeeds } from '#modules/media'

/** What this module works with; everything is passed in by the server. */
export interface LinksNeeds extends PostLinksNeeds, Pick<MediaNeeds, 'storage'> {
  /** The guarded client. */
  readonly fetch: typeof globalThis.fetch
}

/** What links in posts need of it. */
export interface PostLinksNeeds extends ShortNeeds {
  /** What the brand calls the campaign and the labels of a post; what is gone is left out. */
  readonly namesOf: (
    db: Db,
    of: { workspaceId: string; brandId: string; campaignId: string | null; labelIds: readonly string[] },
  ) => Promise<{ readonly campaign?: string; readonly labels: readonly string[] }>
}

/** What short links need of it. */
export interface ShortNeeds extends Pick<MediaNeeds, 'db' | 'clock' | 'publicUrl'> {
  /** What the brand calls its campaign; throws the refusal NOT_FOUND where it has none such. */
  readonly campaignName: (db: Db, of: { workspaceId: string; brandId: string; campaignId: string }) => Promise<string>
}
