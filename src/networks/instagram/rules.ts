import { imagesOf, notTaken } from '../media.ts'
import type { Finding, PostContent, PostImage, PostPart, Reason, Rules } from '../network.ts'
import { findEntities, hasAddress } from './caption.ts'
import { cropOf, finalWidth, imageLimits, imageRules, shapeOf } from './fit.ts'

/** From the network's documentation. It names no unit for a caption's length; UTF-16 units are the strictest reading. */
const limits = { caption: 2200, hashtags: 30, mentions: 20, parts: 1 } as const

const rules: Rules = {
  text: { overflow: (text) => (text.length > limits.caption ? wholeCharacter(text, limits.caption) : undefined) },
  images: imageRules,
  shapeOf,
  maxParts: limits.parts,
  // A caption says nothing of its language, so any number does.
  maxLanguages: Number.MAX_SAFE_INTEGER,
  settings: [],
  check: checkPost,
  count: (text) => [
    { unit: 'characters', used: text.length, max: limits.caption },
    { unit: 'tags', used: findEntities(text).filter(({ kind }) => kind === 'tag').length, max: limits.hashtags },
  ],
  entities: findEntities,
}

/** The same for every account. */
export const rulesFor = (): Rules => rules

/** Never the middle of a character of two units. */
function wholeCharacter(text: string, at: number): number {
  return /[\uDC00-\uDFFF]/.test(text.charAt(at)) ? at - 1 : at
}

function checkPost(post: PostContent): readonly Finding[] {
  const parts: readonly PostPart[] = post.parts.length > 0 ? post.parts : [{ text: '', media: [] }]
  const whole: readonly Finding[] =
    parts.length > limits.parts ? [{ ...error('too-many-parts', { count: parts.length, max: limits.parts }), part: limits.parts }] : []
  return [...parts.flatMap((part, index) => [...checkPart(part)].map((found) => ({ ...found, part: index }))), ...whole]
}

type PartFinding = Omit<Finding, 'part'>

function* checkPart(part: PostPart): Generator<PartFinding> {
  yield* checkCaption(part.text)
  yield* checkImages(part)
  if (part.poll) yield error('no-polls')
  if (part.link) yield change('card-left-out')
}

function* checkCaption(text: string): Generator<PartFinding> {
  if (text.length > limits.caption) yield error('text-too-long', { over: text.length - limits.caption, max: limits.caption })
  const found = findEntities(text)
  const hashtags = found.filter(({ kind }) => kind === 'tag').length
  const mentions = found.length - hashtags
  if (hashtags > limits.hashtags) yield error('too-many-hashtags', { count: hashtags, max: limits.hashtags })
  if (mentions > limits.mentions) yield error('too-many-mentions', { count: mentions, max: limits.mentions })
  if (hasAddress(text)) yield change('links-not-clickable')
}

function* checkImages(part: PostPart): Generator<PartFinding> {
  yield* notTaken(part, ['image'])
  const { text, media, link, poll } = part
  const images = imagesOf(part)
  if (media.length === 0) yield error(text.trim() === '' && !link && !poll ? 'empty-part' : 'image-needed')
  if (images.length > imageLimits.perPost) yield error('too-many-images', { count: images.length, max: imageLimits.perPost })
  for (const [index, image] of images.entries()) {
    const place = media.indexOf(image)
    for (const found of [...checkImage(image), ...checkShape(images, index)]) yield { ...found, media: place }
  }
}

/** Bytes, format and large sides are no finding: the library scales and converts before sending. */
function* checkImage(image: PostImage): Generator<PartFinding> {
  if (!image.mimeType.startsWith('image/')) yield error('image-wrong-type', { type: image.mimeType })
  else if (image.width < 1 || image.height < 1 || image.bytes < 1) yield error('image-unreadable')
  else if (image.mimeType === 'image/gif') yield warning('image-stands-still')
  if (image.alt.trim() === '') yield warning('alt-missing')
  if (image.alt.length > imageLimits.alt) yield error('alt-too-long', { over: image.alt.length - imageLimits.alt, max: imageLimits.alt })
}

function* checkShape(images: readonly PostImage[], index: number): Generator<PartFinding> {
  const crop = cropOf(images, index)
  if (crop === 'limits') yield change('image-cropped')
  if (crop === 'first') yield change('image-cropped-to-first')
  const width = Math.round(finalWidth(images, index))
  if (width > 0 && width < imageLimits.width.min) yield warning('image-small', { width, min: imageLimits.width.min })
}

function error(code: string, params?: Reason['params']): PartFinding {
  return { severity: 'error', reason: reasonOf(code, params) }
}

function warning(code: string, params?: Reason['params']): PartFinding {
  return { severity: 'warning', reason: reasonOf(code, params) }
}

function change(code: string): PartFinding {
  return { severity: 'change', reason: { code } }
}

function reasonOf(code: string, params: Reason['params']): Reason {
  return params ? { code, params } : { code }
}
