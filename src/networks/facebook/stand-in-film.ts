import type { FilmFacts } from '../stand-in-facts.ts'
import type { Video } from './stand-in-state.ts'

interface Failure {
  readonly code: number
  readonly message: string
}

const known = new Set(['avc', 'hevc', 'vp9', 'av1'])

/** Why this film cannot be shown as such a post. The guides name the requirements; the numbers of the errors are from programs that met them. */
export function whyNot(film: FilmFacts | undefined, kind: Video['kind']): Failure | undefined {
  if (!film || film.videoCodec === undefined) return { code: 1363031, message: 'No Video Detected. This file does not seem to be a video.' }
  if (kind === 'post') {
    if (film.seconds > 45 * 60) return { code: 1363128, message: 'The video is longer than 45 minutes.' }
    return undefined
  }
  const { width, height, seconds, framesPerSecond } = film
  const longest = kind === 'story' ? 60 : 90
  if (!known.has(film.videoCodec)) return { code: 1363031, message: 'The video has to be H.264, H.265, VP9 or AV1.' }
  // A pixel more or less is no other shape.
  if (Math.abs(width / height / (9 / 16) - 1) > 0.01) return { code: 1363040, message: 'The aspect ratio has to be 9:16.' }
  if (width < 540 || height < 960) return { code: 1363127, message: 'The resolution has to be at least 540 by 960.' }
  if (framesPerSecond < 23.9 || framesPerSecond > 60.1) return { code: 1363129, message: 'The frame rate has to be 24 to 60.' }
  if (seconds < 3 || seconds > longest + 0.1) return { code: 1363128, message: `The video has to last 3 to ${longest} seconds.` }
  return undefined
}
