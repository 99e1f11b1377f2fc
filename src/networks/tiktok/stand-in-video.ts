import { filmFacts } from '../stand-in-facts.ts'
import type { Film } from './stand-in-state.ts'

/** What the network finds when it opens the file: the film, or the `fail_reason` that it gives. */
export async function readFilm(bytes: Uint8Array, maxSeconds: number): Promise<{ readonly film: Film } | { readonly failed: string }> {
  const facts = await filmFacts(bytes)
  if (!facts || !mimeTypes.has(facts.mimeType) || !codecs.has(facts.videoCodec ?? '')) return { failed: 'file_format_check_failed' }
  const { mimeType, seconds, width, height, framesPerSecond } = facts
  if (seconds < 2.9 || seconds > maxSeconds + 0.5) return { failed: 'duration_check_failed' }
  if (framesPerSecond < 22.9 || framesPerSecond > 60.5) return { failed: 'frame_rate_check_failed' }
  if (Math.min(width, height) < 360 || Math.max(width, height) > 4096) return { failed: 'picture_size_check_failed' }
  const data = bytes.length > keptBytes ? '' : Buffer.from(bytes).toString('base64')
  return { film: { data, mimeType, seconds, width, height } }
}

/** A larger film is not kept to be looked at. */
const keptBytes = 8 * 1024 * 1024
const mimeTypes = new Set(['video/mp4', 'video/quicktime', 'video/webm'])
const codecs = new Set(['avc', 'hevc', 'vp8', 'vp9'])
