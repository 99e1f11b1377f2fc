import { turns } from '#kit/turns'

import type { SeenFilm, VideoTrouble } from './video-messages.ts'
import { inVideoProcess, type VideoLimits } from './video-process.ts'

export type { VideoTrouble } from './video-messages.ts'

export interface ProbedVideo extends Pick<SeenFilm, 'mimeType' | 'width' | 'height' | 'seconds' | 'framesPerSecond' | 'videoCodec'> {
  /** Absent where the film is silent. */
  readonly audioCodec?: string
  /** A still as JPEG, at most 1280 pixels on its longer side. */
  readonly poster: Uint8Array
}

/** Decoders need much memory for a moment, so that few films are looked at at once. */
const inTurn = turns(2)

/** What a whole, untrusted file on this machine is, or why it is no film that can be used. The file is read in a limited process of its own. */
export async function probeVideo(path: string, limits?: VideoLimits): Promise<ProbedVideo | { readonly trouble: VideoTrouble }> {
  const done = await inTurn(() => inVideoProcess({ do: 'look', path }, {}, limits))
  if ('trouble' in done) return { trouble: done.trouble }
  if (!('seen' in done)) throw new Error('The video process did other work than it was asked for.')
  const { mimeType, width, height, seconds, framesPerSecond, videoCodec, audioCodec } = done.seen
  return { mimeType, width, height, seconds, framesPerSecond, videoCodec, ...(audioCodec ? { audioCodec } : {}), poster: done.poster }
}
