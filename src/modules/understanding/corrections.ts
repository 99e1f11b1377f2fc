import { phrasesOf } from './features.ts'
import { loadModel, type Model, scoresOf } from './model.ts'
import { read, type Reading } from './read.ts'
import {
  type Hints,
  judge,
  meaningScores,
  type Meaning,
  meanings,
  type Nudge,
  type Sentiment,
  sentiments,
  type Understanding,
} from './understand.ts'

/** What a person said of a message. */
export interface Correction {
  text: string
  meaning?: Meaning
  sentiment?: Sentiment
}

const bits = 15
const shift = 32 - bits
const rounds = 5
/** The most one correction may move a message at a time: a single slip must not turn what many others taught. */
const firmest = 1
/** How far, in scores, the meaning that was said shall be ahead of the next. */
const lead = 2

/** A word and its part in the message; the squares of the parts make one. */
interface Phrase {
  hash: number
  part: number
}

/** A message as corrections see it: its words, and what the model says without them. */
interface Lesson {
  words: string
  phrases: readonly Phrase[]
  sentiment: readonly number[]
  meaning: readonly number[]
}

/**
 * `understand` that has learnt from people's corrections (the oldest first). The same words get exactly what was said of them
 * last; other messages are nudged by the words they share with corrected ones, most by the seldom ones. About a megabyte for any number of corrections.
 */
export function withCorrections(corrections: readonly Correction[]): (message: string, hints?: Hints) => Understanding {
  const model = loadModel()
  const said = new Map<string, NonNullable<Nudge['said']>>()
  const nudges = { sentiment: new Float32Array(sentiments.length << bits), meaning: new Float32Array(meanings.length << bits) }
  const lessons = corrections.map((correction) => ({ correction, lesson: lessonOf(read(correction.text, model), model) }))
  for (const { correction, lesson } of lessons) {
    const { meaning, sentiment } = correction
    if (lesson.words === '') continue
    said.set(lesson.words, { ...said.get(lesson.words), ...(meaning ? { meaning } : {}), ...(sentiment ? { sentiment } : {}) })
  }
  for (let round = 0; round < rounds; round++) {
    for (const { correction, lesson } of lessons) {
      if (correction.meaning)
        learn(nudges.meaning, lesson.phrases, { scores: lesson.meaning, wanted: meanings.indexOf(correction.meaning) })
      if (correction.sentiment)
        learn(nudges.sentiment, lesson.phrases, { scores: lesson.sentiment, wanted: sentiments.indexOf(correction.sentiment) })
    }
  }
  return (message, hints = {}) =>
    judge(message, hints, (reading) => {
      const phrases = partsOf(reading, model)
      const known = said.get(wordsOf(reading))
      return { sentiment: nudgeOf(nudges.sentiment, phrases), meaning: nudgeOf(nudges.meaning, phrases), ...(known ? { said: known } : {}) }
    })
}

function lessonOf(reading: Reading, model: Model): Lesson {
  return {
    words: wordsOf(reading),
    phrases: partsOf(reading, model),
    sentiment: scoresOf(model.sentiment, reading.features),
    meaning: meaningScores(model, reading),
  }
}

function partsOf({ tokens }: Reading, { rarity }: Model): Phrase[] {
  const seldom = phrasesOf(tokens).map((hash) => ({ hash, part: rarity(hash) ** 2 }))
  const length = Math.sqrt(seldom.reduce((sum, { part }) => sum + part * part, 0)) || 1
  return seldom.map(({ hash, part }) => ({ hash, part: part / length }))
}

/** The words without stops, names and links, so that the same text is known again to whomever it is written. */
function wordsOf({ tokens }: Reading): string {
  return tokens
    .filter(({ kind }) => kind !== 'user' && kind !== 'link' && kind !== 'mark')
    .map(({ text }) => text)
    .join(' ')
}

/** A passive-aggressive step (Crammer and others, 2006): as far as needed for the wanted class to be `lead` ahead, and no further than `firmest`. */
function learn(nudges: Float32Array, phrases: readonly Phrase[], { scores, wanted }: { scores: readonly number[]; wanted: number }): void {
  const width = scores.length
  const nudged = nudgeOf(nudges, phrases)
  const total = scores.map((score, at) => score + (nudged[at] ?? 0))
  const rival = total.indexOf(Math.max(...total.filter((_, at) => at !== wanted)))
  const short = lead - ((total[wanted] ?? 0) - (total[rival] ?? 0))
  if (short <= 0 || rival === wanted) return
  const step = Math.min(firmest, short / 2)
  for (const { hash, part } of phrases) {
    const at = (hash >>> shift) * width
    nudges[at + wanted] = (nudges[at + wanted] ?? 0) + step * part
    nudges[at + rival] = (nudges[at + rival] ?? 0) - step * part
  }
}

function nudgeOf(nudges: Float32Array, phrases: readonly Phrase[]): number[] {
  const width = nudges.length >> bits
  const sums = new Float64Array(width)
  for (const { hash, part } of phrases) {
    const at = (hash >>> shift) * width
    for (let c = 0; c < width; c++) sums[c] = (sums[c] ?? 0) + (nudges[at + c] ?? 0) * part
  }
  return [...sums]
}
