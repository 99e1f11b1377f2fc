import type { Entity } from '../network.ts'
import { accented, punctuation, spaces } from './characters.ts'
import { withScheme } from './sent-text.ts'
import { findUrls } from './urls.ts'

/** What X turns into links, mentions, hashtags and cashtags, in order of appearance and without overlaps. */
export function findEntities(text: string): readonly Entity[] {
  const links = findUrls(text).map(({ start, end }): Entity => ({ kind: 'link', start, end, value: withScheme(text.slice(start, end)) }))
  const all = [...links, ...findMentions(text), ...findHashtags(text), ...findCashtags(text)].toSorted((a, b) => a.start - b.start)
  let taken = 0
  return all.filter(({ start, end }) => {
    if (start < taken) return false
    taken = end
    return true
  })
}

const beforeMention = String.raw`(?<=^|[^a-zA-Z0-9_!#$%&*@＠]|(?:^|[^a-zA-Z0-9_+~.\-])(?:rt|RT|rT|Rt):?)`
const mention = new RegExp(
  `${beforeMention}[@＠](?<name>[a-zA-Z0-9_]{1,20})(?<list>/[a-zA-Z][a-zA-Z0-9_-]{0,24})?(?<after>[@＠${accented}]|://)?`,
  'g',
)

/** A name, or one of its lists: @name/list. */
export function findMentions(text: string): readonly Entity[] {
  return [...text.matchAll(mention)].flatMap(({ index, groups }) => {
    const { name = '', list = '', after } = groups ?? {}
    return after === undefined ? [{ kind: 'mention', start: index, end: index + 1 + name.length + list.length, value: name + list }] : []
  })
}

const tagSpecial = '_\\u200c\\u200d\\ua67e\\u05be\\u05f3\\u05f4\\uff5e\\u301c\\u309b\\u309c\\u30a0\\u30fb\\u3003\\u0f0b\\u0f0c\\xb7'
const inTag = `[\\p{L}\\p{M}\\p{Nd}${tagSpecial}]`
const hashtag = new RegExp(`(?<=^|[\\uFE0E\\uFE0F]|(?!${inTag})[^&])[#＃](?![\\uFE0F\\u20E3])(?<tag>${inTag}+)(?<after>[#＃]|://)?`, 'gu')

/** In any script; at least one letter, so #1 is none. */
export function findHashtags(text: string): readonly Entity[] {
  return [...text.matchAll(hashtag)].flatMap(({ index, groups }) => {
    const { tag = '', after } = groups ?? {}
    if (after !== undefined || !/[\p{L}\p{M}]/u.test(tag)) return []
    return [{ kind: 'tag', start: index, end: index + 1 + tag.length, value: tag }]
  })
}

const cashtag = new RegExp(`(?<=^|[${spaces}])\\$[a-z]{1,6}(?:[._][a-z]{1,2})?(?=$|\\s|[${punctuation}])`, 'gi')

/** $ and the short name of a share. */
export function findCashtags(text: string): readonly Entity[] {
  return [...text.matchAll(cashtag)].map(({ 0: written, index }) => ({
    kind: 'tag',
    start: index,
    end: index + written.length,
    value: written,
  }))
}
