import type { Entity } from '#networks/network'

export interface Segment {
  readonly text: string
  readonly kind: 'plain' | Entity['kind']
  /** Beyond what the network takes. */
  readonly over: boolean
}

/** Cuts a text into pieces to be coloured: links, mentions and tags, and everything from `overflow` on. The pieces joined are the text. */
export function markText(text: string, entities: readonly Entity[], overflow: number | undefined): readonly Segment[] {
  const limit = overflow ?? text.length
  const edges = new Set([0, limit, text.length])
  for (const { start, end } of entities) edges.add(start).add(end)
  const sorted = [...edges].filter((edge) => edge >= 0 && edge <= text.length).toSorted((a, b) => a - b)
  return sorted.slice(0, -1).map((start, index) => {
    const kind = entities.find((entity) => entity.start <= start && start < entity.end)?.kind ?? 'plain'
    return { text: text.slice(start, sorted[index + 1]), kind, over: start >= limit }
  })
}
