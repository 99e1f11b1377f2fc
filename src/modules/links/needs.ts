import type { MediaNeeds } from '#modules/media'

/** What this module works with; everything is passed in by the server. */
export interface LinksNeeds extends Pick<MediaNeeds, 'db' | 'clock' | 'storage'> {
  /** The guarded client. */
  readonly fetch: typeof globalThis.fetch
}
