import type { Encoder, Frame, Muxer, Packet, Stream } from 'node-av'

import type { EncodingPlan } from '#networks/fit-video'

import { addPlain, openTarget } from './video-copy.ts'
import type { SeenFilm } from './video-messages.ts'
import { type Av, openFilm, type OpenFilm, upright } from './video-open.ts'

export interface Encoding {
  readonly path: string
  readonly target: string
  readonly film: SeenFilm
  readonly plan: EncodingPlan
  /** In seconds from the film's beginning. */
  readonly trim: { readonly from: number; readonly to: number } | undefined
}

/** Encodes anew what the plan says. */
export async function encodeFilm(work: Encoding, tell: (progress: number) => void): Promise<void> {
  const { path, target, film, plan, trim } = work
  const open = await openFilm(path, film)
  const { av, demuxer, pictures } = open
  const stretch = { from: demuxer.startTime + (trim?.from ?? 0), to: demuxer.startTime + (trim?.to ?? film.seconds) }
  if (trim && trim.from > 0) await demuxer.seek(stretch.from, -1, av.AVSEEK_FLAG_BACKWARD)
  const muxer = await openTarget(av, { target, mimeType: plan.mimeType })
  const sound = demuxer.audio()
  const line = { open, muxer, stretch, plan, trimmed: trim !== undefined }
  const told = (when: number) => tell(Math.min(Math.max((when - stretch.from) / (stretch.to - stretch.from), 0), 1))
  // Both have their place in the file before either writes.
  const streams = [await pictureLine(line, { film, colours: coloursOf(av, pictures), told })]
  if (sound) streams.push(await soundLine(line, sound))
  await Promise.all(streams.map((stream) => write(muxer, stream)))
  await muxer.close()
}

interface Line {
  readonly open: OpenFilm
  readonly muxer: Muxer
  /** By the file's clock, in seconds. */
  readonly stretch: { readonly from: number; readonly to: number }
  readonly plan: EncodingPlan
  readonly trimmed: boolean
}

interface Prepared {
  readonly index: number
  readonly packets: AsyncIterable<Packet | null>
}

async function pictureLine(
  { open, muxer, stretch, plan }: Line,
  { film, colours, told }: { film: SeenFilm; colours: string; told: (when: number) => void },
): Promise<Prepared> {
  const { av, demuxer, pictures, decoder } = open
  const { region, width, height, framesPerSecond } = plan
  const filter = av.FilterAPI.create(
    [
      `setpts=PTS-${stretch.from}/TB`,
      `fps=${fraction(framesPerSecond)}:start_time=0`,
      ...upright(film),
      `crop=${region.width}:${region.height}:${region.left}:${region.top}`,
      `scale=${width}:${height}:flags=bicubic:${film.highDynamicRange ? '' : colours}out_color_matrix=bt709:out_range=tv`,
      'setsar=1',
      'format=yuv420p',
      'setparams=range=tv:color_primaries=bt709:color_trc=bt709:colorspace=bt709',
    ].join(','),
  )
  const encoder = await pictureEncoder(av, { plan, filter })
  const index = muxer.addStream(encoder)
  const packets = until(demuxer.packets(pictures.index), { stream: pictures, end: stretch.to, told })
  const frames = within(decoder.frames(packets), stretch)
  return { index, packets: encoder.packets(filter.frames(frames)) }
}

async function soundLine({ open, muxer, stretch, plan, trimmed }: Line, sound: Stream): Promise<Prepared> {
  const { av, demuxer } = open
  if (!trimmed && isPlainSound(av, { sound, plan })) {
    return { index: addPlain(muxer, sound), packets: demuxer.packets(sound.index) }
  }
  const decoder = await av.Decoder.create(sound, { exitOnError: false })
  const filter = av.FilterAPI.create(
    [
      ...(trimmed ? [`atrim=start=${stretch.from}`] : []),
      `asetpts=PTS-${stretch.from}/TB`,
      'aresample=48000:async=1:first_pts=0',
      'aformat=channel_layouts=stereo',
    ].join(','),
  )
  const encoders = { aac: av.FF_ENCODER_AAC, mp3: av.FF_ENCODER_LIBMP3LAME, opus: av.FF_ENCODER_LIBOPUS }
  const wanted = plan.audioCodec === 'mp3' || plan.audioCodec === 'opus' ? plan.audioCodec : 'aac'
  const encoder = await av.Encoder.create(encoders[wanted], { filter, decoder, bitrate: plan.audioBits, autoResample: true })
  const index = muxer.addStream(encoder)
  const packets = until(demuxer.packets(sound.index), { stream: sound, end: stretch.to })
  const frames = within(decoder.frames(packets), stretch)
  return { index, packets: encoder.packets(filter.frames(frames)) }
}

/** Sound that fits is not encoded a second time. */
function isPlainSound(av: Av, { sound, plan }: { sound: Stream; plan: EncodingPlan }): boolean {
  const { codecId, channels, sampleRate, bitRate } = sound.codecpar
  const same =
    (codecId === av.AV_CODEC_ID_AAC && plan.audioCodec === 'aac') || (codecId === av.AV_CODEC_ID_OPUS && plan.audioCodec === 'opus')
  return same && channels <= 2 && sampleRate <= 48_000 && bitRate > 0n && Number(bitRate) <= plan.audioBits * 1.1
}

/** A picture every two seconds that needs no other; the rate may swing, but never so that the whole grows too large. */
function pictureEncoder(av: Av, { plan, filter }: { plan: EncodingPlan; filter: ReturnType<Av['FilterAPI']['create']> }): Promise<Encoder> {
  const { maxVideoBits: most, framesPerSecond } = plan
  const common = { filter, gopSize: Math.round(framesPerSecond * 2), maxRate: most, bufSize: most }
  switch (plan.videoCodec) {
    case 'hevc':
      return av.Encoder.create(av.FF_ENCODER_LIBX265, {
        ...common,
        options: {
          preset: 'veryfast',
          crf: 23,
          'x265-params': `log-level=none:vbv-maxrate=${Math.round(most / 1000)}:vbv-bufsize=${Math.round(most / 1000)}`,
        },
      })
    case 'vp8':
      return av.Encoder.create(av.FF_ENCODER_LIBVPX_VP8, {
        ...common,
        bitrate: Math.round(most * 0.8),
        options: { deadline: 'realtime', 'cpu-used': 6 },
      })
    case 'vp9':
      return av.Encoder.create(av.FF_ENCODER_LIBVPX_VP9, {
        ...common,
        bitrate: Math.round(most * 0.8),
        options: { deadline: 'realtime', 'cpu-used': 6, 'row-mt': true },
      })
    case 'mpeg4':
      return av.Encoder.create(av.FF_ENCODER_MPEG4, { ...common, bitrate: Math.round(most * 0.8) })
    case 'h264':
    case 'av1':
    case 'prores':
      return av.Encoder.create(av.FF_ENCODER_LIBX264, { ...common, options: { preset: 'veryfast', crf: 21, profile: 'high' } })
  }
}

/** Packets up to the end of what is wanted and a little more, because pictures are not stored in the order they are shown. */
async function* until(
  packets: AsyncIterable<Packet | null>,
  { stream, end, told }: { stream: Stream; end: number; told?: (when: number) => void },
): AsyncGenerator<Packet | null> {
  const { num, den } = stream.timeBase
  let last = -Infinity
  for await (const packet of packets) {
    if (!packet) break
    const when = (Number(packet.dts) * num) / den
    if (when > end + 1) {
      packet.free()
      break
    }
    if (when > last + 0.5) told?.((last = when))
    yield packet
  }
  yield null
}

/** Frames that can be seen or heard in the stretch. */
async function* within(frames: AsyncIterable<Frame | null>, { from, to }: Line['stretch']): AsyncGenerator<Frame | null> {
  for await (const frame of frames) {
    if (!frame) break
    const { num, den } = frame.timeBase
    const [begins, lasts] = [(Number(frame.pts) * num) / den, (Number(frame.duration) * num) / den]
    if (begins + lasts > from + 0.001 && begins < to - 0.001) yield frame
    else frame.free()
    if (begins > to + 0.2) break
  }
  yield null
}

async function write(muxer: Muxer, { packets, index }: Prepared): Promise<void> {
  for await (const packet of packets) {
    await muxer.writePacket(packet, index)
    packet?.free()
  }
}

/** 29.97 is 30000/1001 and so on; encoders want it exactly. */
function fraction(rate: number): string {
  const broadcast = Math.round((rate * 1001) / 1000)
  if (Math.abs((broadcast * 1000) / 1001 - rate) < 0.004) return `${broadcast * 1000}/1001`
  return Math.abs(Math.round(rate) - rate) < 0.01 ? String(Math.round(rate)) : `${Math.round(rate * 1000)}/1000`
}

/** What a file says of its colours; where it says nothing, small films are as television was and large ones as it is. */
function coloursOf(av: Av, { codecpar }: Stream): string {
  const { colorSpace, colorRange, height, width } = codecpar
  const old = new Set<number>([av.AVCOL_SPC_SMPTE170M, av.AVCOL_SPC_BT470BG])
  const silent = colorSpace === av.AVCOL_SPC_UNSPECIFIED
  const matrix = old.has(colorSpace) || (silent && Math.min(width, height) < 720) ? 'bt601' : 'bt709'
  return `in_color_matrix=${matrix}:in_range=${colorRange === av.AVCOL_RANGE_JPEG ? 'pc' : 'tv'}:`
}
