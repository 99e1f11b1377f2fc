import { z } from 'zod'

import type { Server, Upload } from './stand-in-state.ts'
import { statusOf } from './stand-in-uploads.ts'
import { wrongField } from './stand-in-wire.ts'

const alt = z.string().max(4085).optional()
const Media = z.strictObject({
  id: z.string().regex(/^urn:li:(?:image|video|document):[\w-]+$/),
  title: z.string().max(399).optional(),
  altText: alt,
})
const Picture = z.strictObject({ id: z.string().regex(/^urn:li:image:[\w-]+$/), altText: alt })
const Article = z.strictObject({
  source: z.url({ protocol: /^https?$/ }),
  title: z.string().min(1).max(399),
  description: z.string().max(4085).optional(),
  thumbnail: z
    .string()
    .regex(/^urn:li:image:[\w-]+$/)
    .optional(),
  thumbnailAltText: alt,
})
const Poll = z.strictObject({
  question: z.string().min(1).max(140),
  options: z
    .array(z.strictObject({ text: z.string().min(1).max(30) }))
    .min(2)
    .max(4),
  settings: z.strictObject({
    duration: z.enum(['ONE_DAY', 'THREE_DAYS', 'SEVEN_DAYS', 'FOURTEEN_DAYS']),
    voteSelectionType: z.literal('SINGLE_VOTE').optional(),
    isVoterVisibleToAuthor: z.literal(true).optional(),
  }),
})

/** What a post shows beside its text: one of these. */
export const Content = z.union([
  z.strictObject({ media: Media }),
  z.strictObject({ multiImage: z.strictObject({ images: z.array(Picture).min(2).max(20), altText: alt }) }),
  z.strictObject({ article: Article }),
  z.strictObject({ poll: Poll }),
])
export type Content = z.infer<typeof Content>

/** All media are the author's own, and ready. @throws Refused */
export function checkContent(server: Server, author: string, content: Content): void {
  if ('media' in content) {
    const upload = readyUpload(server, author, content.media.id)
    if (upload.kind === 'document' && !content.media.title?.trim())
      throw wrongField('ERROR :: /content/media/title :: is required for documents')
  }
  if ('multiImage' in content) for (const { id } of content.multiImage.images) readyUpload(server, author, id)
  if ('article' in content && content.article.thumbnail !== undefined) readyUpload(server, author, content.article.thumbnail)
  if ('poll' in content) {
    const texts = content.poll.options.map(({ text }) => text.trim())
    if (new Set(texts).size < texts.length || texts.includes(''))
      throw wrongField('ERROR :: /content/poll/options :: must differ from one another')
  }
}

function readyUpload(server: Server, author: string, urn: string): Upload {
  const upload = server.state.uploads.find((each) => each.urn === urn)
  if (!upload) throw wrongField(`Media asset ${urn} does not exist`, { code: 'MEDIA_ASSET_NOT_FOUND' })
  if (upload.owner !== author) throw wrongField(`Author ${author} does not own ${urn}`, { code: 'INVALID_CONTENT_OWNERSHIP' })
  const status = statusOf(server, upload)
  if (status !== 'AVAILABLE') throw wrongField(`Media asset ${urn} is not ready: ${status}`, { code: `MEDIA_ASSET_${status}` })
  return upload
}
