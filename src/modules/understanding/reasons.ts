import type { Head, Model } from './model.ts'
import { hanNegations, negations } from './negations.ts'
import type { Reading } from './read.ts'
import type { Token } from './tokens.ts'

/** Something in the message that a person can be shown. `start` and `end` are offsets in it. */
export interface Reason {
  /** `phrase` weighed in by what it says; the others by what they are. `corrected`: a person has judged the same words before. */
  what: 'phrase' | 'negation' | 'question' | 'link' | 'emoji' | 'corrected'
  text: string
  start: number
  end: number
  /** How much it spoke for the meaning or the sentiment that was chosen; 1 is the heaviest of the message. */
  weight: number
}

interface Verdict {
  model: Model
  meaning: string
  sentiment: string
  corrected: boolean
}

const phrases = 3
/** A phrase that weighs less than this part of the heaviest is not worth showing. */
const least = 0.2

export function reasonsOf(message: string, reading: Reading, verdict: Verdict): Reason[] {
  const pulls = pullsOfLetters(message, reading, verdict)
  const found = [...heaviest(message, reading.tokens, pulls), ...marks(message, reading.tokens, pulls)]
  const most = Math.max(1e-9, ...found.map(({ weight }) => weight))
  const reasons = found
    .map((reason) => ({ ...reason, weight: Math.round((reason.weight / most) * 100) / 100 }))
    .toSorted((one, other) => other.weight - one.weight)
  return verdict.corrected ? [{ what: 'corrected', text: message, start: 0, end: message.length, weight: 1 }, ...reasons] : reasons
}

/** What each letter of the message adds to the verdict: a feature's pull is shared by the letters it stands for. */
function pullsOfLetters(message: string, { features }: Reading, { model, meaning, sentiment }: Verdict): Float64Array {
  const pulls = new Float64Array(message.length)
  const { hashes, starts, ends } = features
  const means = towards(model.meaning, meaning)
  const feeling = feels(meaning) ? towards(model.sentiment, sentiment) : () => 0
  for (let at = 0; at < hashes.length; at++) {
    const [start, end] = [starts[at] ?? 0, ends[at] ?? 0]
    if (end <= start) continue
    const hash = hashes[at] ?? 0
    const pull = (means(hash) + feeling(hash)) / (end - start)
    for (let letter = start; letter < end; letter++) pulls[letter] = (pulls[letter] ?? 0) + pull
  }
  return pulls
}

/** Whether a meaning is one that a feeling speaks for. */
function feels(meaning: string): boolean {
  return meaning === 'complaint' || meaning === 'praise' || meaning === 'other'
}

/** How much a feature prefers a class to the mean of the others; asked of every feature of every message. */
function towards({ bits, bytes, classes, scale }: Head, name: string): (hash: number) => number {
  const [width, wanted, shift] = [classes.length, classes.indexOf(name), 32 - bits]
  return (hash) => {
    const at = (hash >>> shift) * width
    let sum = 0
    for (let c = 0; c < width; c++) sum += scale[(bytes[at + c] ?? 0) + 128] ?? 0
    const own = scale[(bytes[at + wanted] ?? 0) + 128] ?? 0
    return own - (sum - own) / (width - 1)
  }
}

/** The few phrases that add most; words are whole, and Chinese is cut where the pull ends. */
function heaviest(message: string, tokens: readonly Token[], pulls: Float64Array): Reason[] {
  const weights = tokens.map((token) => pulls.subarray(token.start, token.end).reduce((all, pull) => all + pull, 0))
  const usual = weights.filter((weight) => weight > 0).reduce((all, weight) => all + weight, 0) / Math.max(1, tokens.length) / 2
  const found: Reason[] = []
  const used = new Set<number>()
  while (found.length < phrases) {
    const best = bestRun(tokens, weights, { usual, used })
    if (!best) break
    const start = tokens[best.from]?.start ?? 0
    const end = tokens[best.to]?.end ?? 0
    for (let at = best.from; at <= best.to; at++) used.add(at)
    if (best.weight < least * (found[0]?.weight ?? 0)) break
    found.push({ what: 'phrase', text: message.slice(start, end), start, end, weight: best.weight })
  }
  return found
}

const longestRun = { han: 6, word: 3 }

function bestRun(
  tokens: readonly Token[],
  weights: readonly number[],
  { usual, used }: { usual: number; used: ReadonlySet<number> },
): { from: number; to: number; weight: number } | undefined {
  let best: { from: number; to: number; weight: number; score: number } | undefined
  for (let from = 0; from < tokens.length; from++) {
    const kind = tokens[from]?.kind
    if (kind !== 'han' && kind !== 'word' && kind !== 'tag') continue
    let weight = 0
    for (let to = from; to < Math.min(tokens.length, from + (kind === 'han' ? longestRun.han : longestRun.word)); to++) {
      if (used.has(to) || tokens[to]?.kind !== kind) break
      weight += weights[to] ?? 0
      const score = weight - usual * (to - from + 1)
      if (score > (best?.score ?? 0)) best = { from, to, weight, score }
    }
  }
  return best
}

/** What speaks by what it is: denials, questions, links, faces. */
function marks(message: string, tokens: readonly Token[], pulls: Float64Array): Reason[] {
  const seen = new Set<Reason['what']>()
  return tokens.flatMap((token) => {
    const what = markOf(token)
    if (!what || (what !== 'negation' && seen.has(what))) return []
    seen.add(what)
    const weight = Math.max(
      0,
      pulls.subarray(token.start, token.end).reduce((all, pull) => all + pull, 0),
    )
    return [{ what, text: message.slice(token.start, token.end), start: token.start, end: token.end, weight }]
  })
}

function markOf({ kind, text }: Token): Exclude<Reason['what'], 'phrase' | 'corrected'> | undefined {
  if (kind === 'link' || kind === 'mail') return 'link'
  if (kind === 'emoji' || kind === 'face') return 'emoji'
  if (kind === 'mark' && text.includes('?')) return 'question'
  if ((kind === 'word' && negations.has(text)) || (kind === 'han' && hanNegations.has(text))) return 'negation'
  return undefined
}
