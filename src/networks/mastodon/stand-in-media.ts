import { z } from 'zod'

import { type FilmFacts, filmFacts, pictureFacts } from '../stand-in-facts.ts'
import { mediaEntity } from './stand-in-entities.ts'
import { lookAt, pictureIn } from './stand-in-images.ts'
import { type Asked, fieldsOf, json, Refused } from './stand-in-request.ts'
import { newId, type Book, type Media } from './stand-in-state.ts'
import { signedIn } from './stand-in-tokens.ts'

const uploadSchema = z.object({
  file: z.instanceof(File),
  thumbnail: z.instanceof(File).nullish(),
  description: z.string().nullish(),
  focus: z.string().nullish(),
})

export async function createMedia(asked: Asked): Promise<Response> {
  const { profile } = signedIn(asked, 'write:media')
  if (!(asked.request.headers.get('content-type') ?? '').startsWith('multipart/form-data')) throw invalid('File can’t be blank')
  const fields = uploadSchema.safeParse(await fieldsOf(asked.request))
  if (!fields.success) throw invalid('File can’t be blank')
  const bytes = new Uint8Array(await fields.data.file.arrayBuffer())
  // What reads films is large, and not needed for pictures.
  const film = pictureIn(bytes) ? undefined : await filmFacts(bytes)
  const thumbnail = fields.data.thumbnail
  if (thumbnail) lookAt(new Uint8Array(await thumbnail.arrayBuffer()))
  const media = makeMedia(
    {
      bytes,
      film,
      moves: await isMovingGif(bytes),
      description: fields.data.description ?? null,
      focus: asFocus(fields.data.focus),
      profileId: profile.id,
    },
    asked,
  )
  asked.book.media.set(media.id, media)
  asked.changed()
  return json(mediaEntity(media, asked), { status: media.readyAt > asked.now ? 202 : 200 })
}

type NewMedia = Pick<Media, 'description' | 'focus' | 'profileId'> & {
  readonly bytes: Uint8Array
  readonly film?: FilmFacts | undefined
  readonly moves?: boolean
}

async function isMovingGif(bytes: Uint8Array): Promise<boolean> {
  if (!Buffer.from(bytes.subarray(0, 4)).equals(Buffer.from('GIF8'))) return false
  const facts = await pictureFacts(bytes)
  if (!facts) throw invalid('File could not be processed')
  return facts.frames > 1
}

/** What the file really is decides, not what it is called. */
export function makeMedia(
  { bytes, film, moves = false, description, focus, profileId }: NewMedia,
  { allowed, book, now }: Pick<Asked, 'allowed' | 'book' | 'now'>,
): Media {
  if (Array.from(description ?? '').length > allowed.altCharacters)
    throw invalid(`Description is too long (maximum is ${allowed.altCharacters} characters)`)
  const looks = film ? lookAtFilm(bytes, film, allowed) : lookAtPicture(bytes, allowed)
  if (moves && looks.width * looks.height > allowed.videoPixels) throw invalid(`${looks.width}x${looks.height} videos are not supported`)
  // Films are always worked on after the answer.
  const readyAt = now + Math.max(film ? 1 : 0, allowed.processingSeconds) * 1000
  const made = { id: newId(book.media, now), profileId, bytes: Buffer.from(bytes).toString('base64'), description, focus, readyAt }
  return { ...made, ...looks, ...(moves ? { moves } : {}) }
}

type Looks = Pick<Media, 'mimeType' | 'width' | 'height' | 'seconds'>

function lookAtPicture(bytes: Uint8Array, allowed: Asked['allowed']): Looks {
  if (bytes.length > allowed.imageBytes) throw invalid(`File must be less than ${allowed.imageBytes} bytes`)
  const { mimeType, width, height } = lookAt(bytes)
  if (!allowed.mimeTypes.includes(mimeType)) throw invalid('File content type is invalid')
  if (width * height > allowed.imagePixels) throw invalid(`${width}x${height} images are not supported`)
  return { mimeType, width, height }
}

function lookAtFilm(bytes: Uint8Array, { mimeType, width, height, seconds, framesPerSecond }: FilmFacts, allowed: Asked['allowed']): Looks {
  if (bytes.length > allowed.videoBytes) throw invalid(`File must be less than ${allowed.videoBytes} bytes`)
  if (!allowed.mimeTypes.includes(mimeType)) throw invalid('File content type is invalid')
  if (width * height > allowed.videoPixels) throw invalid(`${width}x${height} videos are not supported`)
  if (Math.floor(framesPerSecond) > allowed.videoFramesPerSecond)
    throw invalid(`${Math.floor(framesPerSecond)}fps videos are not supported`)
  return { mimeType, width, height, seconds }
}

/** x and y between -1 and 1, from the middle to the right and up. */
function asFocus(written: string | null | undefined): Media['focus'] {
  if (!written) return { x: 0, y: 0 }
  const point = z.tuple([z.coerce.number().min(-1).max(1), z.coerce.number().min(-1).max(1)]).safeParse(written.split(','))
  if (!point.success) throw invalid('Focus is invalid')
  return { x: point.data[0], y: point.data[1] }
}

function invalid(what: string): Refused {
  return new Refused(422, `Validation failed: ${what}`)
}

/** Only to its owner, and only until it is attached to a post. */
export function readMedia(asked: Asked, id: string): Response {
  const { profile } = signedIn(asked, 'write:media')
  const media = unattached(asked.book, { id, profileId: profile.id })
  if (!media) throw new Refused(404, 'Record not found')
  return json(mediaEntity(media, asked), { status: media.readyAt > asked.now ? 206 : 200 })
}

export function unattached(book: Book, { id, profileId }: { readonly id: string; readonly profileId: string }): Media | undefined {
  const media = book.media.get(id)
  return media?.profileId === profileId && media.statusId === undefined ? media : undefined
}
