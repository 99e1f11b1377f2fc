import { z } from 'zod'

import { pictureFacts } from '../stand-in-facts.ts'
import { isOver } from '../stand-in-time.ts'
import { newId, type Picture, type Pin } from './stand-in-state.ts'
import { invalid, type Signed } from './stand-in-wire.ts'

const contentType = z.enum(['image/jpeg', 'image/png'])
const data = z.string().regex(/^[a-zA-Z0-9+/=]+$/)
const text = z.string().optional()

/** What a pin shows, of the kinds that Hearth sends. */
export const Source = z.discriminatedUnion('source_type', [
  z.strictObject({ source_type: z.literal('image_base64'), content_type: contentType, data }),
  z.strictObject({
    source_type: z.literal('multiple_image_base64'),
    index: z.int().min(0).optional(),
    items: z
      .array(z.strictObject({ content_type: contentType, data, title: text, description: text, link: text }))
      .min(2)
      .max(5),
  }),
  z.strictObject({
    source_type: z.literal('video_id'),
    media_id: z.string().regex(/^\d+$/),
    cover_image_content_type: contentType.optional(),
    cover_image_data: data.optional(),
  }),
])
type Source = z.infer<typeof Source>

type Shown = Pick<Pin, 'kind' | 'pictures' | 'slots'> & { film?: NonNullable<Pin['film']> }

/** @throws ApiError (400) */
export async function shownBy(asked: Signed, source: Source): Promise<Shown> {
  switch (source.source_type) {
    case 'image_base64':
      return { kind: 'image', pictures: [await pictureIn(source)], slots: [] }
    case 'multiple_image_base64':
      return carousel(asked, source)
    case 'video_id':
      return film(asked, source)
  }
}

async function carousel({ server }: Signed, { items }: Extract<Source, { source_type: 'multiple_image_base64' }>): Promise<Shown> {
  if (!server.settings.carousels) throw invalid('Sorry! This kind of Pin cannot be created.')
  const pictures: Picture[] = []
  for (const item of items) pictures.push(await pictureIn(item))
  const [first] = pictures
  const isSame = pictures.every(({ width, height }) => first && Math.abs(width / height / (first.width / first.height) - 1) < 0.02)
  if (!isSame) throw invalid('All images of a carousel have the same aspect ratio.')
  const slots = items.map(({ title = '', description = '', link = '' }) => ({ title, description, link }))
  return { kind: 'multiple_images', pictures, slots }
}

const mostBytes = 20 * 1024 * 1024

async function pictureIn({ content_type: mimeType, data: written }: { content_type: string; data: string }): Promise<Picture> {
  const bytes = new Uint8Array(Buffer.from(written, 'base64'))
  if (bytes.length > mostBytes) throw invalid('The image is larger than 20 MB.')
  const facts = await pictureFacts(bytes)
  if (!facts || `image/${facts.format}` !== mimeType) throw invalid('Sorry we could not fetch the image.')
  return { id: newId(), data: written, mimeType, width: facts.width, height: facts.height }
}

async function film({ server, grant }: Signed, source: Extract<Source, { source_type: 'video_id' }>): Promise<Shown> {
  const media = server.state.media.find(({ id, personId }) => id === source.media_id && personId === grant.personId)
  if (!media?.film || media.failed || media.readyAt === undefined || !isOver(server, media.readyAt))
    throw invalid('The media is not ready.')
  const { cover_image_content_type: content_type, cover_image_data: cover } = source
  if (content_type === undefined || cover === undefined) throw invalid('A cover image is required for video Pins.')
  return { kind: 'video', pictures: [await pictureIn({ content_type, data: cover })], slots: [], film: media.film }
}
