import type { ImageRules, PollRules, VideoRules } from '../network.ts'

/** Characters, as Unicode counts them (reddit.com/dev/api; comments and options by what the site's forms take). */
export const textLimits = { title: 300, text: 40_000, comment: 10_000 } as const

/** What a picture may weigh and measure is not documented; these are what the site's own form takes. It shows no descriptions. */
export const imageRules: ImageRules = {
  maxPerPart: 20,
  maxBytes: 20_000_000,
  maxSide: 10_000,
  mimeTypes: ['image/jpeg', 'image/png', 'image/gif'],
  maxAltLength: 0,
}

export const videoRules: VideoRules = {
  maxPerPart: 1,
  maxBytes: 1_000_000_000,
  minSeconds: 2,
  maxSeconds: 900,
  mimeTypes: ['video/mp4', 'video/quicktime'],
  videoCodecs: ['h264'],
  audioCodecs: ['aac'],
  framesPerSecond: { min: 1, max: 60 },
  maxSide: 1920,
  minSide: 2,
  maxAltLength: 0,
  covers: ['moment', 'picture'],
  captions: [],
}

/** The picture that stands for a film until it plays. */
export const posterRules: ImageRules = { ...imageRules, maxPerPart: 1, maxSide: 1920, mimeTypes: ['image/jpeg'] }

/** One to seven whole days. */
export const pollRules: PollRules = {
  minOptions: 2,
  maxOptions: 6,
  maxOptionLength: 120,
  minMinutes: 1440,
  maxMinutes: 7 * 1440,
  multiple: false,
}

export function daysOf(minutes: number): number {
  return Math.min(7, Math.max(1, Math.round(minutes / 1440)))
}

export function lengthOf(text: string): number {
  return Array.from(text).length
}
