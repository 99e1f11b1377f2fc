import type { Json } from '#kit/json'

import { judgeVideo } from '../judge-media.ts'
import { imagesOf, notTaken, videosOf } from '../media.ts'
import type { Finding, PostContent, PostImage, PostPart, Rules, VideoRules } from '../network.ts'
import { graphemes, overflowOffset, utf8Length } from './counting.ts'
import { findEntities, isWebAddress } from './entities.ts'
import { quotedPost, quoteIn } from './quoted.ts'

/** From the network's lexicons app.bsky.feed.post and app.bsky.embed.*; the longest side and alt text are the Bluesky app's own. */
export const limits = {
  graphemes: 300,
  bytes: 3000,
  images: 4,
  imageBytes: 2_000_000,
  thumbBytes: 1_000_000,
  imageSide: 2000,
  altGraphemes: 2000,
  videos: 1,
  languages: 3,
  parts: 50,
} as const

/** What the video service takes in one upload, and what a server does unless it is set otherwise. The lexicon takes 300 MB, which the service wants in pieces. */
const videoBytes = { service: 100_000_000, server: 50_000_000 } as const

/** Length and description are the Bluesky app's own. */
const videoRules: VideoRules = {
  maxPerPart: limits.videos,
  maxBytes: videoBytes.server,
  minSeconds: 0.1,
  maxSeconds: 180,
  mimeTypes: ['video/mp4'],
  videoCodecs: ['h264'],
  audioCodecs: ['aac'],
  framesPerSecond: { min: 1, max: 60 },
  maxSide: 1920,
  minSide: 16,
  maxAltLength: limits.altGraphemes,
  covers: [],
  captions: ['text/vtt'],
}

/** What differs between accounts: whether a video service prepares their films, and why it takes none of theirs. */
interface Profile {
  readonly service: boolean
  readonly refused?: string
}

function profileIn(given: Json): Profile {
  if (typeof given !== 'object' || given === null || Array.isArray(given)) return { service: false }
  const { video, refused } = Object.fromEntries(Object.entries(given))
  return { service: video === 'service', ...(typeof refused === 'string' ? { refused } : {}) }
}

export function videoRulesFor(given: Json): VideoRules {
  return videoRulesOf(profileIn(given))
}

function videoRulesOf({ service }: Profile): VideoRules {
  return service ? { ...videoRules, maxBytes: videoBytes.service } : videoRules
}

const mimeTypes = ['image/jpeg', 'image/png', 'image/webp']

export const rules: Rules = {
  text: { overflow: (text) => overflowOffset(text, limits) },
  images: {
    maxPerPart: limits.images,
    maxBytes: limits.imageBytes,
    maxSide: limits.imageSide,
    mimeTypes,
    maxAltLength: limits.altGraphemes,
  },
  videosFor: () => videoRules,
  maxParts: limits.parts,
  maxLanguages: limits.languages,
  settings: [{ name: 'quote', kind: 'text', maxLength: 600 }],
  check: (post) => checkPost(post, { service: false }),
  count: (text) => [
    { unit: 'graphemes', used: graphemes(text), max: limits.graphemes },
    { unit: 'bytes', used: utf8Length(text), max: limits.bytes },
  ],
  entities: findEntities,
}

export function rulesFor(given: Json): Rules {
  const profile = profileIn(given)
  if (!profile.service) return rules
  return {
    ...rules,
    videosFor: () => videoRulesOf(profile),
    uses: ({ parts }) => {
      const films = parts.flatMap(videosOf)
      return films.length === 0 ? [] : [{ name: 'videos', amount: films.length }]
    },
    check: (post) => checkPost(post, profile),
  }
}

function checkPost(post: PostContent, profile: Profile): readonly Finding[] {
  const parts: readonly PostPart[] = post.parts.length > 0 ? post.parts : [{ text: '', media: [] }]
  return [...parts.flatMap((part, index) => checkPart(part, profile).map((found) => ({ ...found, part: index }))), ...checkWhole(post)]
}

type PartFinding = Omit<Finding, 'part'>

function checkPart(part: PostPart, profile: Profile): readonly PartFinding[] {
  return [
    ...checkText(part),
    ...checkImages(part),
    ...checkVideos(part, profile),
    ...checkLink(part),
    ...(part.poll ? [error('no-polls')] : []),
  ]
}

function* checkText({ text, media, link }: PostPart): Generator<PartFinding> {
  if (text.trim() === '' && media.length === 0 && !link) yield error('empty-part')
  const characters = graphemes(text)
  const bytes = utf8Length(text)
  if (characters > limits.graphemes) yield error('text-too-long', { over: characters - limits.graphemes, max: limits.graphemes })
  else if (bytes > limits.bytes) yield error('text-too-many-bytes', { over: bytes - limits.bytes, max: limits.bytes })
}

function* checkImages(part: PostPart): Generator<PartFinding> {
  yield* notTaken(part, ['image', 'video'])
  const images = imagesOf(part)
  if (images.length > limits.images) yield error('too-many-images', { count: images.length, max: limits.images })
  for (const image of images) for (const found of checkImage(image)) yield { ...found, media: part.media.indexOf(image) }
}

/** Size, sides and most formats are no finding: the library scales and converts before sending. */
function* checkImage(image: PostImage): Generator<PartFinding> {
  if (!image.mimeType.startsWith('image/')) yield error('image-wrong-type', { type: image.mimeType })
  else if (image.width < 1 || image.height < 1 || image.bytes < 1) yield error('image-unreadable')
  else if (image.mimeType === 'image/gif') yield warning('image-stands-still')
  const altLength = graphemes(image.alt)
  if (image.alt.trim() === '') yield warning('alt-missing')
  if (altLength > limits.altGraphemes) yield error('alt-too-long', { over: altLength - limits.altGraphemes, max: limits.altGraphemes })
}

function* checkVideos(part: PostPart, profile: Profile): Generator<PartFinding> {
  const videos = videosOf(part)
  const { refused } = profile
  if (videos.length > 0 && refused !== undefined) yield { severity: 'warning', reason: { code: 'videos-not-allowed', detail: refused } }
  if (videos.length > limits.videos) yield error('too-many-videos', { count: videos.length, max: limits.videos })
  if (videos.length > 0 && imagesOf(part).length > 0) yield error('images-or-video')
  for (const video of videos) {
    const place = { part: 0, media: part.media.indexOf(video), altLength: graphemes }
    for (const { severity, reason, media } of judgeVideo(video, videoRulesOf(profile), place))
      yield { severity, reason, ...(media === undefined ? {} : { media }) }
  }
}

function* checkLink({ media, link }: PostPart): Generator<PartFinding> {
  if (!link) return
  if (media.length > 0) yield error('images-and-link')
  if (!isWebAddress(link.url)) yield error('link-not-an-address')
}

function* checkWhole(post: PostContent): Generator<Finding> {
  const quote = quoteIn(post.settings)
  if (quote !== '' && !quotedPost(quote)) yield { ...error('quote-not-an-address'), part: 0, setting: 'quote' }
  if (post.parts.length > limits.parts) {
    yield { ...error('too-many-parts', { count: post.parts.length, max: limits.parts }), part: limits.parts }
  }
  if (post.languages.length > limits.languages) {
    yield { ...error('too-many-languages', { count: post.languages.length, max: limits.languages }), part: 0 }
  }
  for (const language of post.languages) if (!isLanguage(language)) yield { ...error('language-unknown', { language }), part: 0 }
}

function isLanguage(tag: string): boolean {
  try {
    return new Intl.Locale(tag).language !== 'und'
  } catch {
    return false // A tag that cannot be read is what the caller wants to know.
  }
}

function error(code: string, params?: Readonly<Record<string, string | number>>): PartFinding {
  return { severity: 'error', reason: params ? { code, params } : { code } }
}

function warning(code: string): PartFinding {
  return { severity: 'warning', reason: { code } }
}
