import { judgeImage, judgeVideo } from '../judge-media.ts'
import { documentsOf, imagesOf, videosOf } from '../media.ts'
import type { PostDocument, PostPart, PostVideo } from '../network.ts'
import { change, error, type PartFinding, warning } from './findings.ts'
import { documentRules, imageRules, limits, videoRules } from './limits.ts'

/** A post shows pictures, or one film, or one document. */
export function* checkMedia(part: PostPart): Generator<PartFinding> {
  const [images, videos, documents] = [imagesOf(part).length, videosOf(part).length, documentsOf(part).length]
  if ([images, videos, documents].filter((count) => count > 0).length > 1) yield error('media-mixed')
  if (images > imageRules.maxPerPart) yield error('too-many-images', { count: images, max: imageRules.maxPerPart })
  if (videos > 1) yield error('too-many-videos', { count: videos, max: 1 })
  if (documents > 1) yield error('too-many-documents', { count: documents })
  for (const [media, item] of part.media.entries()) {
    const place = { part: 0, media }
    if (item.kind === 'image') {
      yield* judgeImage(item, imageRules, place)
      if (item.animated && images > 1) yield { ...warning('animation-among-images'), media }
    }
    if (item.kind === 'video') for (const found of [...judgeVideo(item, videoRules, place), ...checkVideo(item)]) yield { ...found, media }
    if (item.kind === 'document') for (const found of checkDocument(item)) yield { ...found, media }
  }
}

/** What judging by the usual rules leaves out. */
function* checkVideo({ bytes, captions = [], alt, cover }: PostVideo): Generator<PartFinding> {
  if (bytes > 0 && bytes < limits.videoBytes) yield error('video-too-light', { min: limits.videoBytes / 1024 })
  const taken = captions.filter(({ mimeType }) => videoRules.captions.includes(mimeType)).length
  if (taken > 1) yield change('one-captions-file')
  if (alt.trim() !== '') yield change('video-alt-left-out')
  if (cover && 'picture' in cover && (cover.picture.width < 1 || cover.picture.height < 1)) yield error('image-unreadable')
}

function* checkDocument({ mimeType, bytes, pages, title }: PostDocument): Generator<PartFinding> {
  const { mimeTypes, maxBytes, maxPages, maxTitleLength: max } = documentRules
  if (!mimeTypes.includes(mimeType)) yield error('document-wrong-type', { type: mimeType })
  if (bytes < 1 || pages === 0) yield error('document-unreadable')
  if (bytes > maxBytes) yield error('document-too-large', { max: maxBytes / 1024 / 1024 })
  if (pages !== undefined && pages > maxPages) yield error('document-too-many-pages', { count: pages, max: maxPages })
  const length = title.trim().length
  if (length === 0) yield error('document-title-missing')
  if (length > max) yield error('document-title-too-long', { over: length - max, max })
}
