import type { Json } from '#kit/json'

import { judgeImage, judgeVideo } from '../judge-media.ts'
import { notTaken } from '../media.ts'
import type { Finding, PostContent, PostPart, Rules } from '../network.ts'
import { checkCommunity } from './check-community.ts'
import { communityIn } from './community.ts'
import { findEntities } from './entities.ts'
import { communityOf, kindOf, partOf, textIn, titleIn } from './kinds.ts'
import { imageRules, lengthOf, pollRules, textLimits, videoRules } from './limits.ts'
import { changed, error, warning } from './say.ts'
import { settingFields } from './setting-fields.ts'

/** The rules for one account: what it was told of communities is among its limits. */
export function rulesFor(limits: Json): Rules {
  return {
    text: { overflow: (text) => overflow(text) },
    images: imageRules,
    videosFor: () => videoRules,
    repeats: 'discouraged',
    maxParts: 1,
    // A post says nothing of its language, so any number does.
    maxLanguages: Number.MAX_SAFE_INTEGER,
    polls: pollRules,
    settings: settingFields(limits),
    check: (post) => [...checkPost(post), ...checkPlace(post, limits)],
    count: (text) => [{ unit: 'characters', used: lengthOf(text), max: textLimits.text }],
    entities: findEntities,
  }
}

function overflow(text: string): number | undefined {
  return lengthOf(text) > textLimits.text ? Array.from(text).slice(0, textLimits.text).join('').length : undefined
}

function* checkPost(post: PostContent): Generator<Finding> {
  const part = partOf(post)
  if (post.parts.length > 1) yield { ...error('too-many-parts', { count: post.parts.length, max: 1 }), part: 1 }
  yield* checkWords(post, part)
  yield* checkMedia(part)
  yield* checkPoll(part)
}

function* checkWords(post: PostContent, part: PostPart): Generator<Finding> {
  const title = titleIn(post)
  const isEmpty = part.text.trim() === '' && part.media.length === 0 && !part.link && !part.poll
  if (title === '' && isEmpty) yield error('empty-part')
  if (title === '') yield error('title-missing', undefined, 'title')
  const overTitle = lengthOf(title) - textLimits.title
  if (overTitle > 0) yield error('title-too-long', { over: overTitle, max: textLimits.title }, 'title')
  const overText = lengthOf(part.text) - textLimits.text
  if (overText > 0) yield error('text-too-long', { over: overText, max: textLimits.text })
}

function* checkMedia(part: PostPart): Generator<Finding> {
  const { media, link, poll } = part
  for (const found of notTaken(part, ['image', 'video'])) yield { ...found, part: 0 }
  const films = media.filter(({ kind }) => kind === 'video').length
  const pictures = media.filter(({ kind }) => kind === 'image').length
  if (films > 1) yield error('too-many-videos', { count: films, max: 1 })
  if (pictures > imageRules.maxPerPart) yield error('too-many-images', { count: pictures, max: imageRules.maxPerPart })
  if (films > 0 && pictures > 0) yield error('pictures-or-film')
  if (poll && media.length > 0) yield error('poll-and-media')
  if (link && (media.length > 0 || poll)) yield changed('card-left-out')
  else if (link && !isAddress(link.url)) yield error('link-not-an-address')
  else if (link) yield changed('card-from-address')
  for (const [place, item] of media.entries()) {
    if (item.kind === 'image') yield* judgeImage(item, imageRules, { part: 0, media: place })
    if (item.kind === 'video') yield* judgeVideo(item, videoRules, { part: 0, media: place })
  }
}

function isAddress(url: string): boolean {
  return URL.canParse(url) && /^https?:$/.test(new URL(url).protocol)
}

function* checkPoll({ poll }: PostPart): Generator<Finding> {
  if (!poll) return
  const { minOptions: min, maxOptions: max, maxOptionLength: longest, minMinutes, maxMinutes } = pollRules
  if (poll.options.length < min || poll.options.length > max) yield error('poll-options', { min, max })
  if (poll.options.some((option) => option.trim() === '')) yield error('poll-option-empty')
  if (poll.options.some((option) => lengthOf(option.trim()) > longest)) yield error('poll-option-too-long', { max: longest })
  if (poll.minutes < minMinutes || poll.minutes > maxMinutes || poll.minutes % 1440 !== 0) yield changed('poll-whole-days')
  if (poll.multiple) yield changed('poll-single-choice')
}

function* checkPlace(post: PostContent, limits: Json): Generator<Finding> {
  const written = textIn(post.settings, 'subreddit')
  if (written === '') return yield error('community-missing', undefined, 'subreddit')
  if (communityOf(post) === '') return yield error('community-name-odd', undefined, 'subreddit')
  const community = communityIn(limits, written)
  if (!community) return yield warning('community-not-read', undefined, 'subreddit')
  if (community.adult && post.settings['nsfw'] !== true) yield changed('community-for-adults', { community: community.name }, 'nsfw')
  if (kindOf(post) === 'link' && post.settings['resubmit'] !== true) yield changed('link-once', undefined, 'resubmit')
  yield* checkCommunity(post, community)
}
