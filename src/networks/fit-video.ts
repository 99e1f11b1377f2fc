import { cropRegion, type Region } from './crop-region.ts'
import type { AudioCodec, PostVideo, VideoCodec, VideoRules } from './network.ts'

/** What is known of a film before anything is done to it. `seconds` is the length that is published, `fileSeconds` that of the file. */
export interface Film extends Pick<PostVideo, 'mimeType' | 'bytes' | 'width' | 'height' | 'seconds' | 'framesPerSecond' | 'videoCodec'> {
  readonly audioCodec?: string | undefined
  readonly focus?: PostVideo['focus'] | undefined
  readonly trim?: PostVideo['trim'] | undefined
  readonly fileSeconds?: number
  /** More than eight bits or another colour space than ordinary screens have, as telephones film at night; encoded anew. */
  readonly unusualColours?: boolean
  /** The file says where or by whom it was made, or its index stands at its end: its streams are put into a new file. */
  readonly untidy?: boolean
}

/** What of the rules decides how a film is made to fit. */
export interface FitRules extends Pick<
  VideoRules,
  'maxBytes' | 'minSide' | 'maxSide' | 'mimeTypes' | 'videoCodecs' | 'audioCodecs' | 'framesPerSecond'
> {
  readonly ratio?: VideoRules['ratio'] | undefined
  readonly maxBitsPerSecond?: number | undefined
}

/** How a film is made to fit. `copied`: the streams stay as they are, in a new file. */
export type VideoPlan = { readonly how: 'as-it-is' } | { readonly how: 'copied'; readonly mimeType: string } | EncodingPlan

export interface EncodingPlan {
  readonly how: 'encoded'
  readonly mimeType: string
  readonly videoCodec: VideoCodec
  readonly audioCodec: AudioCodec
  /** What stays of the upright picture, in pixels of the file. */
  readonly region: Region
  /** After scaling; even numbers, as encoders want them. */
  readonly width: number
  readonly height: number
  readonly framesPerSecond: number
  /** Never passed, so that the whole fits. */
  readonly maxVideoBits: number
  readonly audioBits: number
}

/** So close that nobody sees the difference. */
const sameShape = 0.01
/** Encoders and networks count frames differently in the last digits: 29.97 is 30, 59.94 is 60. */
const sameRate = 0.06
/** Part of the room that the container's own bytes and the encoder's swings may take. */
const headroom = 0.92
const audioBits = 128_000
/** Less than this for each pixel of each frame looks blurred, so the picture is made smaller instead. */
const leastBitsPerPixel = 0.03
/** Beyond this nobody sees more. */
const amplePerPixel = 0.14

/** The gentlest way to a film within the rules. Says nothing of what cannot be mended: see `judgeVideo`. */
export function planVideo(film: Film, rules: FitRules): VideoPlan {
  const streamsFit =
    isInShape(film, rules.ratio) &&
    Math.max(film.width, film.height) <= rules.maxSide &&
    rules.videoCodecs.some((codec) => codec === film.videoCodec) &&
    (film.audioCodec === undefined || rules.audioCodecs.some((codec) => codec === film.audioCodec)) &&
    film.framesPerSecond >= rules.framesPerSecond.min - sameRate &&
    film.framesPerSecond <= rules.framesPerSecond.max + sameRate &&
    bitsPerSecond(film) <= (rules.maxBitsPerSecond ?? Infinity) &&
    publishedBytes(film) <= rules.maxBytes &&
    !film.unusualColours
  if (!streamsFit || (film.trim && film.trim.from > 0)) return encodingPlan(film, rules)
  if (rules.mimeTypes.includes(film.mimeType) && !film.trim && !film.untidy) return { how: 'as-it-is' }
  const target = rules.mimeTypes.find((mimeType) => holds(mimeType, film))
  return target ? { how: 'copied', mimeType: target } : encodingPlan(film, rules)
}

/** Whether nobody would see something cut off. */
export function isInShape({ width, height }: Pick<Film, 'width' | 'height'>, ratio: VideoRules['ratio']): boolean {
  const shape = width / height
  return !ratio || (shape >= ratio.min * (1 - sameShape) && shape <= ratio.max * (1 + sameShape))
}

/** Of the whole file, sound included. */
function bitsPerSecond({ bytes, seconds, fileSeconds = seconds }: Film): number {
  return (bytes * 8) / Math.max(fileSeconds, 0.001)
}

function publishedBytes(film: Film): number {
  return film.trim ? (bitsPerSecond(film) * film.seconds) / 8 : film.bytes
}

const mp4Codecs = { video: ['h264', 'hevc', 'av1', 'vp9', 'mpeg4'], audio: ['aac', 'mp3', 'opus'] }
const containers: Readonly<Record<string, { readonly video: readonly string[]; readonly audio: readonly string[] }>> = {
  'video/mp4': mp4Codecs,
  'video/quicktime': { video: ['h264', 'hevc', 'mpeg4', 'prores'], audio: ['aac', 'mp3', 'pcm'] },
  'video/webm': { video: ['vp9', 'vp8', 'av1'], audio: ['opus', 'vorbis'] },
}

function holds(mimeType: string, { videoCodec, audioCodec }: Pick<Film, 'videoCodec' | 'audioCodec'>): boolean {
  const { video = [], audio = [] } = containers[mimeType] ?? {}
  return video.includes(videoCodec) && (audioCodec === undefined || audio.includes(audioCodec))
}

/** The room there is for the picture, in bits for each second. */
export function roomForPicture({ seconds, audioCodec }: Pick<Film, 'seconds' | 'audioCodec'>, rules: FitRules): number {
  const whole = Math.min(rules.maxBitsPerSecond ?? Infinity, (rules.maxBytes * 8) / Math.max(seconds, 0.1))
  return whole * headroom - (audioCodec === undefined ? 0 : audioBits)
}

function encodingPlan(film: Film, rules: FitRules): EncodingPlan {
  const mimeType = rules.mimeTypes.find((known) => known in containers) ?? 'video/mp4'
  const { video, audio } = containers[mimeType] ?? mp4Codecs
  const region = isInShape(film, rules.ratio)
    ? { left: 0, top: 0, width: film.width, height: film.height }
    : cropRegion(film, { ratio: insideOf(rules.ratio, film), focus: film.focus })
  const framesPerSecond = Math.min(Math.max(film.framesPerSecond, rules.framesPerSecond.min), rules.framesPerSecond.max)
  const room = Math.max(roomForPicture(film, rules), 50_000)
  const size = sizeFor(region, { rules, pixels: room / leastBitsPerPixel / framesPerSecond })
  return {
    how: 'encoded',
    mimeType,
    videoCodec: rules.videoCodecs.find((codec) => encodable.has(codec) && video.includes(codec)) ?? 'h264',
    audioCodec: rules.audioCodecs.find((codec) => encodable.has(codec) && audio.includes(codec)) ?? 'aac',
    region,
    ...size,
    framesPerSecond,
    maxVideoBits: Math.round(Math.min(room, Math.max(size.width * size.height * framesPerSecond * amplePerPixel, 400_000))),
    audioBits,
  }
}

const encodable = new Set<string>(['h264', 'hevc', 'vp8', 'vp9', 'mpeg4', 'aac', 'mp3', 'opus'])

/** Sides are rounded to even pixels, so a cut to the very limit could land a hair beyond it: a little inside it cannot. */
function insideOf(ratio: VideoRules['ratio'], { width, height }: Pick<Film, 'width' | 'height'>): VideoRules['ratio'] {
  if (!ratio) return undefined
  const slack = 1 + 1 / Math.min(width, height)
  const [min, max] = [ratio.min * slack, ratio.max / slack]
  return min < max ? { min, max } : ratio
}

/** As large as the rules and the room allow, never larger than it is unless it has to be. */
function sizeFor({ width, height }: Region, { rules, pixels }: { rules: FitRules; pixels: number }): { width: number; height: number } {
  const bySide = rules.maxSide / Math.max(width, height)
  const byRoom = Math.max(Math.sqrt(pixels / (width * height)), rules.minSide / Math.min(width, height))
  const least = Math.min(bySide, rules.minSide / Math.min(width, height))
  const scale = Math.max(Math.min(1, bySide, byRoom), least)
  const most = Math.floor(rules.maxSide / 2) * 2
  return { width: Math.min(even(width * scale), most), height: Math.min(even(height * scale), most) }
}

function even(length: number): number {
  return Math.max(2, Math.round(length / 2) * 2)
}
