import { readFileSync, writeFileSync } from 'node:fs'
import { pathToFileURL } from 'node:url'

import { phrasesOf } from '../../src/modules/understanding/features.ts'
import { feelingsBeside, probabilities, readModel, scoresOf } from '../../src/modules/understanding/model.ts'
import { read } from '../../src/modules/understanding/read.ts'
import { banking, cold, type Example, further, openrice, umsab } from './corpora.ts'
import { madeMessages } from './grammar.ts'
import { languageRows } from './languages.ts'
import { lexiconValues } from './lexicons.ts'
import { pack, type PackedHead, type Parts, raritiesOf, tempered } from './pack.ts'
import { scriptTables } from './script.ts'
import { randomFrom, type Row, type Settings, train, type Trained } from './softmax.ts'

/**
 * `node bench/understanding/train.ts [folder]`: trains the classifiers from `../shared/data`, the grammars beside this file and the
 * corpora in the folder, and writes `src/modules/understanding/weights.bin`. The same data gives the same bytes.
 */
const seed = 20261128
const sentiments = ['negative', 'neutral', 'positive']
const meanings = ['complaint', 'praise', 'question', 'spam', 'other']

/** How much of each corpus is taken for telling meanings apart, as one of so many, and how much a message of it counts. */
type Share = readonly [source: RegExp, oneOf: number, weight: number]
const whole: Share = [/$/, 1, 1]
const shares: readonly Share[] = [
  [/^(?:umsab|semeval)/, 3, 0.2],
  [/^cold/, 6, 0.3],
  [/^banking/, 2, 0.4],
  [/^reviews/, 2, 0.5],
]

const heats = [0.7, 0.8, 0.9, 1, 1.1, 1.25, 1.5, 1.75, 2, 2.5, 3]

const folder = process.argv[2]
const random = randomFrom(seed)

const scripts = scriptTables()
const early = { lexicon: lexiconValues(scripts.pairs), rarities: new Uint8Array(1), ...scripts }
const languages = languageRows(random)
const language = { classes: languages.classes, bits: 13, trained: learn(languages.rows, { classes: languages.classes.length, bits: 13 }) }
const draft = readModel(pack({ ...early, heads: { ...noHeads(), language } }))

const examples = [
  ...umsab('train'),
  ...openrice('train'),
  ...cold('train'),
  ...banking(),
  ...(folder ? further(pathToFileURL(`${folder}/`)) : []),
  ...made(),
]
const lessons = withoutRepeats(examples).map((example) => ({ ...example, ...seen(example.text) }))
console.error(`${lessons.length} messages`)
const rarities = raritiesOf(
  lessons.map(({ phrases }) => phrases),
  15,
)
const base = { ...early, rarities }

const sentiment = calibrated(learn(balanced(lessons.flatMap(sentimentRow)), { classes: 3, bits: 19 }), {
  classes: sentiments,
  bits: 19,
  examples: umsab('val').map(({ text, sentiment: feeling = '' }) => ({ text, wanted: feeling })),
})
const offence = { classes: ['no', 'yes'], bits: 16, trained: learn(lessons.flatMap(offenceRow), { classes: 2, bits: 16 }) }
const felt = readModel(pack({ ...base, heads: { ...noHeads(), sentiment } })).sentiment
const meaning = calibrated(learn(evened(lessons.flatMap(meaningRow)), { classes: 5, bits: 18, epochs: 4, denseSize: 2 }), {
  classes: meanings,
  bits: 18,
  examples: tuning(),
})
writeFileSync(
  new URL('../../src/modules/understanding/weights.bin', import.meta.url),
  pack({ ...base, heads: { sentiment, meaning, offence, language } }),
)

type Lesson = Example & { features: Uint32Array; phrases: readonly number[] }

function learn(rows: readonly Row[], settings: Pick<Settings, 'classes' | 'bits'> & Partial<Settings>): Trained {
  return train(rows, { epochs: 6, rate: 0.1, decay: 1e-5, seed, ...settings })
}

function noHeads(): Parts['heads'] {
  const trained = { weights: new Float32Array(0), bias: new Float64Array(0), dense: new Float64Array(0) }
  const empty = { classes: [], bits: 0, trained }
  return { sentiment: empty, meaning: empty, offence: empty, language: empty }
}

function made(): Example[] {
  return ['en', 'zh-TW'].flatMap((tag) =>
    madeMessages(tag, 1500, random).map(({ text, meaning: meant, sentiment: feeling }) => ({
      text,
      language: tag,
      source: 'made',
      sentiment: feeling,
      meanings: [meant],
      weight: 1,
    })),
  )
}

/** A message that stands in several corpora teaches once, and none that is kept for validation teaches at all. */
function withoutRepeats(all: readonly Example[]): Example[] {
  const known = new Set([...umsab('val'), ...openrice('val')].map(({ text }) => bare(text)))
  return all.filter(({ text }) => {
    const key = bare(text)
    if (known.has(key)) return false
    known.add(key)
    return true
  })
}

function bare(text: string): string {
  const words = text.toLowerCase().replaceAll(/\\u[0-9a-f]{4}|@\w+|https?\S*/g, '')
  return words.replaceAll(/[^\p{L}\p{N}]/gu, '').slice(0, 60) || text
}

function seen(text: string): { features: Uint32Array; phrases: readonly number[] } {
  const { tokens, features } = read(text, draft)
  return { features: Uint32Array.from(features.hashes), phrases: phrasesOf(tokens) }
}

/** Messages for choosing between ways of training; never the held-out ones. */
function tuning(): { text: string; wanted: string }[] {
  const lines = readFileSync(new URL('tuning.tsv', import.meta.url), 'utf8')
    .trim()
    .split('\n')
    .slice(1)
  return lines.map((line) => {
    const [, wanted = '', , text = ''] = line.split('\t')
    return { text, wanted }
  })
}

/** As sure of itself as it is right on the examples: the heat with which they would surprise it least. */
function calibrated(
  trained: Trained,
  { classes, bits, examples: known }: { classes: string[]; bits: number; examples: readonly { text: string; wanted: string }[] },
): PackedHead {
  const head = readModel(pack({ ...base, heads: { ...noHeads(), meaning: { classes, bits, trained } } })).meaning
  const scored = known.map(({ text, wanted }) => {
    const features = { hashes: read(text, draft).features.hashes }
    const beside = head.dense.length > 0 ? feelingsBeside(scoresOf(felt, features)) : []
    return { scores: scoresOf(head, features, beside), wanted: classes.indexOf(wanted) }
  })
  const surprise = (heat: number) =>
    scored.reduce((sum, { scores, wanted }) => sum - Math.log(probabilities(scores.map((score) => score / heat))[wanted] ?? 1), 0)
  const best = heats.toSorted((one, other) => surprise(one) - surprise(other))[0] ?? 1
  console.error(`${classes.join(' ')}: heat ${best}`)
  return { classes, bits, trained: tempered(trained, best) }
}

function sentimentRow({ sentiment: feeling, features, language: tag, source, weight }: Lesson): (Row & { group: string })[] {
  if (feeling === undefined) return []
  const own = source === 'made' ? (tag === 'en' ? 0.15 : 0.4) : tag === 'hi' ? 0.3 : weight
  return [{ features, allowed: 1 << sentiments.indexOf(feeling), weight: own, group: `${source === 'made' ? 'made' : ''}${tag}` }]
}

/** No feeling counts for more because a corpus has more of it. */
function balanced(rows: readonly (Row & { group: string })[]): Row[] {
  const counts = new Map<string, number>()
  for (const { group, allowed } of rows) counts.set(`${group} ${allowed}`, (counts.get(`${group} ${allowed}`) ?? 0) + 1)
  const count = (group: string, allowed: number) => counts.get(`${group} ${allowed}`) ?? 1
  return rows.map((row) => {
    const mean = (count(row.group, 1) + count(row.group, 2) + count(row.group, 4)) / 3
    return { ...row, weight: row.weight * (mean / count(row.group, row.allowed)) ** 0.7 }
  })
}

function offenceRow({ offensive, features }: Lesson): Row[] {
  return offensive === undefined ? [] : [{ features, allowed: offensive ? 2 : 1, weight: 1 }]
}

function meaningRow({ meanings: possible, features, source, language: tag }: Lesson, at: number): Row[] {
  const [, oneOf, weight] = shares.find(([pattern]) => pattern.test(source)) ?? whole
  if (possible === undefined || at % oneOf !== 0) return []
  const allowed = possible.reduce((bits, name) => bits | (1 << meanings.indexOf(name)), 0)
  const aside = tag === 'hi' ? 0 : weight
  return [{ features, allowed, weight: aside, dense: feelingsBeside(scoresOf(felt, { hashes: [...features] })) }]
}

/** Every meaning weighs the same in sum. */
function evened(rows: readonly Row[]): Row[] {
  const sums = new Map<number, number>()
  for (const { allowed, weight } of rows) sums.set(allowed, (sums.get(allowed) ?? 0) + weight)
  const single = meanings.map((_, at) => sums.get(1 << at) ?? 0)
  const mean = single.reduce((all, sum) => all + sum, 0) / meanings.length
  return rows.map((row) => ({
    ...row,
    weight: row.weight * (single.some((_, at) => row.allowed === 1 << at) ? mean / (sums.get(row.allowed) ?? mean) : 1),
  }))
}
