import { breaksIn, levels, type Break } from './text-breaks.ts'

/** What a part must fit into, and what must stay whole. */
export interface SplitRules {
  /** Where a text stops fitting, in UTF-16 units; undefined while it fits. */
  readonly overflow: (text: string) => number | undefined
  /** Links, mentions and tags: no cut inside them. */
  readonly entities: (text: string) => readonly { readonly start: number; readonly end: number }[]
}

/**
 * Cuts a long text into parts that each fit: after a paragraph, a line, a sentence, a clause, a word, the best that leaves no part nearly empty.
 * Only white space at the cuts is lost. A link that is too long by itself stays whole, in a part of its own.
 */
export function splitText(text: string, rules: SplitRules): readonly string[] {
  return cut(text.trim(), rules, () => '')
}

/** The same, each part ending with its number, `(2/5)`, which counts into its length. */
export function splitNumbered(text: string, rules: SplitRules): readonly string[] {
  const whole = text.trim()
  if (whole === '' || rules.overflow(whole) === undefined) return cut(whole, rules, () => '')
  for (let digits = 1; ; digits += 1) {
    const parts = cut(whole, rules, (index) => numbering(index, '9'.repeat(digits)))
    if (String(parts.length).length <= digits) return parts.map((part, index) => part + numbering(index, String(parts.length)))
  }
}

const numbering = (index: number, total: string) => ` (${index + 1}/${total})`

function cut(text: string, rules: SplitRules, ending: (index: number) => string): readonly string[] {
  const parts: string[] = []
  const places = placesIn(text, rules)
  let start = 0
  while (start < text.length) {
    const end = endOfPart({ text, start, ending: ending(parts.length), places, rules })
    parts.push(text.slice(start, end).trimEnd())
    start = end + (/^\s*/.exec(text.slice(end))?.[0].length ?? 0)
  }
  return parts
}

interface Places {
  readonly breaks: readonly Break[]
  /** Everywhere between two visible characters and outside of what stays whole. */
  readonly anywhere: readonly number[]
}

function placesIn(text: string, rules: SplitRules): Places {
  const whole = rules.entities(text)
  const edges = [...new Intl.Segmenter().segment(text)].map(({ index }) => index)
  const anywhere = edges.filter((at) => !whole.some(({ start, end }) => start < at && at < end))
  const allowed = new Set(anywhere)
  return { breaks: breaksIn(text).filter(({ at }) => allowed.has(at)), anywhere }
}

interface Part {
  readonly text: string
  readonly start: number
  readonly ending: string
  readonly places: Places
  readonly rules: SplitRules
}

function endOfPart(part: Part): number {
  const { text, start, places, rules } = part
  if (fits(part, text.length)) return text.length
  const furthest = start + (rules.overflow(text.slice(start)) ?? text.length)
  const fitting = levels.flatMap((level) => lastFitting(part, placesOf(places.breaks, level, part, furthest)) ?? [])
  const good = fitting.find((at) => at - start > (furthest - start) / 3)
  if (good !== undefined) return good
  if (fitting.length > 0) return Math.max(...fitting)
  const between = places.anywhere.filter((at) => at > start)
  return (
    lastFitting(
      part,
      between.filter((at) => at <= furthest),
    ) ??
    between[0] ??
    text.length
  )
}

/** White space at a cut is not sent, so a break may lie a little beyond the limit. */
function placesOf(breaks: readonly Break[], level: Break['level'], { text, start }: Part, furthest: number): readonly number[] {
  const near = breaks.filter((each) => each.level === level && each.at > start)
  return near.filter(({ at }) => at <= furthest || text.slice(furthest, at).trim() === '').map(({ at }) => at)
}

function lastFitting(part: Part, places: readonly number[]): number | undefined {
  return places.findLast((at) => fits(part, at))
}

function fits({ text, start, ending, rules }: Part, end: number): boolean {
  return rules.overflow(text.slice(start, end).trimEnd() + ending) === undefined
}
