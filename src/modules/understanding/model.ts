import { readFileSync } from 'node:fs'

import type { Features } from './features.ts'
import { type Lexicon, lexiconOf } from './lexicon.ts'

/** One linear classifier over hashed features: a byte per class and bucket, opened by `scale`. */
export interface Head {
  classes: readonly string[]
  bits: number
  bytes: Int8Array
  /** What each byte weighs. */
  scale: Float64Array
  bias: readonly number[]
  /** For each number that stands beside the features (see `understand`), a weight per class. */
  dense: readonly (readonly number[])[]
}

export interface Model {
  sentiment: Head
  meaning: Head
  offence: Head
  /** Over the letters of a message: which language of the Latin alphabet it is in. */
  language: Head
  lexicon: Lexicon
  /** How seldom a phrase is, from 0 (in every message) to 1 (never seen). */
  rarity: (hash: number) => number
  /** Chinese characters to their simplified form, and which characters only one of the scripts uses. */
  script: { fold: (character: string) => string; traditional: ReadonlySet<string>; simplified: ReadonlySet<string> }
}

export interface Header {
  heads: Record<
    'sentiment' | 'meaning' | 'offence' | 'language',
    { classes: string[]; bits: number; most: number; bias: number[]; dense: number[][] }
  >
  lexicon: number
  /** The logarithm (base 2) of the buckets that tell how seldom a phrase is. */
  rarity: number
  /** Pairs of characters, traditional and simplified, in one string. */
  pairs: string
  /** Characters that only simplified writing has. */
  simplified: string
}

const file = new URL('weights.bin', import.meta.url)
let loaded: Model | undefined

/** The model beside this file, read when first asked for. */
export function loadModel(): Model {
  loaded ??= readModel(readFileSync(file))
  return loaded
}

/** The file: the header's length (4 bytes), the header as JSON, then the bytes of each head, the lexicon's hashes and its values, and the rarities. */
export function readModel(bytes: Uint8Array): Model {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const start = 4 + view.getUint32(0, true)
  const header: Header = JSON.parse(new TextDecoder().decode(bytes.subarray(4, start)))
  let at = start
  const take = (length: number) => bytes.subarray(at, (at += length))
  const head = (name: keyof Header['heads']): Head => {
    const { classes, bits, most, bias, dense } = header.heads[name]
    return { classes, bits, bytes: signed(take(2 ** bits * classes.length)), scale: scaleOf(most), bias, dense }
  }
  const heads = { sentiment: head('sentiment'), meaning: head('meaning'), offence: head('offence'), language: head('language') }
  const hashes = new Uint32Array(Uint8Array.from(take(header.lexicon * 4)).buffer)
  const lexicon = lexiconOf(hashes, signed(take(header.lexicon)))
  const rarities = take(2 ** header.rarity)
  const rarity = (hash: number) => (rarities[hash >>> (32 - header.rarity)] ?? 255) / 255
  return { ...heads, lexicon, rarity, script: scriptOf(header.pairs, header.simplified) }
}

/** The score of each class: the mean pull of the features, plus what the numbers beside them say. */
export function scoresOf(head: Head, { hashes }: Pick<Features, 'hashes'>, beside: readonly number[] = []): number[] {
  const { classes, bytes, scale } = head
  const width = classes.length
  const shift = 32 - head.bits
  const scores = new Float64Array(width)
  for (const hash of hashes) {
    const at = (hash >>> shift) * width
    for (let c = 0; c < width; c++) scores[c] = (scores[c] ?? 0) + (scale[(bytes[at + c] ?? 0) + 128] ?? 0)
  }
  const part = 1 / Math.sqrt(Math.max(1, hashes.length))
  return classes.map((_, c) => {
    const aside = beside.reduce((sum, value, d) => sum + value * (head.dense[d]?.[c] ?? 0), 0)
    return (scores[c] ?? 0) * part + (head.bias[c] ?? 0) + aside
  })
}

/** What the meaning is told of the sentiment: how far from neutral the message is on either side. */
export function feelingsBeside(sentiment: readonly number[]): number[] {
  const [negative = 0, neutral = 0, positive = 0] = sentiment
  return [negative - neutral, positive - neutral].map((margin) => Math.max(-4, Math.min(4, margin)) / 2)
}

export function probabilities(scores: readonly number[]): number[] {
  const most = Math.max(...scores)
  const parts = scores.map((score) => Math.exp(score - most))
  const sum = parts.reduce((all, part) => all + part, 0)
  return parts.map((part) => part / sum)
}

/** A byte is the signed square root of its weight, so that small weights keep their differences. */
function scaleOf(most: number): Float64Array {
  return Float64Array.from({ length: 256 }, (_, index) => Math.sign(index - 128) * most * ((index - 128) / 127) ** 2)
}

function signed(bytes: Uint8Array): Int8Array {
  return new Int8Array(bytes.buffer, bytes.byteOffset, bytes.byteLength)
}

function scriptOf(pairs: string, simplified: string): Model['script'] {
  const characters = Array.from(pairs)
  const folds = new Map<string, string>()
  for (let at = 0; at < characters.length; at += 2) folds.set(characters[at] ?? '', characters[at + 1] ?? '')
  const kept = new Set(folds.values())
  const traditional = new Set([...folds.keys()].filter((character) => !kept.has(character)))
  return { fold: (character) => folds.get(character) ?? character, traditional, simplified: new Set(simplified) }
}
