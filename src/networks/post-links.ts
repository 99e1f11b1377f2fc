import type { Entity, PostContent, PostPart, Rules } from './network.ts'

/** What stands in the place of an address; the address itself where it stays. */
type Replacing = (address: string) => string

type Linking = Pick<Rules, 'entities'>

/**
 * The post with other addresses: in its texts, on its cards, in its first comment and where it leads. What a network would link counts, by its own reading of
 * where an address ends; a name such as `tea.example` is no address unless a path follows. Where a text is none that the network links
 * anything in, addresses are what begins like one. Pure.
 */
export function withLinks(content: PostContent, rules: Linking, to: Replacing): PostContent {
  return { ...content, parts: content.parts.map((part) => partWithLinks(part, rules, to)), settings: settingsWithLinks(content, rules, to) }
}

function settingsWithLinks({ settings }: PostContent, rules: Linking, to: Replacing): PostContent['settings'] {
  const { first_comment: comment, link } = settings
  const address = typeof link === 'string' ? link.trim() : ''
  return {
    ...settings,
    ...(typeof comment === 'string' ? { first_comment: replaced(comment, rules, to).text } : {}),
    ...(/^https?:\/\//i.test(address) && URL.canParse(address) ? { link: to(address) } : {}),
  }
}

/** Every address that could be replaced, once. Pure. */
export function linksIn(content: PostContent, rules: Linking): readonly string[] {
  const found = new Set<string>()
  withLinks(content, rules, (address) => {
    found.add(address)
    return address
  })
  return [...found]
}

/** The rules for a post that goes out with other addresses: they count and judge it so, and tell of it as it was written. Pure. */
export function rulesWithLinks(rules: Rules, to: Replacing): Rules {
  const sent = (content: PostContent) => withLinks(content, rules, to)
  return {
    ...rules,
    text: {
      overflow: (text) => {
        const { text: sentText, back } = replaced(text, rules, to)
        const at = rules.text.overflow(sentText)
        return at === undefined ? undefined : back(at)
      },
    },
    count: (text) => rules.count(replaced(text, rules, to).text),
    check: (content) => rules.check(sent(content)),
    ...(rules.cost ? { cost: (content: PostContent) => rules.cost?.(sent(content)) ?? 0 } : {}),
    ...(rules.uses ? { uses: (content: PostContent) => rules.uses?.(sent(content)) ?? [] } : {}),
  }
}

function partWithLinks(part: PostPart, rules: Linking, to: Replacing): PostPart {
  const { text } = replaced(part.text, rules, to)
  return part.link ? { ...part, text, link: { ...part.link, url: cardWithLinks(part, rules, to) } } : { ...part, text }
}

/** A card and the text name one address alike, also where they spell it differently: networks compare them. */
function cardWithLinks({ text, link }: PostPart, rules: Linking, to: Replacing): string {
  const url = link?.url ?? ''
  const named = addressesIn(text, rules).find(({ address }) => isSame(address, url))
  if (named?.isName) return url
  return /^https?:\/\//i.test(url) ? to(named?.address ?? url) : url
}

function isSame(one: string, other: string): boolean {
  return one === other || (URL.canParse(one) && URL.canParse(other) && new URL(one).href === new URL(other).href)
}

interface Written {
  readonly start: number
  readonly end: number
  readonly address: string
  /** A bare domain: people write it as a name as often as for going there. */
  readonly isName: boolean
}

function addressesIn(text: string, { entities }: Linking): readonly Written[] {
  const links = entities(text).filter(({ kind }) => kind === 'link')
  const places = links.length > 0 ? links.toSorted((one, other) => one.start - other.start) : plainAddresses(text)
  return places.flatMap(({ start, end }) => {
    const written = text.slice(start, end)
    const scheme = /^https?:\/\//i.exec(written)?.[0]
    const address = scheme === undefined ? `https://${written}` : scheme.toLowerCase() + written.slice(scheme.length)
    if (!URL.canParse(address)) return []
    const { pathname, search, hash } = new URL(address)
    return [{ start, end, address, isName: scheme === undefined && pathname + search + hash === '/' }]
  })
}

function plainAddresses(text: string): readonly Pick<Entity, 'start' | 'end'>[] {
  return [...text.matchAll(plainAddress)].map(({ 0: written, index }) => ({ start: index, end: index + written.length }))
}

/** Up to a space, a quote or Chinese punctuation, without what ends a sentence. */
const plainAddress = /https?:\/\/[^\s<>"'「」『』（）【】《》，。、！？；：]*[^\s<>"'「」『』（）【】《》，。、！？；：.,;:!?()[\]{}]/giu

interface Replaced {
  readonly text: string
  /** Where an offset of this text lies in the text as it was written. */
  readonly back: (offset: number) => number
}

function replaced(text: string, rules: Linking, to: Replacing): Replaced {
  let done = ''
  let at = 0
  const shifts: { readonly from: number; readonly to: number; readonly start: number; readonly end: number }[] = []
  for (const { start, end, address, isName } of addressesIn(text, rules)) {
    const other = isName ? address : to(address)
    if (other === address) continue
    const from = done.length + start - at
    done += text.slice(at, start) + other
    shifts.push({ from, to: done.length, start, end })
    at = end
  }
  const back = (offset: number) => {
    const last = shifts.findLast(({ from }) => from <= offset)
    if (!last) return offset
    return offset < last.to ? last.start : last.end + offset - last.to
  }
  return { text: done + text.slice(at), back }
}
