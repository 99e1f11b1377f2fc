import type { Entity } from '../network.ts'
import { topLevelDomains } from '../top-level-domains.ts'

/** What the apps show as links, mentions and hashtags, in order of appearance and without overlaps. Positions are UTF-16 offsets, as the API counts. */
export function findEntities(text: string): readonly Entity[] {
  const found = [...links(text), ...named(text, 'mention', mention), ...named(text, 'tag', hashtag)]
  const inOrder = found.toSorted((one, other) => one.start - other.start || other.end - one.end)
  return inOrder.filter((entity, index) => !inOrder.slice(0, index).some(({ end }) => end > entity.start))
}

/** A name on Telegram: 5 to 32 letters, digits and underscores; four where it was bought. */
const mention = /(?<![\p{L}\p{N}_@/.])@([a-z][a-z0-9_]{3,31})(?![a-z0-9_])/giu
/** Digits alone are no hashtag. */
const hashtag = /(?<![\p{L}\p{N}_#&/])#(?=[\p{N}_]*\p{L})([\p{L}\p{M}\p{N}_]{1,256})(?![\p{L}\p{M}\p{N}_])/gu

function named(text: string, kind: Entity['kind'], pattern: RegExp): readonly Entity[] {
  return [...text.matchAll(pattern)].map(({ index, 0: written, 1: value = '' }) => ({
    kind,
    start: index,
    end: index + written.length,
    value,
  }))
}

/** Up to a space, a quote or Chinese punctuation, without what ends a sentence. */
const address = /(?<![\p{L}\p{N}_@.])(?:https?:\/\/)?[a-z0-9][^\s<>"'「」『』（）【】《》，。、！？；：]*/giu

function links(text: string): readonly Entity[] {
  return [...text.matchAll(address)].flatMap(({ index, 0: written }): readonly Entity[] => {
    const bare = withoutEnd(written)
    const value = /^https?:\/\//i.test(bare) ? bare : `https://${bare}`
    if (!isAddress(value, bare)) return []
    return [{ kind: 'link', start: index, end: index + bare.length, value }]
  })
}

function withoutEnd(written: string): string {
  const bare = written.replace(/[.,;:!?\])}]+$/u, '')
  return bare.includes('(') && written.charAt(bare.length) === ')' ? `${bare})` : bare
}

/** Without a scheme only what ends like a domain is taken for an address. */
function isAddress(value: string, bare: string): boolean {
  if (!URL.canParse(value)) return false
  const { hostname } = new URL(value)
  const last = hostname.split('.').at(-1) ?? ''
  if (value === bare) return hostname.includes('.') || hostname === 'localhost'
  return /^[a-z0-9-]+(?:\.[a-z0-9-]+)+(?=[/?#:]|$)/i.test(bare) && topLevelDomains.has(last.toLowerCase())
}
