import { createHash } from 'node:crypto'

/** What a picture turned out to be, read from its bytes. */
export interface PictureFacts {
  /** `jpeg`, `png`, `gif`, `webp` … */
  readonly format: string
  /** In pixels, as stored. */
  readonly width: number
  readonly height: number
  /** 1 of what stands still. */
  readonly frames: number
}

/** For stand-ins that look at what they are sent; undefined where it is no whole picture. */
export const pictureFacts = once(readPicture)

async function readPicture(bytes: Uint8Array): Promise<PictureFacts | undefined> {
  const { default: sharp } = await import('sharp')
  try {
    const { format, width, height, pages: frames = 1 } = await sharp(bytes).metadata()
    // Only decoding shows whether the end is there.
    await sharp(bytes, { failOn: 'truncated' }).resize(1, 1).toBuffer()
    return { format, width, height, frames }
  } catch {
    return undefined
  }
}

/** What a film turned out to be, read from its bytes. */
export interface FilmFacts {
  readonly mimeType: string
  /** In pixels, as shown: after turning. */
  readonly width: number
  readonly height: number
  readonly seconds: number
  readonly framesPerSecond: number
  /** `avc`, `hevc`, `vp9` …; undefined where it is none of the usual ones. */
  readonly videoCodec: string | undefined
  /** undefined where the film is silent. */
  readonly audioCodec: string | undefined
}

/** The same for films: undefined where it is none, or has no picture. */
export const filmFacts = once(readFilm)

async function readFilm(bytes: Uint8Array): Promise<FilmFacts | undefined> {
  const { ALL_FORMATS, BufferSource, Input } = await import('mediabunny')
  const input = new Input({ source: new BufferSource(bytes), formats: ALL_FORMATS })
  try {
    const [picture, sound] = [await input.getPrimaryVideoTrack(), await input.getPrimaryAudioTrack()]
    if (!picture) return undefined
    const [mimeType] = (await input.getMimeType()).split(';')
    const { averagePacketRate } = await picture.computePacketStats()
    return {
      mimeType: mimeType ?? '',
      width: picture.displayWidth,
      height: picture.displayHeight,
      seconds: await input.computeDuration(),
      framesPerSecond: averagePacketRate,
      videoCodec: picture.codec ?? undefined,
      audioCodec: sound?.codec ?? undefined,
    }
  } catch {
    return undefined
  } finally {
    input.dispose()
  }
}

/** The same file comes again and again where people try things out: what was found in the last few hundred is remembered. */
function once<Facts>(read: (bytes: Uint8Array) => Promise<Facts>): (bytes: Uint8Array) => Promise<Facts> {
  const found = new Map<string, Promise<Facts>>()
  return (bytes) => {
    const key = createHash('sha256').update(bytes).digest('base64')
    const facts = found.get(key) ?? read(bytes)
    if (!found.has(key) && found.size >= 300) found.clear()
    found.set(key, facts)
    return facts
  }
}
