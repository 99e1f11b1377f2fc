import { filmFacts, pictureFacts } from '../stand-in-facts.ts'
import { newDigits } from '../stand-in-ids.ts'
import type { File as Kept } from './stand-in-state.ts'
import { type Asked, bad, BotError } from './stand-in-wire.ts'

interface Wanted {
  readonly kind: Kept['kind']
  /** `attach://` and a name. */
  readonly named: unknown
  readonly cover: unknown
  readonly spoiler: boolean
}

const [photoBytes, fileBytes] = [10_000_000, 50_000_000]
/** Larger ones are not kept for looking at. */
const longestKept = 3_000_000

/** A file that came with the request. @throws BotError where it is none, too large, or not what it should be. */
export async function readFile(asked: Asked, { kind, named, cover, spoiler }: Wanted): Promise<Kept> {
  const file = attached(asked, named)
  const bytes = new Uint8Array(await file.arrayBuffer())
  if (bytes.length > (kind === 'photo' ? photoBytes : fileBytes)) throw new BotError(413, 'Request Entity Too Large')
  if (cover !== undefined) {
    const still = await pictureFacts(new Uint8Array(await attached(asked, cover).arrayBuffer()))
    if (!still) throw bad('IMAGE_PROCESS_FAILED')
  }
  return {
    id: newDigits('9', 16),
    kind,
    ...(bytes.length > longestKept ? {} : { data: Buffer.from(bytes).toString('base64') }),
    mimeType: file.type || 'application/octet-stream',
    bytes: bytes.length,
    name: file.name,
    ...(await factsOf(bytes, kind)),
    ...(cover === undefined ? {} : { cover: true }),
    ...(spoiler ? { spoiler: true } : {}),
  }
}

function attached({ files }: Asked, named: unknown): File {
  const name = typeof named === 'string' ? /^attach:\/\/(.+)$/.exec(named)?.[1] : undefined
  const file = files.get(name ?? '')
  if (!file) throw bad('wrong file identifier/HTTP URL specified')
  return file
}

async function factsOf(bytes: Uint8Array, kind: Kept['kind']): Promise<Pick<Kept, 'width' | 'height' | 'seconds'>> {
  if (kind === 'document') return { width: 0, height: 0 }
  if (kind === 'video') {
    const film = await filmFacts(bytes)
    if (!film || film.mimeType !== 'video/mp4') throw bad('VIDEO_FILE_INVALID')
    return { width: film.width, height: film.height, seconds: film.seconds }
  }
  const picture = await pictureFacts(bytes)
  if (!picture) throw bad('IMAGE_PROCESS_FAILED')
  const { format, width, height } = picture
  if (kind === 'animation') {
    if (format !== 'gif') throw bad('wrong file type')
    return { width, height, seconds: picture.frames / 10 }
  }
  if (width + height > 10_000 || Math.max(width / height, height / width) > 20) throw bad('PHOTO_INVALID_DIMENSIONS')
  return { width, height }
}
