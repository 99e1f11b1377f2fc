import type { Check } from './rule-contract.ts'

/** An address in a text, and its domain. */
interface Linked {
  readonly host: string
  readonly start: number
  readonly end: number
}

/** Short addresses of services that anybody can use: readers cannot see where they lead. Each names itself a link shortener on its home page. */
const shorteners = [
  'bit.ly',
  'tinyurl.com',
  'is.gd',
  'v.gd',
  'ow.ly',
  'buff.ly',
  'rebrand.ly',
  't.ly',
  'rb.gy',
  'cutt.ly',
  'shorturl.at',
  'reurl.cc',
  'lihi.cc',
  'lihi1.com',
  'lihi2.com',
  'ppt.cc',
  'pse.is',
  'goo.su',
  'tiny.cc',
  'shorturl.asia',
]

const address = /(?:https?:\/\/|www\.)[^\s　-〿一-鿿＀-￯]+|(?<![@\w./-])(?:[a-z0-9-]+\.)+[a-z]{2,}\/[^\s　-〿一-鿿＀-￯]*/giu

/** Addresses as people write them: with a protocol, with www, or a domain with a path. */
export function linksIn(text: string): readonly Linked[] {
  return [...text.matchAll(address)].flatMap(({ index, 0: written }) => {
    // A full stop after an address ends the sentence.
    const found = written.replace(/[.,;:!?)\]'"]+$/, '')
    const host = hostOf(found)
    return host === undefined ? [] : [{ host, start: index, end: index + found.length }]
  })
}

export function hostOf(written: string): string | undefined {
  const whole = /^https?:\/\//i.test(written) ? written : `https://${written}`
  return URL.canParse(whole) ? new URL(whole).hostname.replace(/^www\./, '') : undefined
}

export function isForbidden(host: string, { only, never, shorteners: refused }: Extract<Check, { kind: 'links' }>): boolean {
  if (never.some((domain) => isBelow(host, domain))) return true
  if (only.some((domain) => isBelow(host, domain))) return false
  return only.length > 0 || (refused && shorteners.some((domain) => isBelow(host, domain)))
}

/** The domain itself or one below it; written as people do, with or without protocol and www. */
function isBelow(host: string, written: string): boolean {
  const domain = hostOf(written.trim())
  return domain !== undefined && (host === domain || host.endsWith(`.${domain}`))
}
