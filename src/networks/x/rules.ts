import type { Json } from '#kit/json'

import { judgeVideo } from '../judge-media.ts'
import { imagesOf, notTaken, videosOf } from '../media.ts'
import type { Finding, PollRules, Poll, PostContent, PostImage, PostPart, Rules, SettingField, Settings, VideoRules } from '../network.ts'
import { measure } from './counting.ts'
import { findCashtags, findEntities } from './entities.ts'
import { prices } from './prices.ts'
import { appendedAddress, cardAddress, isLinked, sentText } from './sent-text.ts'
import { findUrls } from './urls.ts'

/** From X's documentation and OpenAPI document (version 2.167); parts of a thread as in X's own composer. */
export const limits = {
  weight: 280,
  longWeight: 25_000,
  images: 4,
  imageBytes: 5_000_000,
  imageSide: 4096,
  altLength: 1000,
  gifBytes: 15_000_000,
  gifWidth: 1280,
  gifHeight: 1080,
  gifFrames: 350,
  cashtags: 1,
  parts: 25,
} as const

const polls: PollRules = { minOptions: 2, maxOptions: 4, maxOptionLength: 25, minMinutes: 5, maxMinutes: 10_080, multiple: false }

export const replyOptions = ['everyone', 'following', 'mentionedUsers', 'subscribers', 'verified'] as const

const settings: readonly SettingField[] = [
  { name: 'replies', kind: 'choice', options: replyOptions, usual: 'everyone' },
  { name: 'quote', kind: 'text', maxLength: 200 },
  { name: 'paidPartnership', kind: 'toggle', usual: false },
  { name: 'madeWithAi', kind: 'toggle', usual: false },
]

/** From docs.x.com, August 2026. A newer page tells of longer and larger films for some; what holds for everyone is taken. */
export const videos: VideoRules = {
  maxPerPart: 1,
  maxBytes: 512_000_000,
  minSeconds: 0.5,
  maxSeconds: 140,
  mimeTypes: ['video/mp4', 'video/quicktime'],
  videoCodecs: ['h264'],
  audioCodecs: ['aac'],
  framesPerSecond: { min: 1, max: 60 },
  maxSide: 1280,
  minSide: 32,
  ratio: { min: 1 / 3, max: 3 },
  maxAltLength: 0,
  covers: [],
  captions: [],
}

/** The id of the post to quote, from its address or as it is; undefined where there is none. */
export function quotedPost(written: Settings[string] | undefined): string | undefined {
  if (typeof written !== 'string' || written.trim() === '') return undefined
  return /^(?:https?:\/\/[^/\s]+\/[^/\s]+\/status\/)?(\d{1,19})(?:[/?#]\S*)?$/.exec(written.trim())?.[1]
}

/** Subscribers of Premium and Premium+ may write longer posts. */
export function rulesFor(known: Json): Rules {
  return rulesWith(isPremium(known) ? limits.longWeight : limits.weight)
}

/** Read by hand, so that no schema library comes along into the page. */
function isPremium(known: Json): boolean {
  if (typeof known !== 'object' || known === null || !('subscription' in known)) return false
  return known.subscription === 'Premium' || known.subscription === 'PremiumPlus'
}

function rulesWith(maxWeight: number): Rules {
  return {
    text: { overflow: (text) => measure(text, maxWeight).overflow },
    images: {
      maxPerPart: limits.images,
      maxBytes: limits.imageBytes,
      maxSide: limits.imageSide,
      mimeTypes: ['image/jpeg', 'image/png', 'image/webp', 'image/gif'],
      maxAltLength: limits.altLength,
    },
    videosFor: () => videos,
    maxParts: limits.parts,
    // "Automation rules" on help.x.com (rules-and-policies/x-automation): no duplicative or substantially similar posts, on one account or several.
    repeats: 'discouraged',
    // X finds out the language by itself; what is chosen for other networks does no harm.
    maxLanguages: 5,
    polls,
    settings,
    cost,
    check: (post) => checkPost(post, maxWeight),
    count: (text) => [{ unit: 'weighted', used: measure(text, maxWeight).weight, max: maxWeight }],
    entities: findEntities,
  }
}

/** In US dollars; each part is a post of its own, and one with a link costs much more. */
function cost({ parts }: PostContent): number {
  const sum = parts.reduce((total, part) => {
    const alts = imagesOf(part).filter(({ alt }) => alt.trim() !== '').length
    return total + (findUrls(sentText(part)).length > 0 ? prices.postWithLink : prices.post) + alts * prices.altText
  }, 0)
  return Math.round(sum * 1000) / 1000
}

type PartFinding = Omit<Finding, 'part'>

function checkPost(post: PostContent, maxWeight: number): readonly Finding[] {
  const parts: readonly PostPart[] = post.parts.length > 0 ? post.parts : [{ text: '', media: [] }]
  const inParts = parts.flatMap((part, index) => checkPart(part, maxWeight).map((found) => ({ ...found, part: index })))
  return [...inParts, ...checkRepetition(parts), ...checkWhole(post)]
}

function checkPart(part: PostPart, maxWeight: number): readonly PartFinding[] {
  return [...checkText(part, maxWeight), ...checkImages(part), ...checkVideos(part), ...checkLink(part), ...checkPoll(part)]
}

function* checkText(part: PostPart, maxWeight: number): Generator<PartFinding> {
  const text = sentText(part)
  if (text.trim() === '' && part.media.length === 0) yield error(part.poll ? 'poll-without-text' : 'empty-part')
  if (/[\uFFFE\uFEFF\uFFFF]/.test(text)) yield error('forbidden-character')
  const { weight } = measure(text, maxWeight)
  if (weight > maxWeight) yield error('text-too-long', { over: weight - maxWeight, max: maxWeight })
  const cashtags = findCashtags(text).length
  if (cashtags > limits.cashtags) yield error('too-many-cashtags', { count: cashtags })
}

function* checkImages(part: PostPart): Generator<PartFinding> {
  yield* notTaken(part, ['image', 'video'])
  const images = imagesOf(part)
  if (images.length > limits.images) yield error('too-many-images', { count: images.length, max: limits.images })
  for (const image of images) for (const found of checkImage(image)) yield { ...found, media: part.media.indexOf(image) }
  const moving = part.media.findIndex((item) => item.kind === 'image' && item.animated)
  if (moving >= 0 && part.media.length > 1) yield { ...error('gif-alone'), media: moving }
}

/** What moves is sent as it is: made smaller it would not be the same. */
function* checkGif({ bytes, width, height, frames = 0 }: PostImage): Generator<PartFinding> {
  const { gifBytes, gifWidth, gifHeight, gifFrames } = limits
  if (bytes > gifBytes) yield error('gif-too-heavy', { max: gifBytes / 1_000_000 })
  if (width > gifWidth || height > gifHeight) yield error('gif-too-large', { width, height, maxWidth: gifWidth, maxHeight: gifHeight })
  if (frames > gifFrames) yield error('gif-too-many-frames', { count: frames, max: gifFrames })
}

/** Size, sides and most formats are no finding: the library scales and converts before sending. */
function* checkImage(image: PostImage): Generator<PartFinding> {
  if (!image.mimeType.startsWith('image/')) yield error('image-wrong-type', { type: image.mimeType })
  else if (image.width < 1 || image.height < 1 || image.bytes < 1) yield error('image-unreadable')
  else if (image.animated) yield* checkGif(image)
  const altLength = Array.from(image.alt).length
  if (image.alt.trim() === '') yield warning('alt-missing')
  if (altLength > limits.altLength) yield error('alt-too-long', { over: altLength - limits.altLength, max: limits.altLength })
}

function* checkVideos(part: PostPart): Generator<PartFinding> {
  const found = videosOf(part)
  if (found.length > 1) yield error('too-many-videos', { count: found.length, max: 1 })
  if (found.length > 0 && found.length < part.media.length) yield error('video-and-images')
  for (const video of found) yield* judgeVideo(video, videos, { part: 0, media: part.media.indexOf(video) })
}

/** X makes the card of the page itself, and only where the address stands in the text. */
function* checkLink(part: PostPart): Generator<PartFinding> {
  if (!part.link) return
  const address = cardAddress(part.link.url)
  if (address === undefined) yield error('link-not-an-address')
  else if (!isLinked(address)) yield warning('link-not-linked')
  else if (appendedAddress(part) !== undefined) yield change('link-appended')
  else yield change('card-from-page')
}

function* checkPoll({ poll, media }: PostPart): Generator<PartFinding> {
  if (!poll) return
  if (media.length > 0) yield error('poll-and-images')
  if (poll.options.length < polls.minOptions || poll.options.length > polls.maxOptions) {
    yield error('poll-options', { min: polls.minOptions, max: polls.maxOptions })
  }
  if (poll.options.some((option) => option.trim() === '')) yield error('poll-option-empty')
  if (poll.options.some((option) => Array.from(option).length > polls.maxOptionLength)) {
    yield error('poll-option-too-long', { max: polls.maxOptionLength })
  }
  yield* checkPollTime(poll)
}

function* checkPollTime({ minutes, multiple }: Poll): Generator<PartFinding> {
  if (minutes < polls.minMinutes || minutes > polls.maxMinutes || !Number.isInteger(minutes)) yield error('poll-time')
  if (multiple) yield change('poll-single-choice')
}

/** X refuses the same words twice within some hours; pictures or a poll make a part different. */
function checkRepetition(parts: readonly PostPart[]): readonly Finding[] {
  const seen = new Set<string>()
  return parts.flatMap((part, index) => {
    const text = sentText(part).normalize().trim()
    if (text === '' || part.media.length > 0 || part.poll) return []
    const isNew = !seen.has(text)
    seen.add(text)
    return isNew ? [] : [{ ...error('part-repeated'), part: index }]
  })
}

function* checkWhole(post: PostContent): Generator<Finding> {
  if (post.parts.length > limits.parts) {
    yield { ...error('too-many-parts', { count: post.parts.length, max: limits.parts }), part: limits.parts }
  }
  const { quote } = post.settings
  if (typeof quote === 'string' && quote.trim() !== '') {
    const [first] = post.parts
    if (quotedPost(quote) === undefined) yield { ...error('quote-not-a-post'), part: 0, setting: 'quote' }
    else if (first && (first.media.length > 0 || first.poll)) yield { ...error('quote-and-media'), part: 0, setting: 'quote' }
  }
  if (post.settings['madeWithAi'] === true && post.parts.every(({ media }) => media.length === 0)) {
    yield { ...change('ai-label-needs-image'), part: 0 }
  }
}

function error(code: string, params?: Readonly<Record<string, string | number>>): PartFinding {
  return { severity: 'error', reason: params ? { code, params } : { code } }
}

function warning(code: string): PartFinding {
  return { severity: 'warning', reason: { code } }
}

function change(code: string): PartFinding {
  return { severity: 'change', reason: { code } }
}
