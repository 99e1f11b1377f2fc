import { existsSync, readFileSync } from 'node:fs'

/** A message of a public corpus and what is known of it. `meanings` are those it may be. */
export interface Example {
  text: string
  language: string
  source: string
  sentiment?: string
  meanings?: readonly string[]
  offensive?: boolean
  weight: number
}

const data = new URL('../../../shared/data/', import.meta.url)
const umsabLanguages = {
  english: 'en',
  arabic: 'ar',
  french: 'fr',
  german: 'de',
  hindi: 'hi',
  italian: 'it',
  portuguese: 'pt',
  spanish: 'es',
}
const feelings = ['negative', 'neutral', 'positive']

/** Tweets in eight languages (train or val). */
export function umsab(part: 'train' | 'val'): Example[] {
  return Object.entries(umsabLanguages).flatMap(([folder, language]) => {
    const labels = linesOf(new URL(`umsab/${folder}/${part}_labels.txt`, data))
    return linesOf(new URL(`umsab/${folder}/${part}_text.txt`, data)).flatMap((text, at) =>
      text.trim() === ''
        ? []
        : [tweet(text, { language, source: `umsab-${language}`, sentiment: feelings[Number(labels[at])] ?? 'neutral' })],
    )
  })
}

/** Every fifth review is kept for validation, since the corpus comes in one part. */
export function openrice(part: 'train' | 'val'): Example[] {
  const lines = linesOf(new URL('openrice/valid.tsv', data))
    .slice(1)
    .filter((line) => line !== '')
  return lines
    .filter((_, at) => (at % 5 === 0) === (part === 'val'))
    .map((line) => {
      const [face, text = ''] = line.split('\t')
      return { text, language: 'zh-TW', source: 'openrice', weight: 1, ...rated(face === 'cry' ? -1 : face === 'ok' ? 0 : 1) }
    })
}

/** Chinese remarks, offensive or not. */
export function cold(part: 'train' | 'dev'): Example[] {
  return recordsOf(readFileSync(new URL(`cold/${part}.csv`, data), 'utf8'))
    .slice(1)
    .map(([, , , label, text = '']) => ({
      text,
      language: 'zh-CN',
      source: 'cold',
      offensive: label === '1',
      meanings: ['other'],
      weight: 1,
    }))
}

/** Questions to a bank. */
export function banking(): Example[] {
  return recordsOf(readFileSync(new URL('banking77/train.csv', data), 'utf8'))
    .slice(1)
    .map(([text = '']) => ({
      text,
      language: 'en',
      source: 'banking77',
      meanings: text.includes('?') ? ['question'] : ['question', 'complaint'],
      weight: 0.3,
    }))
}

/** Corpora that are not in ../shared/data: see docs/understanding.md for where they are from. A missing one is left out. */
export function further(folder: URL): Example[] {
  return [...semeval(folder), ...spamMessages(folder), ...asap(folder), ...reviews(folder)]
}

/** Those that their makers gave a licence that allows it. */
const years = ['2015test', '2016dev', '2016devtest', '2016test', '2016train']

function semeval(folder: URL): Example[] {
  return years.flatMap((year) =>
    linesOf(new URL(`semeval-${year}.tsv`, folder)).flatMap((line) => {
      const [, sentiment = '', third = '', fourth = ''] = line.split('\t')
      const text = third || fourth
      return text === '' || !feelings.includes(sentiment) ? [] : [tweet(text, { language: 'en', source: `semeval-${year}`, sentiment })]
    }),
  )
}

function spamMessages(folder: URL): Example[] {
  return linesOf(new URL('sms-spam.tsv', folder)).flatMap((line) => {
    const [label = '', text = ''] = line.split('\t')
    if (text === '') return []
    const meanings = label.toLowerCase() === 'spam' ? ['spam'] : ['other', 'question', 'praise', 'complaint']
    return [{ text, language: 'en', source: 'spam', meanings, weight: 0.6 }]
  })
}

/** Reviews of hotels, books and things bought online, good or bad; a third of them is enough, the short ones first. */
function reviews(folder: URL): Example[] {
  return ['neg', 'pos'].flatMap((part) =>
    linesOf(new URL(`reviews-zh-${part}.txt`, folder))
      .filter((text, at) => text.trim().length > 3 && text.length < (at % 4 === 0 ? 400 : 60))
      .slice(0, 7000)
      .map((text) => ({ text, language: 'zh-CN', source: 'reviews', weight: 0.25, ...rated(part === 'pos' ? 1 : -1) })),
  )
}

/** Restaurant reviews with stars. */
function asap(folder: URL): Example[] {
  return ['train', 'dev'].flatMap((part) => {
    const file = new URL(`asap-${part}.csv`, folder)
    if (!existsSync(file)) return []
    return recordsOf(readFileSync(file, 'utf8'))
      .slice(1)
      .flatMap(([, text = '', stars = '']) =>
        text === '' ? [] : [{ text, language: 'zh-CN', source: 'asap', weight: 1, ...rated(Math.sign(Math.round(Number(stars)) - 3)) }],
      )
  })
}

function rated(sign: number): Pick<Example, 'sentiment' | 'meanings'> {
  if (sign < 0) return { sentiment: 'negative', meanings: ['complaint'] }
  return sign > 0 ? { sentiment: 'positive', meanings: ['praise'] } : { sentiment: 'neutral', meanings: ['complaint', 'praise', 'other'] }
}

/** People who write to nobody in particular: what they feel stands in for what they would say to a brand. */
function tweet(text: string, { language, source, sentiment }: { language: string; source: string; sentiment: string }): Example {
  const meaning = sentiment === 'negative' ? 'complaint' : sentiment === 'positive' ? 'praise' : 'other'
  return { text, language, source, sentiment, meanings: /[?？؟]/.test(text) ? [meaning, 'question'] : [meaning], weight: 1 }
}

function linesOf(file: URL): string[] {
  return existsSync(file) ? readFileSync(file, 'utf8').split(/\r?\n/) : []
}

/** The records of a CSV file, quotes and line breaks inside them included. */
function recordsOf(csv: string): string[][] {
  const records: string[][] = [[]]
  let field = ''
  let quoted = false
  for (let at = csv.charCodeAt(0) === 0xfeff ? 1 : 0; at < csv.length; at++) {
    const character = csv[at] ?? ''
    if (quoted && character === '"' && csv[at + 1] === '"') field += csv[++at] ?? ''
    else if (character === '"') quoted = !quoted
    else if (quoted || (character !== ',' && character !== '\n' && character !== '\r')) field += character
    else if (character !== '\r') {
      records.at(-1)?.push(field)
      field = ''
      if (character === '\n') records.push([])
    }
  }
  return records.filter((record) => record.length > 1)
}
