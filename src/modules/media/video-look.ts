import { type FilmFile, readFilmFile } from './video-file.ts'
import type { SeenFilm, VideoTrouble } from './video-messages.ts'

/** A side longer than this, or more hours, is no film for a post but an attack on the memory. */
const most = { side: 8192, pixels: 36_000_000, seconds: 12 * 3600 }

export type Seen = { readonly film: SeenFilm } | { readonly trouble: VideoTrouble; readonly detail: string }

/** What a file says of itself, without decoding a picture. Runs only in a process of its own. */
export async function lookAtFilm(path: string): Promise<Seen> {
  const file = await readFilmFile(path)
  if (!file) return trouble('NOT_A_VIDEO', 'neither MP4, MOV, WebM nor Matroska')
  if (file.protected) return trouble('VIDEO_PROTECTED', 'its tracks are encrypted')
  if (file.cutOff) return trouble('VIDEO_BROKEN', 'the end is missing')
  try {
    return await readTracks(path, file)
  } catch (error) {
    return trouble('VIDEO_BROKEN', String(error))
  }
}

function trouble(kind: VideoTrouble, detail: string): Seen {
  return { trouble: kind, detail: detail.slice(0, 300) }
}

async function readTracks(path: string, file: FilmFile): Promise<Seen> {
  const bunny = await import('mediabunny')
  // Playlists point elsewhere: their format is not among these.
  using input = new bunny.Input({
    formats: [bunny.MP4, bunny.QTFF, bunny.WEBM, bunny.MATROSKA],
    source: new bunny.FilePathSource(path, { maxCacheSize: 8 * 1024 * 1024 }),
  })
  const [pictures, sound] = [await input.getPrimaryVideoTrack(), await input.getPrimaryAudioTrack()]
  if (!pictures) return trouble('NOT_A_VIDEO', 'there is no picture in it')
  const seconds = (await pictures.computeDuration()) - (await pictures.getFirstTimestamp())
  const [width, height] = [await pictures.getDisplayWidth(), await pictures.getDisplayHeight()]
  if (Math.max(width, height) > most.side || width * height > most.pixels || seconds > most.seconds)
    return trouble('VIDEO_TOO_LARGE', `${width} × ${height}, ${seconds} s`)
  if (!(width >= 2 && height >= 2 && seconds > 0)) return trouble('VIDEO_BROKEN', 'no size or no length')
  const { bestGuessFrameRate } = await pictures.computeFrameRateMetrics()
  const { averagePacketRate } = await pictures.computePacketStats(256)
  const named = codecName(await pictures.getCodec(), await pictures.getInternalCodecId())
  const heard = sound && codecName(await sound.getCodec(), await sound.getInternalCodecId())
  return {
    film: {
      mimeType: mimeTypes[file.container],
      bytes: file.bytes,
      width,
      height,
      turned: await pictures.getRotation(),
      seconds,
      framesPerSecond: Math.round((bestGuessFrameRate || averagePacketRate || 30) * 1000) / 1000,
      videoCodec: named,
      ...(heard ? { audioCodec: heard } : {}),
      highDynamicRange: await pictures.hasHighDynamicRange(),
      untidy: file.untidy,
    },
  }
}

const mimeTypes = { mp4: 'video/mp4', mov: 'video/quicktime', webm: 'video/webm', mkv: 'video/x-matroska' } as const

/** As the rules of networks name codecs; what they have no name for keeps its own. */
function codecName(codec: string | null, internal: string | number | Uint8Array | null): string {
  if (codec === 'avc') return 'h264'
  if (codec) return codec.startsWith('pcm') ? 'pcm' : codec
  const own = typeof internal === 'string' ? internal.replaceAll(/[^\w.-]/g, '').slice(0, 40) : ''
  return /^mp4v|^V_MPEG4/.test(own) ? 'mpeg4' : own || 'unknown'
}
