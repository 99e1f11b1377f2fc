import { createHash } from 'node:crypto'
import { mkdtemp, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

export interface FilmWish {
  readonly seconds: number
  readonly width: number
  readonly height: number
  /** 30 if absent. */
  readonly framesPerSecond?: number
  /** `h264`, or `vp9` in a WebM. */
  readonly videoCodec?: 'h264' | 'hevc' | 'vp8' | 'vp9' | 'mpeg4'
  /** With a tone; silent if absent. */
  readonly audio?: boolean
  /** `mp4` if absent. */
  readonly container?: 'mp4' | 'webm' | 'mov' | 'mkv'
  /** How far a player has to turn it clockwise, as telephones write it; `width` and `height` are those of the file. */
  readonly turned?: 90 | 180 | 270
  /** Bits per second of the picture; as few as the encoder likes if absent. */
  readonly bitsPerSecond?: number
}

const made = new Map<string, Promise<Uint8Array<ArrayBuffer>>>()

/** A short film of a moving pattern. The same wish gives the same bytes within a process; do not change them. */
export function film(wish: FilmWish): Promise<Uint8Array<ArrayBuffer>> {
  const key = JSON.stringify(wish, Object.keys(wish).toSorted())
  const known = made.get(key) ?? shared(key, wish)
  made.set(key, known)
  return known
}

/** Processes of one run of the tests find each other's films in the folder that `HEARTH_TEST_FILMS` names. */
async function shared(key: string, wish: FilmWish): Promise<Uint8Array<ArrayBuffer>> {
  const folder = process.env['HEARTH_TEST_FILMS']
  if (!folder) return inFolder(wish)
  const path = join(folder, createHash('sha256').update(key).digest('hex'))
  const kept = await readFile(path).catch(() => undefined)
  if (kept) return new Uint8Array(kept)
  const bytes = await inFolder(wish)
  // Under another name first: nobody may read half of it.
  await writeFile(`${path}-${process.pid}`, bytes)
  await rename(`${path}-${process.pid}`, path)
  return bytes
}

async function inFolder(wish: FilmWish): Promise<Uint8Array<ArrayBuffer>> {
  const folder = await mkdtemp(join(tmpdir(), 'hearth-film-'))
  try {
    const path = join(folder, 'film')
    await makeFilm(path, wish)
    const bytes = new Uint8Array(await readFile(path))
    if (wish.turned) turn(bytes, wish.turned)
    return bytes
  } finally {
    await rm(folder, { recursive: true })
  }
}

const options = {
  h264: { preset: 'ultrafast', tune: 'zerolatency' },
  hevc: { preset: 'ultrafast', 'x265-params': 'log-level=none' },
  vp8: { deadline: 'realtime', 'cpu-used': 8 },
  vp9: { deadline: 'realtime', 'cpu-used': 8 },
  mpeg4: {},
} as const
const formats = { mp4: 'mp4', webm: 'webm', mov: 'mov', mkv: 'matroska' } as const

async function makeFilm(path: string, wish: FilmWish): Promise<void> {
  const { seconds, width, height, framesPerSecond = 30, container = 'mp4' } = wish
  const av = await import('node-av')
  av.Log.setLevel(av.AV_LOG_QUIET)
  const codec = wish.videoCodec ?? (container === 'webm' ? 'vp9' : 'h264')
  const encoders = {
    h264: av.FF_ENCODER_LIBX264,
    hevc: av.FF_ENCODER_LIBX265,
    vp8: av.FF_ENCODER_LIBVPX_VP8,
    vp9: av.FF_ENCODER_LIBVPX_VP9,
    mpeg4: av.FF_ENCODER_MPEG4,
  }
  const pattern = `testsrc2=size=${width}x${height}:rate=${framesPerSecond}:duration=${seconds},format=yuv420p`
  await using picture = await av.Demuxer.open(pattern, { format: 'lavfi' })
  await using tone = await av.Demuxer.open(`sine=duration=${seconds}:sample_rate=48000`, { format: 'lavfi' })
  const [pictures, sounds] = [picture.video(), tone.audio()]
  if (!pictures || !sounds) throw new Error('The film has no pattern or no tone.')
  using seen = await av.Decoder.create(pictures)
  using heard = await av.Decoder.create(sounds)
  using coded = await av.Encoder.create(encoders[codec], {
    decoder: seen,
    gopSize: framesPerSecond,
    maxBFrames: 0,
    bitrate: wish.bitsPerSecond ?? width * height * 2,
    options: options[codec],
  })
  using spoken = await av.Encoder.create(container === 'webm' ? av.FF_ENCODER_LIBOPUS : av.FF_ENCODER_AAC, {
    decoder: heard,
    bitrate: 64_000,
    autoResample: true,
  })
  const fast = container === 'mp4' || container === 'mov'
  const target = await av.Muxer.open(path, { format: formats[container], options: fast ? { movflags: 'faststart' } : {} })
  await (
    wish.audio
      ? av.pipeline({ video: picture, audio: tone }, { video: [seen, coded], audio: [heard, spoken] }, target)
      : av.pipeline(picture, seen, coded, target)
  ).completion
  await target.close()
}

/** The matrix of each track's header (ISO 14496-12, 8.3.2) says how its picture is laid on the screen. */
function turn(bytes: Uint8Array, degrees: 90 | 180 | 270): void {
  const view = new DataView(bytes.buffer)
  const [a = 0, b = 0, c = 0, d = 0] = { 90: [0, 1, -1, 0], 180: [-1, 0, 0, -1], 270: [0, -1, 1, 0] }[degrees]
  const file = Buffer.from(bytes.buffer)
  for (let at = file.indexOf('tkhd', 0, 'latin1'); at >= 0; at = file.indexOf('tkhd', at + 4, 'latin1'))
    for (const [index, value] of [a, b, 0, c, d].entries()) view.setInt32(at + 44 + index * 4, value * 65_536)
}
