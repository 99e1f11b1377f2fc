import type { ImageRules, PostImage, Settings, VideoRules } from '../network.ts'
import { isDraft } from './choices.ts'

/** From the network's documentation; for a photo it says “1080p” and no more, so its sides are kept within a film's of that name. */
const photo = { long: 1920, short: 1080, bytes: 20_000_000 } as const
export const mostPhotos = 35

export const imageRules: ImageRules = {
  maxPerPart: mostPhotos,
  maxBytes: photo.bytes,
  maxSide: photo.long,
  mimeTypes: ['image/jpeg', 'image/webp'],
  maxAltLength: 0,
}

/** So that neither side is too long, however the photo is cut. */
export function rulesForPhoto({ width, height }: Pick<PostImage, 'width' | 'height'>): ImageRules {
  const ratio = Math.max(width, height) / Math.max(1, Math.min(width, height))
  return { ...imageRules, maxSide: Math.floor(Math.min(photo.long, photo.short * ratio)) }
}

/** Ten minutes, unless the creator is told another number. */
export const usualSeconds = 600

/** A draft takes neither a cover nor the creator's own limit: the app asks for both. */
export function videoRules(settings: Settings, maxSeconds: number): VideoRules {
  const draft = isDraft(settings)
  return {
    maxPerPart: 1,
    maxBytes: 4_000_000_000,
    minSeconds: 3,
    maxSeconds: draft ? usualSeconds : maxSeconds,
    mimeTypes: ['video/mp4', 'video/quicktime', 'video/webm'],
    videoCodecs: ['h264', 'hevc', 'vp9', 'vp8'],
    audioCodecs: ['aac', 'mp3', 'opus', 'vorbis'],
    framesPerSecond: { min: 23, max: 60 },
    maxSide: 4096,
    minSide: 360,
    maxAltLength: 0,
    covers: draft ? [] : ['moment'],
    captions: [],
  }
}
