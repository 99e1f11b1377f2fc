import { metricTexts } from '#contract/metric-texts'
import { type Metric, metrics } from '#contract/metrics'
import type { CareMeasure, Measure } from '#contract/reports'
import type { Language } from '#kit/contract'

import type { useReportsText } from './use-reports-text.ts'

type Words = ReturnType<typeof useReportsText>

/** All there are, in the order of the dictionary. */
export const allMetrics = keysOf<Metric>(metrics)

export const careMeasures = [
  'received',
  'acted',
  'firstAnswer',
  'answer',
  'answersInTime',
  'resolution',
  'handling',
  'resolutionsInTime',
] as const satisfies readonly CareMeasure[]

/** For a choice among metrics. */
export function metricChoices(language: Language) {
  return allMetrics.map((value) => ({ value, label: metricTexts[language][value].name }))
}

/** For a choice among all measures, those of posts first. */
export function measureChoices(language: Language, words: Words) {
  return [
    { group: words.ofPosts, items: metricChoices(language).map(({ value, label }) => ({ value: `posts:${value}`, label })) },
    { group: words.ofCare, items: careMeasures.map((value) => ({ value: `care:${value}`, label: words.careMeasures[value] })) },
  ]
}

export function measureKey(measure: Measure): string {
  return measure.of === 'posts' ? `posts:${measure.metric}` : `care:${measure.measure}`
}

/** Undefined for what is no measure. */
export function measureOf(key: string): Measure | undefined {
  const [of, name] = key.split(':')
  const metric = allMetrics.find((each) => each === name)
  const measure = careMeasures.find((each) => each === name)
  if (of === 'posts' && metric) return { of, metric }
  return of === 'care' && measure ? { of, measure } : undefined
}

export function measureName(measure: Measure, { language, words }: { language: Language; words: Words }): string {
  return measure.of === 'posts' ? metricTexts[language][measure.metric].name : words.careMeasures[measure.measure]
}

export function isMetric(name: string): name is Metric {
  return Object.hasOwn(metrics, name)
}

function keysOf<Key extends string>(record: Readonly<Record<Key, unknown>>): Key[] {
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the keys of a constant object are known
  return Object.keys(record) as Key[]
}
