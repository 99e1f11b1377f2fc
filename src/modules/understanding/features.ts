import { finish, hashOf } from './hashing.ts'
import type { Lexicon } from './lexicon.ts'
import { negations } from './negations.ts'
import type { Token } from './tokens.ts'

/** What the model sees in a message: hashed features, each with the part of the message it stands for. */
export interface Features {
  hashes: number[]
  starts: number[]
  ends: number[]
}

/** The features of a message. Words and characters are told apart by the seed they are hashed with, so no table of names is needed. */
export function featuresOf(tokens: readonly Token[], lexicon: Lexicon, language: string): Features {
  const features: Features = { hashes: [], starts: [], ends: [] }
  addWords(features, tokens)
  addLetters(features, tokens)
  addHan(features, tokens)
  addOwnWords(features, tokens, language)
  addShape(features, tokens)
  addFeelings(features, tokens, lexicon)
  return once(features)
}

/** Only what is said: words (and those that are denied, once more), and Chinese by two and three characters. */
export function phrasesOf(tokens: readonly Token[]): number[] {
  const hashes = new Set<number>()
  let denied = 0
  for (let at = 0; at < tokens.length; at++) {
    const token = tokens[at]
    if (token?.kind === 'mark') denied = 0
    if (!token || token.kind === 'mark' || token.kind === 'user') continue
    if (token.kind === 'han') {
      const run = [token, tokens[at + 1], tokens[at + 2]].map((next) => (next?.kind === 'han' ? next.text : ''))
      if (run[1]) hashes.add(finish(hashOf(`${run[0]}${run[1]}`, seeds.han)))
      if (run[1] && run[2]) hashes.add(finish(hashOf(run.join(''), seeds.han)))
      continue
    }
    hashes.add(finish(hashOf(token.text, seeds.word)))
    if (denied-- > 0) hashes.add(finish(hashOf(token.text, seeds.denied)))
    if (negations.has(token.text)) denied = reach
  }
  return [...hashes]
}

/** Saying a thing twice does not make it twice as true: the first place counts. */
function once({ hashes, starts, ends }: Features): Features {
  const kept: Features = { hashes: [], starts: [], ends: [] }
  const seen = new Set<number>()
  for (let at = 0; at < hashes.length; at++) {
    const hash = hashes[at] ?? 0
    // Whole numbers of 32 bits with a sign are looked up without being put on the heap.
    if (seen.has(hash | 0)) continue
    seen.add(hash | 0)
    kept.hashes.push(hash)
    kept.starts.push(starts[at] ?? 0)
    kept.ends.push(ends[at] ?? 0)
  }
  return kept
}

const seeds = {
  word: 0x811c9dc5,
  pair: 0x1234567b,
  gap: 0x5bd1e995,
  denied: 0x2545f491,
  letters: 0x7f4a7c15,
  han: 0x9e3779b1,
  shape: 0x3c6ef372,
  own: 0x1b873593,
}

const reach = 4

/** Words, pairs, pairs with one word between, and words that stand behind a negation. */
function addWords(features: Features, tokens: readonly Token[]): void {
  let before: Token | undefined
  let beforeThat: Token | undefined
  let denied = 0
  for (const token of tokens) {
    if (token.kind === 'han') {
      before = beforeThat = undefined
      continue
    }
    const own = hashOf(token.text, seeds.word)
    add(features, own, token)
    if (token.loud) add(features, hashOf(token.text, seeds.shape), token)
    if (before) addSpan(features, hashOf(token.text, hashOf(before.text, seeds.pair)), { start: before.start, end: token.end })
    if (beforeThat) addSpan(features, hashOf(token.text, hashOf(beforeThat.text, seeds.gap)), { start: beforeThat.start, end: token.end })
    if (token.kind === 'mark') denied = 0
    else if (denied > 0) {
      add(features, hashOf(token.text, seeds.denied), token)
      denied--
    }
    if (negations.has(token.text)) denied = reach
    beforeThat = before
    before = token
  }
}

/** Words once more under the name of their language, because `pain` is bread in another; English, of which the model has seen most, needs none. */
function addOwnWords(features: Features, tokens: readonly Token[], language: string): void {
  if (language === 'en' || language.startsWith('zh')) return
  const seed = hashOf(language, seeds.own)
  let before: Token | undefined
  for (const token of tokens) {
    if (token.kind === 'han') continue
    add(features, hashOf(token.text, seed), token)
    if (before) addSpan(features, hashOf(token.text, hashOf(before.text, seed)), { start: before.start, end: token.end })
    before = token
  }
  add(features, seed, { start: 0, end: 0 })
}

/** Three to five letters inside a word, its borders included: they know `disappointing` by `disappoint`, and misspellings too. */
function addLetters(features: Features, tokens: readonly Token[]): void {
  for (const token of tokens) {
    if (token.kind !== 'word' && token.kind !== 'tag') continue
    const word = `_${token.text}_`
    for (let from = 0; from + 3 <= word.length; from++) {
      let hash = seeds.letters
      for (let at = from; at < Math.min(from + 5, word.length); at++) {
        hash = Math.imul(hash ^ word.charCodeAt(at), 0x01000193)
        if (at >= from + 2) add(features, hash, token)
      }
    }
  }
}

/** One to four characters of a run of Chinese (or kana, or Thai); the ends of a run count as a character. */
function addHan(features: Features, tokens: readonly Token[]): void {
  for (let from = 0; from < tokens.length; from++) {
    if (tokens[from]?.kind !== 'han') continue
    if (tokens[from - 1]?.kind !== 'han') addRun(features, tokens, { from, seed: hashOf('^', seeds.han), room: 3 })
    addRun(features, tokens, { from, seed: seeds.han, room: 4 })
  }
}

function addRun(features: Features, tokens: readonly Token[], { from, seed, room }: { from: number; seed: number; room: number }): void {
  const first = tokens[from]
  if (!first) return
  let hash = seed
  let end = first.end
  for (let at = from; at < from + room; at++) {
    const token = tokens[at]
    if (token?.kind !== 'han' || (at > from && token.start !== end)) {
      addSpan(features, Math.imul(hash ^ 36, 0x01000193), { start: first.start, end })
      return
    }
    hash = hashOf(token.text, hash)
    end = token.end
    addSpan(features, hash, { start: first.start, end })
  }
}

/** How a message is built rather than what it says. */
function addShape(features: Features, tokens: readonly Token[]): void {
  const count = (kind: Token['kind']) => tokens.filter((token) => token.kind === kind).length
  const shape = (name: string) => add(features, hashOf(name, seeds.shape), { start: 0, end: 0 })
  const first = tokens.find((token) => token.kind !== 'user' && token.kind !== 'mark')
  const last = tokens.findLast((token) => token.kind !== 'mark' && token.kind !== 'emoji' && token.kind !== 'link')
  const mark = tokens.at(-1)
  shape(`long:${Math.min(9, Math.floor(Math.log2(tokens.length + 1) * 1.5))}`)
  for (const kind of ['link', 'user', 'tag', 'phone', 'money', 'percent', 'mail'] as const) {
    const times = count(kind)
    if (times > 0) shape(`${kind}:${Math.min(times, 3)}`)
  }
  if (first) add(features, hashOf(`first:${first.text}`, seeds.shape), first)
  if (last) add(features, hashOf(`last:${last.text}`, seeds.shape), last)
  if (mark && (mark.kind === 'mark' || mark.kind === 'emoji')) add(features, hashOf(`end:${mark.text}`, seeds.shape), mark)
  const asked = askingWords(tokens)
  shape(`asks:${tokens.some((token) => token.text.includes('?'))}:${Math.min(asked, 2)}`)
  if (tokens.filter((token) => token.text === '!' || token.text === '!!').length > 1) shape('shouts')
  if (tokens.filter((token) => token.loud).length > 2) shape('loud')
}

const asking = new Set(
  'how what when where which who whose why is are do does did can could will would should may any anyone wondering wonder cómo qué cuándo dónde comment quand où wie wann wo kann come quando dove como onde'.split(
    ' ',
  ),
)
/** Folded, as the tokens are. */
const hanAsking = [
  '吗',
  '呢',
  '什么',
  '怎么',
  '怎样',
  '几',
  '哪',
  '多少',
  '谁',
  '何时',
  '如何',
  '能不能',
  '会不会',
  '可不可以',
  '有没有',
  '是不是',
  '要不要',
  '是否',
  '请问',
  '想问',
  '请教',
  '点样',
  '边度',
  '边间',
  '几时',
  '有冇',
  '可唔可以',
  '点解',
  '多久',
  '想知道',
  '可以',
  'か',
  'ですか',
]

/** Words that ask, in Chinese anywhere, in other languages where a sentence begins. */
function askingWords(tokens: readonly Token[]): number {
  const han = tokens.map((token) => (token.kind === 'han' ? token.text : ' ')).join('')
  const begins = tokens.filter((token, at) => asking.has(token.text) && (at === 0 || tokens[at - 1]?.kind !== 'word' || at < 3))
  return hanAsking.filter((word) => han.includes(word)).length + begins.length
}

/** What the lexicon says in sum, with what is denied turned round. */
function addFeelings(features: Features, tokens: readonly Token[], lexicon: Lexicon): void {
  const { good, bad, lastGood } = lexicon.feelings(tokens)
  const shape = (name: string) => add(features, hashOf(name, seeds.shape), { start: 0, end: 0 })
  shape(`good:${step(good)}`)
  shape(`bad:${step(bad)}`)
  shape(`sum:${Math.sign(good - bad) * step(Math.abs(good - bad))}`)
  if (good + bad > 0) shape(`ends:${lastGood}`)
}

function step(sum: number): number {
  return sum === 0 ? 0 : Math.min(6, 1 + Math.floor(Math.log2(1 + sum)))
}

function add(features: Features, hash: number, { start, end }: { start: number; end: number }): void {
  addSpan(features, hash, { start, end })
}

function addSpan(features: Features, hash: number, span: { start: number; end: number }): void {
  features.hashes.push(finish(hash))
  features.starts.push(span.start)
  features.ends.push(span.end)
}
