import type { PostPart } from '../network.ts'
import { findUrls } from './urls.ts'

/** The text as it is sent: with the address of a composed link card behind it, where it does not stand in the text already. */
export function sentText(part: PostPart): string {
  const text = part.text.toWellFormed()
  const address = appendedAddress(part)
  if (address === undefined) return text
  const before = text.trimEnd()
  return before === '' ? address : `${before}\n\n${address}`
}

/** undefined where there is no card, its address is none, or it stands in the text already. */
export function appendedAddress({ text, link }: PostPart): string | undefined {
  const address = link && cardAddress(link.url)
  if (address === undefined) return undefined
  const wanted = sameAddress(address)
  return findUrls(text).some(({ start, end }) => sameAddress(text.slice(start, end)) === wanted) ? undefined : address
}

/** An address so that two ways of writing it are equal: without scheme, with host and path as they travel, and without a last slash. */
export function sameAddress(written: string): string {
  const whole = withScheme(written)
  if (!URL.canParse(whole)) return written
  const { host, pathname, search, hash } = new URL(whole)
  return `${host}${pathname}${search}${hash}`.replace(/\/$/, '')
}

export function withScheme(written: string): string {
  return /^https?:\/\//i.test(written) ? written : `http://${written}`
}

/** An address as it stands in the text: percent-encoded where X would otherwise end the link at the first Chinese character of its path. */
export function cardAddress(url: string): string | undefined {
  if (!/^https?:\/\/[^\s/]/i.test(url) || !URL.canParse(url)) return undefined
  return isLinked(url) ? url : new URL(url).href
}

/** Does X make a link of it, whole? Not where it does not know the end of the domain. */
export function isLinked(url: string): boolean {
  const [found] = findUrls(url)
  return found?.start === 0 && found.end === url.length
}
