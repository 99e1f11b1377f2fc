import { topLevelDomains } from '../top-level-domains.ts'
import { toAscii } from './stand-in-punycode.ts'

export interface Address {
  readonly start: number
  readonly end: number
}

// The grammar of addresses that X publishes with twitter-text, as one expression; what it finds is then judged.
const space = '\\t-\\r \\x85\\xA0\\u1680\\u180E\\u2000-\\u200A\\u2028\\u2029\\u202F\\u205F\\u3000'
const never = '\\uFFFE\\uFEFF\\uFFFF'
const directions = '\\u202A-\\u202E\\u061C\\u200E\\u200F\\u2066-\\u2069'
const inDomain = `[^!'#%&()*+,\\\\\\-./:;<=>?@[\\]^_{|}~$${space}${never}${directions}]`
const accents =
  '\\xC0-\\xD6\\xD8-\\xF6\\xF8-\\xFF\\u0100-\\u024F\\u0253\\u0254\\u0256\\u0257\\u0259\\u025B\\u0263\\u0268\\u026F\\u0272\\u0289\\u028B\\u02BB\\u0300-\\u036F\\u1E00-\\u1EFF'
const scripts = ['台灣', '台湾', '香港', '中国', '中國', '新加坡', '澳門', 'みんな', '한국', '公司', '网络', 'рф', 'москва']
const topLevel = `(?:(?:${[...topLevelDomains, ...scripts].toSorted((a, b) => b.length - a.length).join('|')})(?![0-9a-z@+-])|xn--[-0-9a-z]+)`
const label = (inside: string) => `(?:${inDomain}(?:[${inside}]|${inDomain})*)?${inDomain}\\.`
const domain = `(?:${label('_\\-')})*${label('\\-')}${topLevel}`
const general = `[a-z\\u0400-\\u04FF0-9!*';:=+,.$/%#[\\]\\-\\u2013_~@|&${accents}]`
const brackets = `\\((?:${general}+|${general}*\\(${general}+\\)${general}*)\\)`
const path = `/(?:(?:${general}|${brackets})*(?:[+\\-a-z\\u0400-\\u04FF0-9=_#/${accents}]|${brackets}))?`
const query = `\\?[a-z0-9!?*'@();:&=+$/%#[\\]\\-_.,~|]*[a-z0-9\\-_&=#/]`
const found = new RegExp(
  `(?<before>[^A-Za-z0-9@＠$#＃${never}]|^)(?<scheme>https?://)?(?<domain>${domain})(?::[0-9]+)?(?<path>${path})?(?:${query})?`,
  'gi',
)
const latin = new RegExp(`(?:[-a-z0-9${accents}]+\\.)+${topLevel}`, 'gi')

/** What becomes a link. Words are judged one by one, since no address holds a space. */
export function addressesIn(text: string): readonly Address[] {
  const words = [...text.matchAll(new RegExp(`[^${space}]+`, 'g'))].filter(([word]) => word.includes('.'))
  return words.flatMap(({ 0: word, index }) => {
    const lead = index === 0 ? '' : ' '
    return [...`${lead}${word}`.matchAll(found)].flatMap((match) => judged(match, index - lead.length))
  })
}

function judged({ 0: whole, index, groups = {} }: RegExpExecArray, offset: number): readonly Address[] {
  const { before = '', scheme, domain: host = '', path: way } = groups
  const start = offset + index + before.length
  const written = whole.slice(before.length)
  if (!isHost(host) || (scheme ?? 'https://').length + written.length > 4096) return []
  if (scheme !== undefined) return ofScheme(written, start)
  if (/[-_./]$/.test(before)) return []
  const hosts = [...host.matchAll(latin)]
  return hosts.map((one, number) => ({
    start: start + one.index,
    end: number === hosts.length - 1 && way !== undefined ? start + written.length : start + one.index + one[0].length,
  }))
}

function isHost(host: string): boolean {
  if (host.startsWith('xn--') && host.search(latin) < 0) return false
  return host.split('.').every((one) => one.length <= 2 * 63 && toAscii(one).length <= 63)
}

/** X's own short links end with their short part, which has at most 40 characters. */
function ofScheme(written: string, start: number): readonly Address[] {
  const [short, slug = ''] = new RegExp(`^https?://t\\.co/([a-z0-9]+)(?:${query})?`, 'i').exec(written) ?? []
  if (slug.length > 40) return []
  return [{ start, end: start + (short ?? written).length }]
}
