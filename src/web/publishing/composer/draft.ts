import type { MediaItem } from '#contract/media'
import type { Focus, Poll, Settings } from '#networks/network'

import { newKey } from '../new-key.ts'

/** The composer's own picture of a post: stable keys for parts and media, and media that are still being uploaded. */
export interface Draft {
  readonly parts: readonly DraftPart[]
  readonly languages: readonly string[]
  /** What is said otherwise on a network, by its name. */
  readonly variants: Readonly<Record<string, DraftVariant>>
}

/** Without parts of its own it follows the common text. */
export interface DraftVariant {
  readonly parts?: readonly DraftPart[]
  readonly settings: Settings
}

export interface DraftPart {
  readonly key: string
  readonly text: string
  /** Pictures, videos and documents, in the order shown. */
  readonly media: readonly DraftMedia[]
  readonly link?: DraftLink
  readonly poll?: Poll
  /** Addresses whose card the author removed, so that it is not offered again. */
  readonly declined: readonly string[]
}

export interface DraftMedia {
  readonly key: string
  readonly alt: string
  readonly focus?: Focus
  /** Of a video: what of it is published, in seconds from its beginning; all of it if absent. */
  readonly trim?: Trim
  /** Of a video; the network chooses if absent. */
  readonly cover?: DraftCover
  readonly captions?: readonly DraftCaptions[]
  /** Of a document; the library's if absent. */
  readonly title?: string
  readonly mediaId?: string
  /** Absent while uploading, and for what left the library. */
  readonly item?: MediaItem
  readonly upload?: Upload
  /** Its upload broke off when the page was closed. */
  readonly stopped?: Stopped
}

export interface Trim {
  readonly from: number
  readonly to: number
}

/** A moment, in seconds of the trimmed film, or a picture of the library. */
export type DraftCover = { readonly at: number } | { readonly picture: MediaItem }

export interface DraftCaptions {
  readonly language: string
  readonly file: MediaItem
}

export interface Upload {
  readonly file: File
  readonly progress: number
  /** By which the server knows it, where it is sent in pieces. */
  readonly uploadId?: string
  readonly problem?: string
}

/** What is left of an upload without its file: it goes on when the same file is chosen again. */
export interface Stopped {
  readonly uploadId: string
  readonly name: string
  readonly type: string
  readonly bytes: number
  /** From 0 to 1. */
  readonly progress: number
}

export interface DraftLink {
  readonly url: string
  readonly title: string
  readonly description: string
  readonly thumb?: MediaItem | undefined
}

export function newPart(text = ''): DraftPart {
  return { key: newKey(), text, media: [], declined: [] }
}

export function newDraft(language: string): Draft {
  return { parts: [newPart()], languages: [language], variants: {} }
}
