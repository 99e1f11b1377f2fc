import { MultiSelect, Select } from '@mantine/core'

import type { Metric } from '#contract/metrics'

import { useLanguage } from '../language/text-provider.tsx'
import { isMetric, metricChoices } from './measure-choice.ts'
import { useReportsText } from './use-reports-text.ts'

interface NamedProps<Value extends string> {
  label: string
  names: Readonly<Record<Value, string>>
  value: Value
  onChange: (value: Value) => void
}

/** One of a few things that have names. */
export function Named<Value extends string>({ label, names, value, onChange }: NamedProps<Value>) {
  const data = Object.entries<string>(names).map(([key, name]) => ({ value: key, label: name }))
  return (
    <Select
      label={label}
      data={data}
      value={value}
      allowDeselect={false}
      // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- one of the names given
      onChange={(chosen) => chosen !== null && onChange(chosen as Value)}
    />
  )
}

export function MetricSelect({ label, value, onChange }: { label: string; value: Metric; onChange: (metric: Metric) => void }) {
  const { language } = useLanguage()
  return (
    <Select
      label={label}
      data={metricChoices(language)}
      value={value}
      allowDeselect={false}
      searchable
      onChange={(chosen) => chosen !== null && isMetric(chosen) && onChange(chosen)}
    />
  )
}

export function MetricsSelect({ most, value, onChange }: { most: number; value: Metric[]; onChange: (metrics: Metric[]) => void }) {
  const words = useReportsText()
  const { language } = useLanguage()
  return (
    <MultiSelect
      label={words.metrics}
      data={metricChoices(language)}
      value={value}
      maxValues={most}
      searchable
      onChange={(chosen) => onChange(chosen.filter(isMetric))}
    />
  )
}

export function MostSelect({ choices, value, onChange }: { choices: readonly number[]; value: number; onChange: (most: number) => void }) {
  const words = useReportsText()
  const all = [...new Set([...choices, value])].toSorted((a, b) => a - b)
  return (
    <Select
      label={words.most}
      data={all.map(String)}
      value={String(value)}
      allowDeselect={false}
      onChange={(most) => onChange(Number(most))}
    />
  )
}
