import type { Entity, PostPart, Settings } from '../network.ts'
import { limits } from './limits.ts'
import { isSnowflake } from './snowflake.ts'

/** Up to a space or one of the signs between which a link can be put; what ends a sentence is no part of it. */
const address = /https?:\/\/[^\s<>|"“”「」『』，。、（）]*[^\s<>|"“”「」『』，。、（）.,;:!?'")\]}*_~`]/giu
const mention = /<(?:@[!&]?|#)\d{17,20}>|@everyone\b|@here\b/gu

/** Links, and what calls people, roles and channels as the network writes it. Positions are UTF-16 offsets. */
export function findEntities(text: string): readonly Entity[] {
  const links = [...text.matchAll(address)].map((match) => entity('link', match))
  const mentions = [...text.matchAll(mention)].map((match) => entity('mention', match))
  return [...links, ...mentions].toSorted((one, other) => one.start - other.start)
}

function entity(kind: Entity['kind'], { index, 0: value }: RegExpExecArray): Entity {
  return { kind, start: index, end: index + value.length, value }
}

/** Is the link shown as a card that we make, rather than as what the network makes of the address? */
export function hasCard({ link, media, poll }: Pick<PostPart, 'link' | 'media' | 'poll'>, settings: Settings): boolean {
  return link !== undefined && !poll && media.length + (link.thumb ? 1 : 0) <= limits.files && settings['card'] !== 'plain'
}

/**
 * What is sent as the text. Beside a card of ours the same address stands between angle brackets, so that the network makes no second one of it;
 * without a card, an address that the text does not name is put below it.
 */
export function contentOf(part: PostPart, settings: Settings): string {
  const text = part.poll ? '' : part.text.trim()
  const { link } = part
  if (!link || part.poll) return text
  if (hasCard(part, settings)) return withoutPreview(text, link.url)
  return text.includes(link.url) ? text : `${text}${text === '' ? '' : '\n'}${link.url}`
}

function withoutPreview(text: string, url: string): string {
  let [done, at] = ['', 0]
  for (const { start, end, value } of findEntities(text)) {
    if (value !== url || (text[start - 1] === '<' && text[end] === '>')) continue
    done += `${text.slice(at, start)}<${value}>`
    at = end
  }
  return done + text.slice(at)
}

/** Whom the text may call: nobody, unless somebody chose so. */
export function allowedIn({ mentions }: Settings): readonly string[] {
  if (mentions === 'people') return ['users']
  if (mentions === 'roles') return ['users', 'roles']
  return mentions === 'everyone' ? ['users', 'roles', 'everyone'] : []
}

/** A colour as people write it, as a number; undefined where it is none. */
export function colourIn(written: string): number | undefined {
  const [, digits] = /^#?([0-9a-f]{6})$/i.exec(written.trim()) ?? []
  return digits === undefined ? undefined : Number.parseInt(digits, 16)
}

/** The thread that a post goes to, by its id or its address: `…/channels/<server>/<thread>`, with or without a message behind. */
export function threadIn(settings: Settings): string | undefined {
  const text = asText(settings['thread'])
  if (isSnowflake(text)) return text
  return /^https?:\/\/[^/\s]+\/(?:[^/\s]+\/)*channels\/\d+\/(?:\d+\/threads\/)?(\d{17,20})(?:\/\d+)?\/?$/.exec(text)?.[1]
}

export function threadNameIn(settings: Settings): string {
  return asText(settings['thread_name'])
}

export function asText(value: string | boolean | undefined): string {
  return typeof value === 'string' ? value.trim() : ''
}
