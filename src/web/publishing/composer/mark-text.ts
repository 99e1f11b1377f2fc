import type { Severity } from '#contract/brand-rules'
import type { Entity } from '#networks/network'

export interface Segment {
  readonly text: string
  readonly kind: 'plain' | Entity['kind']
  /** Beyond what the network takes. */
  readonly over: boolean
  /** A rule of the brand is not kept here. */
  readonly severity?: Severity
}

export interface Mark {
  readonly start: number
  readonly end: number
  readonly severity: Severity
}

interface Read {
  readonly entities: readonly Entity[]
  readonly overflow: number | undefined
}

/** Cuts a text into pieces to be coloured: links, mentions and tags, what rules mark, and everything from `overflow` on. The pieces joined are the text. */
export function markText(text: string, { entities, overflow }: Read, marks: readonly Mark[] = []): readonly Segment[] {
  const limit = overflow ?? text.length
  const edges = new Set([0, limit, text.length])
  for (const { start, end } of [...entities, ...marks]) edges.add(start).add(end)
  const sorted = [...edges].filter((edge) => edge >= 0 && edge <= text.length).toSorted((a, b) => a - b)
  return sorted.slice(0, -1).map((start, index) => {
    const covers = (place: { start: number; end: number }) => place.start <= start && start < place.end
    const kind = entities.find(covers)?.kind ?? 'plain'
    // The strictest come first.
    const severity = marks.find(covers)?.severity
    return { text: text.slice(start, sorted[index + 1]), kind, over: start >= limit, ...(severity ? { severity } : {}) }
  })
}
