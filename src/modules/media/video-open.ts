import type * as NodeAv from 'node-av'
import type { Decoder, Demuxer, Stream } from 'node-av'

import type { SeenFilm } from './video-messages.ts'

export type Av = typeof NodeAv

export interface OpenFilm {
  readonly av: Av
  readonly demuxer: Demuxer
  readonly pictures: Stream
  readonly decoder: Decoder
}

/** Frames larger than this are refused by the decoder itself, whatever the file says of its size. */
const mostPixels = 36_000_000

/** Opens a file of the library as what it was seen to be and nothing else, so that none can point elsewhere. Only in a process of its own: everything is let go when that ends. */
export async function openFilm(path: string, film: SeenFilm): Promise<OpenFilm> {
  const av = await import('node-av')
  av.Log.setLevel(av.AV_LOG_QUIET)
  const format = /mp4|quicktime/.test(film.mimeType) ? 'mov' : 'matroska'
  const demuxer = await av.Demuxer.open(`file:${path}`, {
    format,
    options: { protocol_whitelist: 'file', format_whitelist: 'mov,matroska' },
  })
  const pictures = demuxer.video()
  if (!pictures) throw new Error('There is no picture in the film.')
  const decoder = await av.Decoder.create(pictures, { exitOnError: true, options: { max_pixels: mostPixels } })
  return { av, demuxer, pictures, decoder }
}

/** Filters that turn frames as a player does, make pixels square and give them the colours of ordinary screens. */
export function upright({ turned, highDynamicRange }: Pick<SeenFilm, 'turned' | 'highDynamicRange'>): string[] {
  const turns = { 0: [], 90: ['transpose=clock'], 180: ['hflip', 'vflip'], 270: ['transpose=cclock'] }[turned]
  const square = "scale=w='trunc(iw*max(sar,1))':h='trunc(ih/min(sar,1))'"
  const ordinary = 'tonemapx=tonemap=bt2390:transfer=bt709:matrix=bt709:primaries=bt709:range=tv:format=yuv420p'
  return [...(highDynamicRange ? [ordinary] : []), square, 'setsar=1', ...turns]
}
