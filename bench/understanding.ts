import { existsSync, readFileSync, statSync } from 'node:fs'

import { loadModel } from '../src/modules/understanding/model.ts'
import { understand } from '../src/modules/understanding/understand.ts'
import { cold, type Example, openrice, umsab } from './understanding/corpora.ts'
import { macroF1 } from './understanding/score.ts'

/** How well and how fast messages are understood; docs/understanding.md says what each figure is measured on. */
export async function measure(): Promise<Record<string, number>> {
  const load = timed(loadModel)
  const heldOut = ['en', 'zh-TW'].map((language) => ({ language, messages: messagesOf(language) }))
  const corpora = existsSync(new URL('../../shared/data/', import.meta.url)) ? [...umsab('val'), ...openrice('val')] : []
  return {
    ...Object.fromEntries(heldOut.flatMap(({ language, messages }) => Object.entries(ofHeldOut(language, messages)))),
    ...ofCorpora(corpora),
    ...(corpora.length > 0 ? { cold_offence_f1: offenceF1(cold('dev')) } : {}),
    ...speeds(heldOut.flatMap(({ messages }) => messages.map(({ text }) => text))),
    load_ms: rounded(load, 1),
    model_bytes: statSync(new URL('../src/modules/understanding/weights.bin', import.meta.url)).size,
  }
}

interface Labelled {
  meaning: string
  sentiment: string
  text: string
}

function messagesOf(language: string): Labelled[] {
  const lines = readFileSync(new URL(`understanding/held-out.${language}.tsv`, import.meta.url), 'utf8')
    .trim()
    .split('\n')
    .slice(1)
  return lines.map((line) => {
    const [meaning = '', sentiment = '', text = ''] = line.split('\t')
    return { meaning, sentiment, text }
  })
}

function ofHeldOut(language: string, messages: readonly Labelled[]): Record<string, number> {
  const answers = messages.map(({ meaning, sentiment, text }) => ({ meaning, sentiment, said: understand(text) }))
  return {
    [`${language}_meaning_f1`]: rounded(macroF1(answers.map(({ meaning, said }) => [meaning, said.meaning]))),
    [`${language}_held_out_sentiment_f1`]: rounded(macroF1(answers.map(({ sentiment, said }) => [sentiment, said.sentiment]))),
    [`${language}_language_right`]: rounded(answers.filter(({ said }) => said.language === language).length / answers.length),
  }
}

function ofCorpora(examples: readonly Example[]): Record<string, number> {
  const bySource = Map.groupBy(examples, ({ source }) => source)
  return Object.fromEntries(
    [...bySource].map(([source, part]) => [
      `${source.replace('-', '_')}_sentiment_f1`,
      rounded(macroF1(part.map(({ text, sentiment = '' }) => [sentiment, understand(text).sentiment]))),
    ]),
  )
}

function offenceF1(remarks: readonly Example[]): number {
  return rounded(macroF1(remarks.map(({ text, offensive }) => [String(offensive === true), String(understand(text).offence > 0.5)])))
}

/** Each message on its own, after one round to warm up. */
function speeds(texts: readonly string[]): Record<string, number> {
  for (const text of texts) understand(text)
  const times = [...texts, ...texts, ...texts].map((text) => timed(() => understand(text))).toSorted((one, other) => one - other)
  return {
    message_p50_ms: rounded(times[Math.floor(times.length / 2)] ?? 0),
    message_p99_ms: rounded(times[Math.floor(times.length * 0.99)] ?? 0),
  }
}

function timed(work: () => unknown): number {
  const start = performance.now()
  work()
  return performance.now() - start
}

function rounded(value: number, digits = 3): number {
  return Number(value.toFixed(digits))
}
