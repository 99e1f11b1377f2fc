import type { PostPart, Settings } from '../network.ts'
import { tidied } from './counting.ts'
import { findEntities, isWebAddress } from './entities.ts'

export const visibilities = ['public', 'unlisted', 'private'] as const
export type Visibility = (typeof visibilities)[number] | 'direct'

/** What is sent of one part: its text, with the address of a link card that the text does not name, and the warning above it. */
export interface Wording {
  readonly text: string
  readonly spoiler: string
}

/** A warning without a text is shown by Mastodon as the text; so is it sent. */
export function wordingOf(part: PostPart, settings: Settings): Wording {
  const text = withCard(tidied(part.text), part)
  const spoiler = tidied(spoilerIn(settings))
  return text === '' ? { text: spoiler, spoiler: '' } : { text, spoiler }
}

/** Mastodon makes the card itself, from the first link in the text: the address has to be there. */
function withCard(text: string, { link }: PostPart): string {
  if (!link || !isWebAddress(link.url) || standsIn(text, link.url)) return text
  return text === '' ? link.url : `${text}\n\n${link.url}`
}

export function standsIn(text: string, url: string): boolean {
  return linksIn(text).some((written) => isSameAddress(written, url))
}

export function linksIn(text: string): readonly string[] {
  return findEntities(text).flatMap(({ kind, value }) => (kind === 'link' ? [value] : []))
}

export function isSameAddress(one: string, other: string): boolean {
  return one === other || (URL.canParse(one) && URL.canParse(other) && new URL(one).href === new URL(other).href)
}

export function spoilerIn(settings: Settings): string {
  const { spoiler } = settings
  return typeof spoiler === 'string' ? spoiler : ''
}

export function visibilityIn(settings: Settings): Visibility {
  const { visibility } = settings
  if (visibility === 'direct') return visibility // Of an answer to what only two can see.
  return visibilities.find((each) => each === visibility) ?? 'public'
}

/** The address of the post to quote as it was written; '' where none is. */
export function quoteIn({ quote }: Settings): string {
  return typeof quote === 'string' ? quote.trim() : ''
}

/** The address of something on a server; which post it is, and whether it is one, only a server can say. */
export function isPostAddress(address: string): boolean {
  return /^https?:\/\//i.test(address) && URL.canParse(address) && new URL(address).pathname.length > 1
}

export const quotePolicies = ['account', 'public', 'followers', 'nobody'] as const

/** Who may quote this post; undefined leaves it to what the account says on its server. */
export function quotePolicyIn(settings: Settings): string | undefined {
  const chosen = quotePolicies.find((each) => each === settings['quotes'])
  return chosen === 'account' || visibilityIn(settings) === 'private' ? undefined : chosen
}

export function isSensitive(settings: Settings): boolean {
  return settings['sensitive'] === true
}

/** Empty options are left out, as the network does. */
export function pollOptions(options: readonly string[]): readonly string[] {
  return options.map(tidied).filter((option) => option !== '')
}

/** A tag that is one, as it is written best; undefined for anything else. */
export function languageTag(written: string | undefined): string | undefined {
  if (written === undefined) return undefined
  try {
    const locale = new Intl.Locale(written)
    return locale.language === 'und' ? undefined : locale.toString()
  } catch {
    return undefined // A tag that cannot be read is what the caller wants to know.
  }
}
