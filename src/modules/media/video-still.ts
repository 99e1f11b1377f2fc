import type { Frame } from 'node-av'

import type { SeenFilm } from './video-messages.ts'
import { openFilm, upright } from './video-open.ts'

/** A frame at this moment, or the last one before it, as a JPEG no larger than `maxSide`. Throws where nothing can be decoded. */
export async function stillOf(path: string, { film, at, maxSide }: { film: SeenFilm; at: number; maxSide: number }): Promise<Uint8Array> {
  const { default: sharp } = await import('sharp')
  const { av, demuxer, pictures, decoder } = await openFilm(path, film)
  if (at > 0) await demuxer.seek(at + demuxer.startTime, -1, av.AVSEEK_FLAG_BACKWARD)
  const scale = Math.min(1, maxSide / Math.max(film.width, film.height))
  const size = { width: Math.max(2, Math.round(film.width * scale)), height: Math.max(2, Math.round(film.height * scale)) }
  using filter = av.FilterAPI.create(
    [...upright(film), `scale=${size.width}:${size.height}:flags=bicubic`, 'setsar=1', 'format=rgb24'].join(','),
  )

  const begins = Math.max(0, demuxer.startTime)
  let best: Frame | undefined
  for await (const frame of decoder.frames(demuxer.packets(pictures.index))) {
    if (!frame) break
    const when = (Number(frame.pts) * frame.timeBase.num) / frame.timeBase.den - begins
    if (best && when > at + 0.001) {
      frame.free()
      break
    }
    best?.free()
    best = frame
    if (when >= at) break
  }
  if (!best) throw new Error('No picture of the film can be decoded.')
  const [drawn] = await filter.processAll(best)
  const shown = drawn ?? (await filter.processAll(null))[0]
  if (!shown) throw new Error('No picture of the film can be drawn.')
  const raw = { width: size.width, height: size.height, channels: 3 as const }
  return new Uint8Array(await sharp(shown.toBuffer(), { raw }).jpeg({ quality: 88 }).toBuffer())
}
