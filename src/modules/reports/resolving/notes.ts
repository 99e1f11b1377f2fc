import { type Metric, metrics, metricTexts } from '#contract/analytics'

import type { ReportsNeeds } from '../needs.ts'
import { locale } from '../say-figure.ts'
import { reportWords } from '../words.ts'
import { metricName } from './measures.ts'
import { accountsByName } from './names.ts'
import type { Resolving } from './resolving.ts'

/** What the figures are and cannot say, one sentence each, under the report. */
export async function notesOf(needs: Pick<ReportsNeeds, 'db' | 'networkName'>, report: Resolving): Promise<string[]> {
  const { definition, language, told, timeZone } = report
  const words = reportWords[language].notes
  const figures = told.metrics.size > 0
  const when = new Intl.DateTimeFormat(locale(language), { timeZone, dateStyle: 'long', timeStyle: 'short' })
  const { base, average } = definition.rate
  return [
    ...(figures ? [words.basis[definition.basis]] : []),
    ...(figures ? [told.readAt === undefined ? words.neverRead : words.readAt(when.format(Date.parse(told.readAt)), timeZone)] : []),
    ...[...told.metrics]
      .filter(isMean)
      .map((metric) => words.formula(metricName(metric, language), metricTexts[language][metric].formula ?? '')),
    ...(told.metrics.has('engagementRate') ? [words.rate(words.base[base], words.average[average])] : []),
    ...(await missing(needs, report)),
    ...(told.care.size > 0 ? [words.care[definition.counts]] : []),
  ]
}

/** People are never added up as if they were others: the reader is told what stands in place of the sum. */
function isMean(metric: Metric): boolean {
  return metrics[metric].joins === 'mean'
}

async function missing(needs: Pick<ReportsNeeds, 'db' | 'networkName'>, { told, workspaceId, language }: Resolving): Promise<string[]> {
  const ids = [...new Set([...told.missing.values()].flatMap((accounts) => [...accounts]))]
  const names = await accountsByName(needs, { workspaceId, ids })
  const list = new Intl.ListFormat(locale(language))
  return [...told.missing].map(([metric, accounts]) =>
    reportWords[language].notes.missing(metricName(metric, language), list.format([...accounts].flatMap((id) => names.get(id) ?? []))),
  )
}
