import { topLevelDomains } from '../top-level-domains.ts'

export interface Address {
  readonly start: number
  readonly end: number
}

const scripts = new Set(['台灣', '台湾', '香港', '中国', '中國', '新加坡', 'みんな', '한국', '公司', '网络'])

const path = String.raw`(?:/(?:[\p{Script=Latin}\p{Script=Cyrillic}0-9!*';:=+,.$/%#\[\]\-–_~@|&]|\([^\s()]+\))*)?`
const query = String.raw`(?:\?[a-z0-9!?*'@();:&=+$/%#\[\]\-_.,~|]*)?`
const withScheme = String.raw`https?://(?:[\p{L}\p{N}](?:[\p{L}\p{N}_-]*[\p{L}\p{N}])?\.)+[\p{L}]+(?::\d+)?${path}${query}`
const bare = String.raw`(?<![-_./])(?:[a-z0-9](?:[a-z0-9-]*[a-z0-9])?\.)+[a-z]{2,}(?![a-z0-9@+-])(?:(?::\d+)?${path.replace(/\?$/, '')}${query})?`
const addressPattern = new RegExp(`(?<![a-z0-9@＠$#＃])(?:${withScheme}|${bare})`, 'giu')

/** What becomes a link: addresses with a scheme, and bare domains in Latin letters under a top-level domain that exists. */
export function addressesIn(text: string): readonly Address[] {
  return [...text.matchAll(addressPattern)].flatMap(({ 0: found, index }) => {
    const written = withoutSentenceEnd(found)
    const host = /^(?:https?:\/\/)?([^/?:#]+)/i.exec(written)?.[1] ?? ''
    const isKnown = topLevelOf(host) !== undefined
    return isKnown ? [{ start: index, end: index + written.length }] : []
  })
}

function withoutSentenceEnd(written: string): string {
  return /^(?:https?:\/\/)?[^/?]+$/i.test(written) ? written : written.replace(/[^\p{Script=Latin}\p{Script=Cyrillic}0-9+\-=_#/)&]+$/u, '')
}

function topLevelOf(host: string): string | undefined {
  const last = host.split('.').at(-1)?.toLowerCase() ?? ''
  return topLevelDomains.has(last) || scripts.has(last) ? last : undefined
}

const segmenter = new Intl.Segmenter('en', { granularity: 'grapheme' })
const picture = /\p{Emoji_Presentation}|\p{Emoji}\uFE0F|\p{Regional_Indicator}{2}|[#*0-9]\uFE0F?\u20E3/u

/** Weighted length: 23 for an address, 2 for an emoji, 1 for Latin and its neighbours, 2 for everything else. */
export function weightOf(text: string): number {
  const normal = text.normalize('NFC')
  const addresses = addressesIn(normal)
  const cuts = [0, ...addresses.flatMap(({ start, end }) => [start, end]), normal.length]
  const between = cuts.flatMap((cut, index) => (index % 2 === 0 ? [normal.slice(cut, cuts[index + 1])] : []))
  const plain = between.flatMap((piece) => [...segmenter.segment(piece)]).reduce((sum, { segment }) => sum + weightOfCharacter(segment), 0)
  return plain + addresses.length * 23
}

function weightOfCharacter(character: string): number {
  if (picture.test(character)) return 2
  return Array.from(character, (one) => weightOfCode(one.codePointAt(0) ?? 0)).reduce((sum, weight) => sum + weight, 0)
}

function weightOfCode(code: number): number {
  const isPunctuation = (code >= 0x2000 && code <= 0x200d) || (code >= 0x2010 && code <= 0x201f) || (code >= 0x2032 && code <= 0x2037)
  return code <= 0x10ff || isPunctuation ? 1 : 2
}

export function cashtagsIn(text: string): readonly string[] {
  return text.match(/(?<=^|\s)\$[a-z]{1,6}(?:[._][a-z]{1,2})?(?=$|\s|[^\p{L}\p{N}])/giu) ?? []
}

export function mentionsIn(text: string): readonly string[] {
  return [...text.matchAll(/(?<![a-z0-9_!#$%&*@＠])[@＠]([a-z0-9_]{1,20})(?![@＠a-z0-9_])/giu)].map(([, name = '']) => name.toLowerCase())
}
