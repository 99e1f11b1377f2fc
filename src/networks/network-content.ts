import type { Json } from '#kit/json'

import type { InboxKind } from './network-messages.ts'

/** What a post says, for one account, after variants are applied. */
export interface PostContent {
  readonly parts: readonly PostPart[]
  /** BCP 47 tags, e.g. en, zh-TW. */
  readonly languages: readonly string[]
  /** This network's own settings. */
  readonly settings: Settings
  /** Of an answer: what it answers, and by its kind what rules hold. */
  readonly answers?: Answered
}

export interface Answered {
  readonly kind: InboxKind
  /** As `InboxItem.answerTo` said. */
  readonly to: Json
}

export interface PostPart {
  readonly text: string
  /** In the order shown. */
  readonly media: readonly PostMedia[]
  /** Shown as a card under the text; absent where there are media or no link. */
  readonly link?: LinkCard
  readonly poll?: Poll
}

export interface Poll {
  readonly options: readonly string[]
  readonly minutes: number
  readonly multiple: boolean
}

export type PostMedia = PostImage | PostVideo | PostDocument

export interface PostImage {
  readonly kind: 'image'
  readonly mediaId: string
  readonly mimeType: string
  readonly bytes: number
  /** In pixels, after orientation. */
  readonly width: number
  readonly height: number
  readonly alt: string
  /** What must stay in sight when the image is cropped, as shares of width and height from the top left; its middle if absent. */
  readonly focus?: Focus
  /** It moves, and can be sent as it is where `ImageRules.mimeTypes` has `image/gif`; elsewhere it is its first frame. */
  readonly animated?: true
  /** Of what moves; absent where the library does not know. */
  readonly frames?: number
}

export interface PostVideo {
  readonly kind: 'video'
  readonly mediaId: string
  readonly mimeType: string
  readonly bytes: number
  /** In pixels, after orientation. */
  readonly width: number
  readonly height: number
  /** As it will be published: after `trim`. */
  readonly seconds: number
  readonly framesPerSecond: number
  /** As the file's probe named it; anything that is not a `VideoCodec` is encoded anew. */
  readonly videoCodec: string
  /** Absent where the film is silent. */
  readonly audioCodec?: string
  readonly alt: string
  readonly focus?: Focus
  /** What of the film is published, in seconds from its beginning; all of it if absent. */
  readonly trim?: { readonly from: number; readonly to: number }
  /** Absent: the network chooses. `at` is in seconds of the trimmed film. */
  readonly cover?: { readonly at: number } | { readonly picture: PostImage }
  readonly captions?: readonly { readonly language: string; readonly mediaId: string; readonly mimeType: string }[]
}

export interface PostDocument {
  readonly kind: 'document'
  readonly mediaId: string
  readonly mimeType: string
  readonly bytes: number
  /** Absent where the file does not tell. */
  readonly pages?: number
  readonly title: string
}

export interface Focus {
  readonly x: number
  readonly y: number
}

export interface LinkCard {
  readonly url: string
  readonly title: string
  readonly description: string
  /** The card's picture, already in the library. */
  readonly thumb?: PostImage
}

/**
 * What was chosen, by the field's name; a field that is absent has its usual value (a text: none). Three names mean the same
 * everywhere: `kind`, a choice of what the post is there (`post`, `reel`, `story`, `short` …), shown first and as tabs;
 * `first_comment`, a text that is published as the first comment by a step of its own; and `link`, the address the post leads to.
 */
export type Settings = Readonly<Record<string, string | boolean>>
