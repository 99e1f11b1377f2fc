import { cut } from '#kit/http'
import type { Understanding } from '#modules/understanding'

import type { MessageReason } from '../contract.ts'
import type { Understand } from './understander.ts'

/** What is kept of how a message was understood. */
export interface MeaningColumns {
  readonly meaning: Understanding['meaning'] | null
  readonly sentiment: Understanding['sentiment'] | null
  readonly language: string | null
  readonly sure: number | null
  readonly reasons: readonly MessageReason[]
}

export const notUnderstood: MeaningColumns = { meaning: null, sentiment: null, language: null, sure: null, reasons: [] }

/** Nothing can be understood of what has no words. */
export function meaningColumns(understand: Understand, text: string): MeaningColumns {
  if (text === '') return notUnderstood
  const { meaning, sentiment, language, confidence, reasons } = understand(text)
  return {
    meaning,
    sentiment,
    language,
    sure: confidence,
    reasons: reasons.slice(0, mostReasons).map(({ what, text: words }) => ({ what, text: what === 'corrected' ? '' : cut(words, 80) })),
  }
}

const mostReasons = 8
