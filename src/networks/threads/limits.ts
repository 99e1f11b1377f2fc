import type { ImageRules, PollRules, VideoRules } from '../network.ts'

/** Most files of a carousel. */
export const mostFiles = 20

/** From the network's documentation. It scales wider pictures down and narrower ones than `narrowest` up. */
export const imageRules: ImageRules = {
  maxPerPart: mostFiles,
  maxBytes: 8_000_000,
  maxSide: 1440,
  mimeTypes: ['image/jpeg', 'image/png'],
  maxAltLength: 1000,
  ratio: { min: 1 / 9.9, max: 9.9 },
}

/** In pixels. */
export const narrowest = 320

export const videoRules: VideoRules = {
  maxPerPart: mostFiles,
  maxBytes: 1_000_000_000,
  minSeconds: 0.1,
  maxSeconds: 300,
  mimeTypes: ['video/mp4', 'video/quicktime'],
  videoCodecs: ['h264', 'hevc'],
  audioCodecs: ['aac'],
  framesPerSecond: { min: 23, max: 60 },
  maxSide: 1920,
  minSide: 2,
  ratio: { min: 0.02, max: 9.9 },
  maxBitsPerSecond: 25_000_000,
  maxAltLength: 1000,
  covers: [],
  captions: [],
}

/** Every poll runs for a day. */
export const pollRules: PollRules = {
  minOptions: 2,
  maxOptions: 4,
  maxOptionLength: 25,
  minMinutes: 1440,
  maxMinutes: 1440,
  multiple: false,
}

/** Which post is meant: by the API's own id, or by the last piece of an address. */
export function quotedBy(written: string): { readonly id?: string; readonly shortcode?: string } | undefined {
  if (/^\d{10,20}$/.test(written)) return { id: written }
  const shortcode = /^https?:\/\/[^/\s]+\/(?:[^/\s]+\/)*(?:@[^/\s]+\/post|t)\/([\w-]{5,})\/?(?:[?#]\S*)?$/.exec(written)?.[1]
  return shortcode === undefined ? undefined : { shortcode }
}
