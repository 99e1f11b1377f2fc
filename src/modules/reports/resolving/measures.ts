import { metrics, metricTexts, type Metric } from '#contract/analytics'
import type { Figures as CareFigures } from '#contract/inbox'
import type { Language } from '#kit/contract'

import type { CareMeasure, Measure } from '../contract.ts'
import type { Unit } from '../run-contract.ts'
import { reportWords } from '../words.ts'

/** What a number is called, what it counts, and whether less of it is better. */
interface MeasureFacts {
  readonly name: string
  readonly unit: Unit
  readonly falls: boolean
}

export function factsOf(measure: Measure, language: Language): MeasureFacts {
  if (measure.of === 'care') return { name: reportWords[language].care[measure.measure], ...careFacts[measure.measure] }
  const { unit, falls = false } = metrics[measure.metric]
  return { name: metricName(measure.metric, language), unit, falls }
}

export function metricName(metric: Metric, language: Language): string {
  return metricTexts[language][metric].name
}

const time = { unit: 'seconds', falls: true } as const
const share = { unit: 'percent', falls: false } as const
const careFacts: Readonly<Record<CareMeasure, Omit<MeasureFacts, 'name'>>> = {
  firstAnswer: time,
  answer: time,
  resolution: time,
  handling: time,
  answersInTime: share,
  resolutionsInTime: share,
  received: { unit: 'count', falls: false },
  acted: share,
}

/** A measure of the inbox; null where there was nothing to measure. Times in seconds, shares in per cent. */
export function careValue(measure: CareMeasure, { due, received, acted, ...lasting }: CareFigures): number | null {
  switch (measure) {
    case 'firstAnswer':
    case 'answer':
    case 'resolution':
    case 'handling':
      return lasting[measure].median ?? null
    case 'answersInTime':
      return percent(due.answersInTime, due.answers)
    case 'resolutionsInTime':
      return percent(due.resolutionsInTime, due.resolutions)
    case 'received':
      return received
    case 'acted':
      return percent(acted, received)
  }
}

function percent(part: number, whole: number): number | null {
  return whole === 0 ? null : (part / whole) * 100
}
