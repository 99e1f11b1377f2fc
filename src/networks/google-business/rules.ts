import type { Json } from '#kit/json'

import { judgeImage } from '../judge-media.ts'
import { imagesOf, notTaken } from '../media.ts'
import type { Finding, PostContent, PostImage, PostPart, Reason, Rules, SettingField } from '../network.ts'
import { checkSettings } from './check-settings.ts'
import { actionAddress, actionIn, actions, kindIn, kinds, textIn } from './choices.ts'
import { imageRules, type Known, knownOf, limits, smallest } from './limits.ts'

const dated = { setting: 'kind', is: ['event', 'offer'] } as const
const offered = { setting: 'kind', is: ['offer'] } as const

const settings: readonly SettingField[] = [
  { name: 'kind', kind: 'choice', options: kinds, usual: 'update' },
  { name: 'event_title', kind: 'text', maxLength: limits.title, when: dated },
  { name: 'event_start', kind: 'date-time', when: dated },
  { name: 'event_end', kind: 'date-time', when: dated },
  { name: 'coupon_code', kind: 'text', maxLength: limits.coupon, when: offered },
  { name: 'redeem_url', kind: 'text', maxLength: limits.address, when: offered },
  { name: 'terms', kind: 'text', maxLength: limits.terms, lines: 3, when: offered },
  { name: 'action', kind: 'choice', options: actions, usual: 'none', when: { setting: 'kind', is: ['update', 'event'] } },
  {
    name: 'action_url',
    kind: 'text',
    maxLength: limits.address,
    when: { setting: 'action', is: actions.filter((action) => action !== 'none' && action !== 'CALL') },
  },
]

export function rulesFor(known: Json): Rules {
  const location = knownOf(known)
  return {
    text: { overflow: (text) => (text.length > limits.text ? limits.text : undefined) },
    images: imageRules,
    maxParts: 1,
    // A post says one language; the first is taken.
    maxLanguages: Number.MAX_SAFE_INTEGER,
    settings,
    check: (post) => [...checkPost(post, location)],
    count: (text) => [{ unit: 'characters', used: text.length, max: limits.text }],
    // Google shows addresses and tags as the words they are.
    entities: () => [],
  }
}

type PartFinding = Omit<Finding, 'part'>

function* checkPost(post: PostContent, location: Known): Generator<Finding> {
  const [part = { text: '', media: [] }] = post.parts
  for (const finding of [...checkText(part, post), ...checkMedia(part, post)]) yield { ...finding, part: 0 }
  for (const [index, item] of part.media.entries()) {
    if (item.kind === 'image') yield* judgeImage(item, imageRules, { part: 0, media: index })
  }
  for (const finding of checkSettings(post, location)) yield { ...finding, part: 0 }
  if (location.voice === false) yield { ...say('warning', 'not-shown-yet'), part: 0 }
  if (post.parts.length > 1) yield { ...say('error', 'too-many-parts', { count: post.parts.length, max: 1 }), part: 1 }
}

function* checkText({ text, media, poll }: PostPart, { settings: chosen }: PostContent): Generator<PartFinding> {
  if (text.trim() === '' && media.length === 0 && kindIn(chosen) === 'update') yield say('error', 'empty-part')
  const over = text.trim().length - limits.text
  if (over > 0) yield say('error', 'text-too-long', { over, max: limits.text })
  if (poll) yield say('error', 'no-polls')
  if (hasPhoneNumber(`${text}\n${textIn(chosen, 'event_title')}`)) yield say('warning', 'phone-in-text')
}

/** As people write them: with a country code or a leading 0, in groups. Google's rules for posts ask to leave them out (support.google.com/business/answer/7213077). */
function hasPhoneNumber(text: string): boolean {
  return /(?<![\w.])(?:\+\d|0)\d?(?:[ ().-]{0,2}\d){7,12}(?![\w])/.test(text)
}

function* checkMedia(part: PostPart, post: PostContent): Generator<PartFinding> {
  yield* notTaken(part, ['image'])
  const images = imagesOf(part)
  if (images.length > imageRules.maxPerPart) yield say('error', 'too-many-images', { count: images.length, max: imageRules.maxPerPart })
  for (const [index, item] of part.media.entries()) {
    if (item.kind !== 'image' || item.width < 1 || item.height < 1) continue
    if (isTooSmall(item)) yield { ...say('error', 'image-too-small', { width: smallest.width, height: smallest.height }), media: index }
    else if (item.bytes < smallest.bytes) yield { ...say('warning', 'image-light', { min: smallest.bytes / 1024 }), media: index }
  }
  if (part.link && !isOnButton(post, part.link.url)) yield say('change', 'card-left-out')
}

/** After it was cut to the shape that is taken. */
function isTooSmall({ width, height }: PostImage): boolean {
  return Math.min(width, height * 2) < smallest.width || Math.min(height, width * 2) < smallest.height
}

function isOnButton(post: PostContent, url: string): boolean {
  return !['none', 'CALL'].includes(actionIn(post.settings)) && actionAddress(post) === url
}

function say(severity: Finding['severity'], code: string, params?: Reason['params']): PartFinding {
  return { severity, reason: params ? { code, params } : { code } }
}
