import type { Json } from '#kit/json'

import { judgeVideo } from '../judge-media.ts'
import { imagesOf, notTaken, videosOf } from '../media.ts'
import type { Finding, ImageRules, Poll, PollRules, PostContent, PostImage, PostPart, Rules, SettingField, VideoRules } from '../network.ts'
import { characters, codePoints, counted, overflowOffset, tidied } from './counting.ts'
import { findEntities, isWebAddress } from './entities.ts'
import { type Limits, limitsIn, type PollLimits } from './limits.ts'
import {
  isPostAddress,
  isSameAddress,
  languageTag,
  linksIn,
  pollOptions,
  quoteIn,
  quotePolicies,
  standsIn,
  visibilities,
  wordingOf,
} from './wording.ts'

/** Mastodon has no end to threads; Hearth has. */
const maxParts = 50
/** Larger pictures are made smaller there. */
const keptSide = 3840

/** The rules of the server the account lives on. */
export function rulesFor(kept: Json): Rules {
  const limits = limitsIn(kept)
  return {
    text: { overflow: (text) => overflowOffset(text, limits) },
    images: imageRules(limits),
    videosFor: () => videoRules(limits),
    maxParts,
    maxLanguages: 1,
    ...(limits.polls ? { polls: pollRules(limits.polls) } : {}),
    settings: settingFields(limits),
    check: (post) => checkPost(post, limits),
    count: (text) => [{ unit: 'characters', used: counted(tidied(text), limits.perUrl), max: limits.characters }],
    entities: findEntities,
  }
}

function imageRules(limits: Limits): ImageRules {
  return {
    maxPerPart: limits.images,
    maxBytes: limits.imageBytes,
    maxSide: Math.min(keptSide, Math.floor(Math.sqrt(limits.imagePixels))),
    mimeTypes: limits.mimeTypes,
    maxAltLength: limits.altCharacters,
  }
}

/** Servers convert films themselves, from nearly anything; only what they say of size holds. No length is limited: six hours stand for that. */
export function videoRules({ videos, altCharacters }: Limits): VideoRules | undefined {
  if (!videos) return undefined
  return {
    maxPerPart: 1,
    maxBytes: videos.bytes,
    minSeconds: 0,
    maxSeconds: 6 * 3600,
    mimeTypes: videos.mimeTypes,
    videoCodecs: ['h264', 'hevc', 'vp8', 'vp9', 'av1', 'mpeg4'],
    audioCodecs: ['aac', 'mp3', 'opus', 'vorbis'],
    framesPerSecond: { min: 1, max: videos.framesPerSecond },
    maxSide: Math.floor(Math.sqrt(videos.pixels)),
    minSide: 1,
    maxAltLength: altCharacters,
    covers: ['moment', 'picture'],
    captions: [],
  }
}

function pollRules(limits: PollLimits): PollRules {
  return {
    minOptions: 2,
    maxOptions: limits.options,
    maxOptionLength: limits.optionCharacters,
    minMinutes: Math.ceil(limits.minSeconds / 60),
    maxMinutes: Math.floor(limits.maxSeconds / 60),
    multiple: true,
  }
}

function settingFields(limits: Limits): readonly SettingField[] {
  const whenSeen = { setting: 'visibility', is: ['public', 'unlisted'] }
  return [
    { name: 'visibility', kind: 'choice', options: visibilities, usual: 'public' },
    { name: 'spoiler', kind: 'text', maxLength: limits.characters },
    { name: 'sensitive', kind: 'toggle', usual: false },
    ...(limits.quotes
      ? ([
          { name: 'quote', kind: 'text', maxLength: 500 },
          { name: 'quotes', kind: 'choice', options: quotePolicies, usual: 'account', when: whenSeen },
        ] as const)
      : []),
  ]
}

function checkPost(post: PostContent, limits: Limits): readonly Finding[] {
  const parts: readonly PostPart[] = post.parts.length > 0 ? post.parts : [{ text: '', media: [] }]
  return [
    ...parts.flatMap((part, index) => checkPart(part, post, limits).map((found) => ({ ...found, part: index }))),
    ...checkWhole(post, limits),
  ]
}

type PartFinding = Omit<Finding, 'part'>

function checkPart(part: PostPart, post: PostContent, limits: Limits): readonly PartFinding[] {
  return [
    ...checkText(part, post, limits),
    ...checkImages(part, limits),
    ...checkVideos(part, limits),
    ...checkPoll(part, limits),
    ...checkLink(part),
  ]
}

function* checkText(part: PostPart, { settings }: PostContent, limits: Limits): Generator<PartFinding> {
  const { text, spoiler } = wordingOf(part, settings)
  if (text === '' && part.media.length === 0) yield error(part.poll ? 'poll-without-text' : 'empty-part')
  const used = counted(text, limits.perUrl) + characters(spoiler)
  if (used > limits.characters) yield error('text-too-long', { over: used - limits.characters, max: limits.characters })
  if (text !== '' && tidied(part.text) === '' && !part.link) yield change('warning-becomes-text')
}

function* checkImages(part: PostPart, limits: Limits): Generator<PartFinding> {
  yield* notTaken(part, ['image', 'video'])
  const images = imagesOf(part)
  if (images.length > limits.images) yield error('too-many-images', { count: images.length, max: limits.images })
  for (const image of images) for (const found of checkImage(image, limits)) yield { ...found, media: part.media.indexOf(image) }
}

function* checkVideos(part: PostPart, limits: Limits): Generator<PartFinding> {
  const videos = videosOf(part)
  if (videos.length === 0) return
  if (videos.length > 1) yield error('too-many-videos', { count: videos.length, max: 1 })
  if (videos.length < part.media.length) yield error('video-and-images')
  for (const video of videos) {
    yield* judgeVideo(video, videoRules(limits), { part: 0, media: part.media.indexOf(video), altLength: codePoints })
  }
}

/** Size, sides and most formats are no finding: the library scales and converts before sending. */
function* checkImage(image: PostImage, limits: Limits): Generator<PartFinding> {
  if (!image.mimeType.startsWith('image/')) yield error('image-wrong-type', { type: image.mimeType })
  else if (image.width < 1 || image.height < 1 || image.bytes < 1) yield error('image-unreadable')
  else if (image.animated) yield* checkGif(image, limits)
  const altLength = codePoints(image.alt)
  if (image.alt.trim() === '') yield warning('alt-missing')
  if (altLength > limits.altCharacters) yield error('alt-too-long', { over: altLength - limits.altCharacters, max: limits.altCharacters })
}

/** What moves is sent as it is or not at all, and becomes a film without sound there: the limits of both hold. */
function* checkGif({ bytes, width, height }: PostImage, limits: Limits): Generator<PartFinding> {
  if (!limits.mimeTypes.includes('image/gif')) return yield warning('image-stands-still')
  const pixels = Math.min(limits.imagePixels, limits.videos?.pixels ?? limits.imagePixels)
  if (bytes > limits.imageBytes) yield error('gif-too-heavy', { max: Math.floor(limits.imageBytes / 100_000) / 10 })
  if (width * height > pixels) yield error('gif-too-large', { max: Math.floor(pixels / 100_000) / 10 })
}

function* checkPoll({ poll, media }: PostPart, limits: Limits): Generator<PartFinding> {
  if (!poll) return
  if (!limits.polls) return yield error('no-polls')
  if (media.length > 0) yield error('poll-and-images')
  yield* checkOptions(poll, limits.polls)
  const { minSeconds, maxSeconds } = limits.polls
  if (poll.minutes * 60 < minSeconds) yield error('poll-too-short', { min: Math.ceil(minSeconds / 60) })
  if (poll.minutes * 60 > maxSeconds) yield error('poll-too-long', { max: Math.floor(maxSeconds / 60 / 60 / 24) })
}

function* checkOptions(poll: Poll, limits: PollLimits): Generator<PartFinding> {
  const options = pollOptions(poll.options)
  if (options.length < 2) yield error('poll-too-few-options')
  else if (options.length < poll.options.length) yield change('poll-option-left-out')
  if (options.length > limits.options) yield error('poll-too-many-options', { count: options.length, max: limits.options })
  if (new Set(options).size < options.length) yield error('poll-option-twice')
  const over = Math.max(...options.map(characters), 0) - limits.optionCharacters
  if (over > 0) yield error('poll-option-too-long', { over, max: limits.optionCharacters })
}

function* checkLink({ text, media, link }: PostPart): Generator<PartFinding> {
  if (!link) return
  if (!isWebAddress(link.url)) return yield error('link-not-an-address')
  const [first] = linksIn(text)
  if (media.length > 0) yield change('card-left-out')
  else if (!standsIn(text, link.url))
    yield change(first === undefined ? 'card-address-added' : 'card-of-first-link', { url: first ?? link.url })
  else if (first !== undefined && !isSameAddress(first, link.url)) yield change('card-of-first-link', { url: first })
}

function* checkWhole({ parts, languages, settings }: PostContent, limits: Limits): Generator<Finding> {
  if (parts.length > maxParts) yield { ...error('too-many-parts', { count: parts.length, max: maxParts }), part: maxParts }
  for (const language of languages) if (languageTag(language) === undefined) yield { ...warning('language-unknown', { language }), part: 0 }
  const quote = quoteIn(settings)
  if (quote !== '' && !limits.quotes) yield { ...error('quote-not-here'), part: 0, setting: 'quote' }
  else if (quote !== '' && !isPostAddress(quote)) yield { ...error('quote-not-a-post'), part: 0, setting: 'quote' }
  const [first] = languages
  if (first !== undefined && languages.length > 1) yield { ...change('first-language-only', { language: first }), part: 0 }
}

type Params = Readonly<Record<string, string | number>>

function error(code: string, params?: Params): PartFinding {
  return { severity: 'error', reason: params ? { code, params } : { code } }
}

function warning(code: string, params?: Params): PartFinding {
  return { severity: 'warning', reason: params ? { code, params } : { code } }
}

function change(code: string, params?: Params): PartFinding {
  return { severity: 'change', reason: params ? { code, params } : { code } }
}
