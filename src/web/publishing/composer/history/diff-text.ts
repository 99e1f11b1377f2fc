export interface Piece {
  readonly kind: 'same' | 'added' | 'removed'
  readonly text: string
}

/** Beyond this many words that differ, a comparison word by word would be slow and say nothing. */
const mostWords = 1500

const segmenter = new Intl.Segmenter('zh-TW', { granularity: 'word' })
const wordsOf = (text: string) => [...segmenter.segment(text)].map(({ segment }) => segment)

/** What was taken out and what was put in, word by word, in the order of reading. */
export function diffText(before: string, after: string): readonly Piece[] {
  const [old, now] = [wordsOf(before), wordsOf(after)]
  const head = shared(old, now)
  const tail = shared(old.slice(head).toReversed(), now.slice(head).toReversed())
  const [oldMiddle, nowMiddle] = [old.slice(head, old.length - tail), now.slice(head, now.length - tail)]
  return joined([
    { kind: 'same', text: old.slice(0, head).join('') },
    ...compare(oldMiddle, nowMiddle),
    { kind: 'same', text: old.slice(old.length - tail).join('') },
  ])
}

/** How many words two lists begin with alike. */
function shared(some: readonly string[], others: readonly string[]): number {
  const first = some.findIndex((word, index) => word !== others[index])
  return first === -1 ? some.length : first
}

function compare(old: readonly string[], now: readonly string[]): readonly Piece[] {
  if (old.length > mostWords || now.length > mostWords) {
    return [
      { kind: 'removed', text: old.join('') },
      { kind: 'added', text: now.join('') },
    ]
  }
  const lengths = commonLengths(old, now)
  const pieces: Piece[] = []
  let [from, to] = [0, 0]
  while (from < old.length || to < now.length) {
    const [removed, added] = [old[from], now[to]]
    if (removed !== undefined && removed === added) {
      pieces.push({ kind: 'same', text: removed })
      from += 1
      to += 1
    } else if (removed !== undefined && (added === undefined || lengthAt(lengths, from + 1, to) >= lengthAt(lengths, from, to + 1))) {
      pieces.push({ kind: 'removed', text: removed })
      from += 1
    } else {
      pieces.push({ kind: 'added', text: added ?? '' })
      to += 1
    }
  }
  return pieces
}

/** For each pair of places, how many words the rests have in common in the same order (longest common subsequence). */
function commonLengths(old: readonly string[], now: readonly string[]): readonly Uint16Array[] {
  const rows = Array.from({ length: old.length + 1 }, () => new Uint16Array(now.length + 1))
  for (let from = old.length - 1; from >= 0; from -= 1) {
    for (let to = now.length - 1; to >= 0; to -= 1) {
      const length =
        old[from] === now[to] ? lengthAt(rows, from + 1, to + 1) + 1 : Math.max(lengthAt(rows, from + 1, to), lengthAt(rows, from, to + 1))
      rows[from]?.fill(length, to, to + 1)
    }
  }
  return rows
}

function lengthAt(rows: readonly Uint16Array[], from: number, to: number): number {
  return rows[from]?.[to] ?? 0
}

/** Neighbours of a kind become one piece; empty ones go. */
function joined(pieces: readonly Piece[]): readonly Piece[] {
  return pieces
    .filter(({ text }) => text !== '')
    .reduce<readonly Piece[]>((done, piece) => {
      const last = done.at(-1)
      return last?.kind === piece.kind ? [...done.slice(0, -1), { kind: piece.kind, text: last.text + piece.text }] : [...done, piece]
    }, [])
}
