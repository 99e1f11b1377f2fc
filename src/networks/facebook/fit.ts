import type { ImageRules, VideoRules } from '../network.ts'

export type Kind = 'post' | 'reel' | 'story'

/** From the network's guides: the older one of Page stories says 4 MB for a photo, the newer one 10; the lower one is safe. Larger sides are scaled down there. */
export const photoRules: ImageRules = {
  // The documentation names no number for one post.
  maxPerPart: 10,
  maxBytes: 4_000_000,
  maxSide: 2048,
  mimeTypes: ['image/jpeg', 'image/png'],
  // No limit is documented; what is longer helps nobody.
  maxAltLength: 1000,
}

export const storyPhotoRules: ImageRules = { ...photoRules, maxPerPart: 1 }

const common = {
  maxPerPart: 1,
  mimeTypes: ['video/mp4', 'video/quicktime'],
  videoCodecs: ['h264', 'hevc'],
  audioCodecs: ['aac'],
  maxAltLength: 0,
} as const satisfies Partial<VideoRules>

/** Reels and stories: 9:16, at least 540 by 960, 24 to 60 frames a second. */
const upright = {
  ...common,
  maxBytes: 1_000_000_000,
  framesPerSecond: { min: 24, max: 60 },
  maxSide: 1920,
  minSide: 540,
  ratio: { min: 9 / 16, max: 9 / 16 },
  minSeconds: 3,
} as const

/** A video of the feed in pieces: 1.5 GB and 45 minutes. */
export const videoRules: Readonly<Record<Kind, VideoRules>> = {
  post: {
    ...common,
    maxBytes: 1_500_000_000,
    minSeconds: 1,
    maxSeconds: 45 * 60,
    framesPerSecond: { min: 1, max: 60 },
    maxSide: 1920,
    minSide: 120,
    ratio: { min: 9 / 16, max: 16 / 9 },
    covers: ['moment', 'picture'],
    captions: ['application/x-subrip'],
  },
  reel: { ...upright, maxSeconds: 90, covers: ['moment', 'picture'], captions: ['application/x-subrip'] },
  story: { ...upright, maxSeconds: 60, covers: [], captions: [] },
}

/** For a cover: 10 MB, in the shape of the film. */
export const coverRules: ImageRules = { maxPerPart: 1, maxBytes: 4_000_000, maxSide: 1920, mimeTypes: ['image/jpeg'], maxAltLength: 0 }
