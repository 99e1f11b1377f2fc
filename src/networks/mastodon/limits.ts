import type { Json } from '#kit/json'

/** What one server allows. */
export interface Limits {
  readonly characters: number
  /** How many characters a link counts. */
  readonly perUrl: number
  readonly images: number
  readonly imageBytes: number
  /** Width times height. */
  readonly imagePixels: number
  readonly mimeTypes: readonly string[]
  /** null where the server takes no videos. */
  readonly videos: VideoLimits | null
  readonly altCharacters: number
  /** null where the server has no polls. */
  readonly polls: PollLimits | null
  /** Since 4.5 posts can quote others. */
  readonly quotes: boolean
}

export interface VideoLimits {
  readonly bytes: number
  /** Width times height. */
  readonly pixels: number
  readonly framesPerSecond: number
  /** Containers, best first. */
  readonly mimeTypes: readonly string[]
}

export interface PollLimits {
  readonly options: number
  readonly optionCharacters: number
  readonly minSeconds: number
  readonly maxSeconds: number
}

/** What Hearth can make of a picture, in the order it prefers; what moves stays a GIF. */
const usableTypes = ['image/jpeg', 'image/png', 'image/webp', 'image/gif']

/** What Hearth can make of a film, in the order it prefers. */
const usableFilms = ['video/mp4', 'video/webm', 'video/quicktime']

/** Mastodon's own values, where a server says nothing else. */
export const usualLimits: Limits = {
  characters: 500,
  perUrl: 23,
  images: 4,
  imageBytes: 16 * 1024 * 1024,
  imagePixels: 33_177_600,
  mimeTypes: usableTypes,
  videos: { bytes: 99 * 1024 * 1024, pixels: 8_294_400, framesPerSecond: 120, mimeTypes: usableFilms },
  altCharacters: 1500,
  polls: { options: 4, optionCharacters: 50, minSeconds: 300, maxSeconds: 2_629_746 },
  quotes: true,
}

/** Reads what was kept of a server's limits, without a schema: this runs in the browser. */
export function limitsIn(kept: Json): Limits {
  const types = list(field(kept, 'mimeTypes')).filter((type) => usableTypes.includes(type))
  const polls = field(kept, 'polls')
  return {
    characters: number(kept, 'characters', usualLimits.characters),
    perUrl: number(kept, 'perUrl', usualLimits.perUrl),
    images: number(kept, 'images', usualLimits.images),
    imageBytes: number(kept, 'imageBytes', usualLimits.imageBytes),
    imagePixels: number(kept, 'imagePixels', usualLimits.imagePixels),
    mimeTypes: types.length > 0 ? usableTypes.filter((type) => types.includes(type)) : usualLimits.mimeTypes,
    videos: field(kept, 'videos') === null ? null : videoLimitsIn(field(kept, 'videos')),
    altCharacters: number(kept, 'altCharacters', usualLimits.altCharacters),
    polls: polls === null ? null : pollLimitsIn(polls),
    quotes: field(kept, 'quotes') !== false,
  }
}

function videoLimitsIn(kept: Json | undefined): VideoLimits | null {
  const usual = usualLimits.videos
  if (!usual) return null
  const types = list(field(kept, 'mimeTypes'))
  return {
    bytes: number(kept, 'bytes', usual.bytes),
    pixels: number(kept, 'pixels', usual.pixels),
    framesPerSecond: number(kept, 'framesPerSecond', usual.framesPerSecond),
    mimeTypes: types.length > 0 ? usableFilms.filter((type) => types.includes(type)) : usual.mimeTypes,
  }
}

function pollLimitsIn(kept: Json | undefined): PollLimits | null {
  const usual = usualLimits.polls
  if (!usual) return null
  return {
    options: number(kept, 'options', usual.options),
    optionCharacters: number(kept, 'optionCharacters', usual.optionCharacters),
    minSeconds: number(kept, 'minSeconds', usual.minSeconds),
    maxSeconds: number(kept, 'maxSeconds', usual.maxSeconds),
  }
}

function field(kept: Json | undefined, name: string): Json | undefined {
  if (typeof kept !== 'object' || kept === null || Array.isArray(kept)) return undefined
  return Object.entries(kept).find(([key]) => key === name)?.[1]
}

function number(kept: Json | undefined, name: string, usual: number): number {
  const value = field(kept, name)
  return typeof value === 'number' && value > 0 ? value : usual
}

function list(value: Json | undefined): readonly string[] {
  return Array.isArray(value) ? value.filter((each) => typeof each === 'string') : []
}
