import type { Json } from '#kit/json'

import { judgeImage, judgeVideo } from '../judge-media.ts'
import { imagesOf, notTaken, videosOf } from '../media.ts'
import type { Finding, PostContent, PostPart, Reason, Rules, Settings } from '../network.ts'
import { boardField, boardFieldName, chosenBoard, isKnownBoard } from './chosen-board.ts'
import { type Known, knownOf } from './known.ts'
import { imageRules, limits, rulesForImage, shapeOf, videoRules } from './limits.ts'
import { linkIn, partOf, titleIn, wordsOf } from './sent.ts'

/** Boards are each account's own; what an app may do differs by its access. */
export function rulesFor(read: Json): Rules {
  const known = knownOf(read)
  return {
    text: { overflow: (text) => (text.length > limits.description ? wholeCharacter(text, limits.description) : undefined) },
    images: imageRules,
    videosFor: () => (known.sandbox ? undefined : videoRules),
    shapeOf,
    maxParts: 1,
    // A pin says nothing of its language, so any number does.
    maxLanguages: Number.MAX_SAFE_INTEGER,
    settings: [
      { name: 'title', kind: 'text', maxLength: limits.title },
      { name: 'link', kind: 'text', maxLength: limits.link },
      boardField(known),
    ],
    check: (post) => [...checkPost(post, known)],
    count: (text) => [{ unit: 'characters', used: text.length, max: limits.description }],
    // What Pinterest makes of addresses and hashtags in a description is not documented.
    entities: () => [],
  }
}

/** Never the middle of a character of two units. */
function wholeCharacter(text: string, at: number): number {
  return /[\uDC00-\uDFFF]/.test(text.charAt(at)) ? at - 1 : at
}

function* checkPost(post: PostContent, known: Known): Generator<Finding> {
  for (const found of checkPart(partOf(post), known)) yield { ...found, part: 0 }
  for (const found of [...checkWords(post.settings), ...checkBoard(post.settings, known)]) yield { ...found, part: 0 }
  for (const found of checkAccess(known)) yield { ...found, part: 0 }
  if (post.parts.length > 1) yield { ...error('too-many-parts', { count: post.parts.length }), part: 1 }
}

type Found = Omit<Finding, 'part'>

function* checkPart(part: PostPart, known: Known): Generator<Found> {
  const { description } = wordsOf({ parts: [part], languages: [], settings: {} })
  const over = description.length - limits.description
  if (over > 0) yield error('text-too-long', { over, max: limits.description })
  if (part.poll) yield error('no-polls')
  yield* checkMix(part)
  const images = imagesOf(part)
  for (const [media, item] of part.media.entries()) {
    const place = { part: 0, media }
    if (item.kind === 'image') yield* judgeImage(item, rulesForImage(images, images.indexOf(item)), place)
    if (item.kind === 'video') yield* judgeVideo(item, known.sandbox ? undefined : videoRules, place)
  }
}

function* checkMix(part: PostPart): Generator<Found> {
  yield* notTaken(part, ['image', 'video'])
  const [images, videos] = [imagesOf(part).length, videosOf(part).length]
  if (part.media.length === 0) yield error(part.text.trim() === '' && !part.link && !part.poll ? 'empty-part' : 'media-needed')
  if (images > 0 && videos > 0) yield error('video-or-images')
  if (videos > 1) yield error('one-video', { count: videos })
  if (images > limits.images) yield error('too-many-images', { count: images, max: limits.images })
  if (images < 2 || videos > 0) return
  yield { severity: 'warning', reason: { code: 'carousel-may-be-refused' } }
  if (imagesOf(part).some(({ alt }, index) => index > 0 && alt.trim() !== ''))
    yield { severity: 'change', reason: { code: 'carousel-one-alt' } }
}

function* checkWords(settings: Settings): Generator<Found> {
  const [title, link] = [titleIn(settings), linkIn(settings)]
  if (title.length > limits.title) yield error('title-too-long', { over: title.length - limits.title, max: limits.title }, 'title')
  if (link.length > limits.link) yield error('link-too-long', { max: limits.link }, 'link')
  else if (link !== '' && !isAddress(link)) yield error('link-wrong', undefined, 'link')
}

function isAddress(link: string): boolean {
  return /^https?:\/\/[^\s/]+\.[^\s]+$/i.test(link) && URL.canParse(link)
}

function* checkBoard(settings: Settings, known: Known): Generator<Found> {
  const place = chosenBoard(settings, known)
  const field = boardFieldName(known)
  if (known.boards?.length === 0) yield error('no-boards', undefined, field)
  else if (!place) yield error('board-needed', undefined, field)
  else if (!isKnownBoard(place, known)) yield error('board-unknown', undefined, field)
}

function* checkAccess({ standard, sandbox }: Known): Generator<Found> {
  if (sandbox) yield { severity: 'warning', reason: { code: 'sandbox-only' } }
  else if (!standard) yield { severity: 'warning', reason: { code: 'trial-only' } }
}

function error(code: string, params?: Reason['params'], setting?: string): Found {
  return { severity: 'error', reason: params ? { code, params } : { code }, ...(setting === undefined ? {} : { setting }) }
}
