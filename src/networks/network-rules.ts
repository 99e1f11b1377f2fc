import type { PostContent, PostImage, Settings } from './network-content.ts'
import type { Reason } from './network-trouble.ts'

/** What holds on a network, for one profile. Pure: the same code runs in browser and server. */
export interface Rules {
  readonly text: TextRules
  /** For the usual kind of post. Where kinds of post differ, `imagesFor` says what holds for the settings chosen. */
  readonly images: ImageRules
  imagesFor?(settings: Settings): ImageRules
  /** What a video must be like, for the settings chosen; absent where the network takes none, undefined where this kind of post takes none. Pure. */
  videosFor?(settings: Settings): VideoRules | undefined
  /** Absent where the network takes no documents. */
  readonly documents?: DocumentRules
  /** Width divided by height that a picture or video among those of its part has there; absent where its rules' `ratio` alone decides. Pure. */
  shapeOf?(media: readonly Pick<PostImage, 'width' | 'height'>[], index: number, settings: Settings): number
  /** Absent where the same may be said again. `discouraged`: the network's rules forbid saying it in the same words, or nearly the same. */
  readonly repeats?: 'discouraged'
  /** Of answers: there is one only, and another takes its place. */
  readonly replaces?: true
  /** Most parts of a thread; 1 where the network has no threads. */
  readonly maxParts: number
  readonly maxLanguages: number
  /** Absent where the network has no polls. */
  readonly polls?: PollRules
  /** What can be chosen for a post on this network alone, in the order shown. Labels are its texts, by `setting.<name>`, `setting.<name>.hint` and, for a choice, `setting.<name>.<option>`. */
  readonly settings: readonly SettingField[]
  /** What sending this post costs, in US dollars, where the network charges for it. */
  cost?(post: PostContent): number
  /** What sending this post takes from the quotas of the network, by their names. Pure. */
  uses?(post: PostContent): readonly QuotaUse[]
  /** Everything wrong, doubtful or different with a post, in order of appearance. A post with an `error` cannot be scheduled. */
  check(post: PostContent): readonly Finding[]
  /** How long one part's text is, by the network's own counting, for the live counter. Several measures where several limits hold; the first is the one shown. */
  count(text: string): readonly Count[]
  /** Pieces of the text that the network will show as links, mentions or tags; positions are UTF-16 offsets, for the preview. */
  entities(text: string): readonly Entity[]
}

export interface TextRules {
  /** Offset in UTF-16 units where the text first passes the limit; undefined while it fits. Text from there on is marked in the composer. */
  overflow(text: string): number | undefined
}

export interface ImageRules {
  readonly maxPerPart: number
  readonly maxBytes: number
  /** Longest side the network keeps, in pixels; larger images are scaled down before sending. */
  readonly maxSide: number
  readonly mimeTypes: readonly string[]
  readonly maxAltLength: number
  /** Width divided by height that the network takes; an image outside is cropped around its focal point. */
  readonly ratio?: { readonly min: number; readonly max: number }
}

/** What a video has to be like. What can be made so by encoding it anew is made so; a film that is too long or too short is the author's to mend. */
export interface VideoRules {
  readonly maxPerPart: number
  readonly maxBytes: number
  readonly minSeconds: number
  readonly maxSeconds: number
  /** Containers, best first: what is encoded anew becomes the first of them. */
  readonly mimeTypes: readonly string[]
  readonly videoCodecs: readonly VideoCodec[]
  readonly audioCodecs: readonly AudioCodec[]
  readonly framesPerSecond: { readonly min: number; readonly max: number }
  /** Longest and shortest side, in pixels. */
  readonly maxSide: number
  readonly minSide: number
  /** Width divided by height; a film outside is cropped around its focal point. */
  readonly ratio?: { readonly min: number; readonly max: number }
  /** Of video and sound together. */
  readonly maxBitsPerSecond?: number
  readonly maxAltLength: number
  /** How a cover can be chosen: a moment of the film, a picture of one's own; neither where the network decides. */
  readonly covers: readonly ('moment' | 'picture')[]
  /** Kinds of captions file taken: `application/x-subrip`, `text/vtt`. */
  readonly captions: readonly string[]
}

export type VideoCodec = 'h264' | 'hevc' | 'vp8' | 'vp9' | 'av1' | 'mpeg4' | 'prores'
export type AudioCodec = 'aac' | 'mp3' | 'opus' | 'vorbis' | 'pcm'

export interface DocumentRules {
  readonly mimeTypes: readonly string[]
  readonly maxBytes: number
  readonly maxPages: number
  readonly maxTitleLength: number
}

export interface PollRules {
  readonly minOptions: number
  readonly maxOptions: number
  /** By the network's own counting. */
  readonly maxOptionLength: number
  readonly minMinutes: number
  readonly maxMinutes: number
  /** May voters choose several options? */
  readonly multiple: boolean
}

export type SettingField = (
  | {
      readonly name: string
      readonly kind: 'choice'
      readonly options: readonly string[]
      /** '' where nothing may be chosen for the author: the composer shows no choice until they make it. */
      readonly usual: string
      /** Words of options that no text can know, such as the names of a channel's playlists. */
      readonly labels?: Readonly<Record<string, string>>
    }
  | { readonly name: string; readonly kind: 'toggle'; readonly usual: boolean }
  | {
      readonly name: string
      readonly kind: 'text'
      readonly maxLength: number
      readonly lines?: number
      /** It names where to post to, which has rules of its own: what the network told of it, undefined while it was not asked (`Connecting.readDestination`). Pure. */
      readonly destination?: (written: string) => DestinationTold | undefined
    }
  /** A day and a time by the clock of the place, written 2026-12-05T18:00; '' while none is chosen. */
  | { readonly name: string; readonly kind: 'date-time' }
) & {
  /** Shown, and meant, only while another setting has one of these values; where that names a destination, its own name. */
  readonly when?: { readonly setting: string; readonly is: readonly string[] }
  /** By its name, the profile that this is chosen for where profiles have choices of their own; a post that goes to several shows one for each. The texts are those of the field's name up to its dot: `board.17` is `setting.board`. */
  readonly of?: string
}

/** What a network told of a destination: a community, a board. */
export interface DestinationTold {
  /** As it writes itself. */
  readonly name: string
  /** When it told: an ISO instant. */
  readonly at: string
  /** Its rules, in its own words and language. */
  readonly says: readonly { readonly title: string; readonly text: string }[]
}

export interface Count {
  /** `tags`: hashtags, where the network limits their number. */
  readonly unit: 'graphemes' | 'bytes' | 'characters' | 'weighted' | 'tags'
  readonly used: number
  readonly max: number
}

export interface Entity {
  readonly kind: 'link' | 'mention' | 'tag'
  readonly start: number
  readonly end: number
  readonly value: string
}

export interface Finding {
  /** `change`: the post will look otherwise there than it was written (a card left out, an image cropped); nothing to mend. */
  readonly severity: 'error' | 'warning' | 'change'
  readonly reason: Reason
  /** Which part (0-based) and, where it is about one of its pictures, videos or documents, which. */
  readonly part: number
  readonly media?: number
  /** The setting it is about, by its name. */
  readonly setting?: string
}

export interface QuotaUse {
  readonly name: string
  readonly amount: number
}
