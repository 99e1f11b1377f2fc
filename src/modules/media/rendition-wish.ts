import { createHash } from 'node:crypto'

import type { LibraryVideo, VideoRules } from '#networks/network'

import type { RenditionWish } from './video-messages.ts'

/** Goes up when the same wish would be made otherwise than before. */
const version = 1

/** What is made of a film under these rules. */
export function wishOf({ focus, trim }: Pick<LibraryVideo, 'focus' | 'trim'>, rules: VideoRules): RenditionWish {
  const { maxBytes, minSide, maxSide, mimeTypes, videoCodecs, audioCodecs, framesPerSecond, ratio, maxBitsPerSecond } = rules
  return {
    rules: {
      maxBytes,
      minSide,
      maxSide,
      mimeTypes: [...mimeTypes],
      videoCodecs: [...videoCodecs],
      audioCodecs: [...audioCodecs],
      framesPerSecond: { min: framesPerSecond.min, max: framesPerSecond.max },
      ...(ratio ? { ratio: { min: ratio.min, max: ratio.max } } : {}),
      ...(maxBitsPerSecond === undefined ? {} : { maxBitsPerSecond }),
    },
    ...(trim ? { trim: { from: trim.from, to: trim.to } } : {}),
    // What is not cropped has no use for a focus.
    ...(focus && ratio ? { focus: { x: focus.x, y: focus.y } } : {}),
  }
}

/** The same for the same wish, for ever. */
export function keyOfWish(wish: RenditionWish): string {
  return createHash('sha256')
    .update(JSON.stringify([version, wish]))
    .digest('hex')
    .slice(0, 32)
}
