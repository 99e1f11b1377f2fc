import type { Json } from '#kit/json'

import { judgeImage, judgeVideo } from '../judge-media.ts'
import { imagesOf, notTaken, videosOf } from '../media.ts'
import type { Finding, PostContent, PostPart, Reason, Rules } from '../network.ts'
import { findEntities, hasAddress, textLimits } from './caption.ts'
import { checkSettings } from './check-settings.ts'
import { isDraft } from './choices.ts'
import { imageRules, mostPhotos, videoRules } from './fit.ts'
import { type CreatorLimits, limitsIn } from './limits.ts'
import { settingFields } from './setting-fields.ts'

const mostParts = 1

/** For what `creator_info` said of this profile. */
export function rulesFor(read: Json): Rules {
  const limits = limitsIn(read)
  return {
    text: { overflow: (text) => (text.length > textLimits.photos ? wholeCharacter(text, textLimits.photos) : undefined) },
    images: imageRules,
    videosFor: (settings) => videoRules(settings, limits.maxSeconds),
    maxParts: mostParts,
    // A caption says nothing of its language, so any number does.
    maxLanguages: Number.MAX_SAFE_INTEGER,
    settings: settingFields(limits),
    check: (post) => [...checkPost(post, limits)],
    uses: ({ settings }) => [{ name: isDraft(settings) ? 'drafts' : 'posts', amount: 1 }],
    count: (text) => [
      { unit: 'characters', used: text.length, max: textLimits.video },
      { unit: 'characters', used: text.length, max: textLimits.photos },
    ],
    entities: findEntities,
  }
}

/** Never the middle of a character of two units. */
function wholeCharacter(text: string, at: number): number {
  return /[\uDC00-\uDFFF]/.test(text.charAt(at)) ? at - 1 : at
}

function* checkPost(post: PostContent, limits: CreatorLimits): Generator<Finding> {
  const parts: readonly PostPart[] = post.parts.length > 0 ? post.parts : [{ text: '', media: [] }]
  for (const [index, part] of parts.entries()) for (const found of checkPart(part, { post, limits, index })) yield { ...found, part: index }
  if (parts.length > mostParts) yield { ...error('too-many-parts', { count: parts.length }), part: mostParts }
  const [first] = parts
  const shows = first && videosOf(first).length > 0 ? 'video' : 'photos'
  const photos = first ? imagesOf(first).length : 0
  for (const found of checkSettings({ settings: post.settings, limits, shows, photos })) yield { ...found, part: 0 }
}

type PartFinding = Omit<Finding, 'part'>

interface Around {
  readonly post: PostContent
  readonly limits: CreatorLimits
  readonly index: number
}

function* checkPart(part: PostPart, { post: { settings }, limits, index }: Around): Generator<PartFinding> {
  yield* checkText(part, isDraft(settings))
  yield* checkMix(part)
  for (const [media, item] of part.media.entries()) {
    if (item.kind === 'image') yield* judgeImage(item, imageRules, { part: index, media })
    if (item.kind === 'video') yield* judgeVideo(item, videoRules(settings, limits.maxSeconds), { part: index, media })
  }
  if (part.poll) yield error('no-polls')
  if (part.link) yield change('card-left-out')
}

function* checkText(part: PostPart, draft: boolean): Generator<PartFinding> {
  const { text } = part
  const isVideo = videosOf(part).length > 0
  const max = isVideo ? textLimits.video : textLimits.photos
  if (isVideo && draft && text.trim() !== '') return yield change('draft-without-text')
  if (text.length > max) yield error('text-too-long', { over: text.length - max, max })
  if (hasAddress(text)) yield change('links-not-clickable')
}

function* checkMix(part: PostPart): Generator<PartFinding> {
  yield* notTaken(part, ['image', 'video'])
  const [images, videos] = [imagesOf(part).length, videosOf(part).length]
  if (part.media.length === 0) yield error(part.text.trim() === '' && !part.link && !part.poll ? 'empty-part' : 'media-needed')
  if (images > 0 && videos > 0) yield error('video-or-photos')
  if (videos > 1) yield error('one-video', { count: videos })
  if (images > mostPhotos) yield error('too-many-images', { count: images, max: mostPhotos })
}

function error(code: string, params?: Reason['params']): PartFinding {
  return { severity: 'error', reason: params ? { code, params } : { code } }
}

function change(code: string): PartFinding {
  return { severity: 'change', reason: { code } }
}
