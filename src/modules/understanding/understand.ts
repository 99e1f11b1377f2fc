import { feelingsBeside, loadModel, type Model, probabilities, scoresOf } from './model.ts'
import { read, type Reading } from './read.ts'
import { type Reason, reasonsOf } from './reasons.ts'

export const sentiments = ['negative', 'neutral', 'positive'] as const
export const meanings = ['complaint', 'praise', 'question', 'spam', 'other'] as const
export type Sentiment = (typeof sentiments)[number]
export type Meaning = (typeof meanings)[number]

export interface Understanding {
  /** A language tag such as `en`, `zh-TW`, `zh-CN`, `ja`; `und` where there are no words. */
  language: string
  sentiment: Sentiment
  /** From −1 (negative) to 1 (positive). */
  sentimentScore: number
  meaning: Meaning
  /** How likely the meaning is, from 0 to 1. */
  confidence: number
  /** How likely the message insults, from 0 to 1. Learnt from Chinese; 0 for other languages. */
  offence: number
  /** What weighed most, the heaviest first. */
  reasons: readonly Reason[]
}

export interface Hints {
  /** What the network says the language is, or the one usual here; used where the words do not tell. */
  language?: string
}

/** What corrections add to the scores of a message; see `withCorrections`. */
export interface Nudge {
  sentiment: readonly number[]
  meaning: readonly number[]
  /** A person has said this of these very words. */
  said?: { sentiment?: Sentiment; meaning?: Meaning }
}

/** What a message of a customer is about: worked out here, by a model in this folder; nothing is sent anywhere. */
export function understand(message: string, hints: Hints = {}): Understanding {
  return judge(message, hints, () => undefined)
}

export function judge(message: string, hints: Hints, nudge: (reading: Reading) => Nudge | undefined): Understanding {
  const model = loadModel()
  const reading = read(message, model, hints.language)
  const nudged = nudge(reading)
  const feelings = scoresOf(model.sentiment, reading.features)
  const felt = probabilities(plus(feelings, nudged?.sentiment))
  const meant = probabilities(plus(scoresOf(model.meaning, reading.features, feelingsBeside(feelings)), nudged?.meaning))
  const sentiment = nudged?.said?.sentiment ?? likeliest(sentiments, felt)
  const meaning = nudged?.said?.meaning ?? likeliest(meanings, meant)
  return {
    language: reading.language,
    sentiment,
    sentimentScore: nudged?.said?.sentiment === undefined ? (felt[2] ?? 0) - (felt[0] ?? 0) : sentiments.indexOf(sentiment) - 1,
    meaning,
    confidence: nudged?.said?.meaning === undefined ? (meant[meanings.indexOf(meaning)] ?? 0) : 1,
    offence: offenceOf(model, reading),
    reasons: reasonsOf(message, reading, { model, meaning, sentiment, corrected: nudged?.said !== undefined }),
  }
}

/** The scores of the meanings in the order of `meanings`, before any correction. */
export function meaningScores(model: Model, { features }: Reading): number[] {
  return scoresOf(model.meaning, features, feelingsBeside(scoresOf(model.sentiment, features)))
}

function offenceOf(model: Model, { language, features }: Reading): number {
  return language.startsWith('zh') ? (probabilities(scoresOf(model.offence, features))[1] ?? 0) : 0
}

function plus(scores: readonly number[], more: readonly number[] | undefined): number[] {
  return scores.map((score, at) => score + (more?.[at] ?? 0))
}

function likeliest<Name extends string>(names: readonly [Name, ...Name[]], chances: readonly number[]): Name {
  return names[chances.indexOf(Math.max(...chances))] ?? names[0]
}
