import type { Json } from '#kit/json'

import type { PostImage, PostVideo } from './network-content.ts'
import type { ImageRules, VideoRules } from './network-rules.ts'
import type { Outcome } from './network-trouble.ts'

/** The account for which something is asked of its network. */
export interface AccountAccess {
  readonly externalId: string
  readonly settings: Json
  /** What `Connected.limits` or `readLimits` said last; `{}` where nothing. */
  readonly limits: Json
  readonly secret: Json
}

/** What a network is given to work with. */
export interface NetworkEnvironment extends NetworkMedia {
  /** The guarded client, as a drop-in for fetch: allowed addresses only, DNS pinned, size and time limits. Throws `RequestFailure` (kit/http.ts). */
  readonly fetch: typeof globalThis.fetch
  readonly now: () => Temporal.Instant
  /** Settings of the installation for this network (base URLs in tests), by name; absent means the real network. */
  readonly options: Readonly<Record<string, string>>
  readonly signal: AbortSignal
  /** Which of these posts of the account another delivery is known to have made: no look-up may take them for its own. Absent where nothing is looked up. */
  readonly taken?: (externalIds: readonly string[]) => Promise<ReadonlySet<string>>
}

/** What the brand's library gives a network that publishes. */
export interface NetworkMedia {
  /** The bytes of a library image, cropped around its focal point, scaled and converted to fit the rules given. */
  readonly image: (image: LibraryImage, rules: ImageRules) => Promise<LibraryImageBytes>
  /** An address under which the network itself can fetch that image for the next hour, without signing in. Begins with Hearth's public address, which the network may not reach: judge it first. */
  readonly imageLink: (image: LibraryImage, rules: ImageRules) => Promise<string>
  /** A library video within the rules given, trimmed and encoded anew where it has to be. `slow-down` with `processing` while it is still being made. The same bytes each time. */
  readonly video: (video: LibraryVideo, rules: VideoRules) => Promise<Outcome<LibraryFile>>
  /** The same under an address as `imageLink` gives, for the next six hours. */
  readonly videoLink: (video: LibraryVideo, rules: VideoRules) => Promise<Outcome<string>>
  /** A still of the video as it is published, as a JPEG within the rules given; its own picture where that was chosen as the cover. */
  readonly cover: (video: PostVideo, rules: ImageRules) => Promise<LibraryImageBytes>
  /** A document or captions file as it was added. */
  readonly file: (mediaId: string) => Promise<LibraryFile>
}

export type LibraryImage = Pick<PostImage, 'mediaId' | 'focus'>
export type LibraryVideo = Pick<PostVideo, 'mediaId' | 'focus' | 'trim'>

export interface LibraryImageBytes {
  readonly bytes: Uint8Array
  readonly mimeType: string
  readonly width: number
  readonly height: number
}

/** A file that may be too large for memory: it is read in pieces. */
export interface LibraryFile {
  readonly mimeType: string
  readonly fileName: string
  readonly bytes: number
  /** Of a video. */
  readonly width?: number
  readonly height?: number
  readonly seconds?: number
  /** The bytes from `from` up to and without `to`. */
  read(from: number, to: number): Promise<Uint8Array>
}
