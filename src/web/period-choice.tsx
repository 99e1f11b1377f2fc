import { SegmentedControl, TextInput } from '@mantine/core'

import { BrandChoice } from './frame/brand-choice.tsx'
import { useText } from './language/text-provider.tsx'
import { type Period, periods, type PeriodSearch } from './period.ts'

interface PeriodChoiceProps {
  search: PeriodSearch
  days: { from: string; to: string }
  today: string
  words: {
    readonly period: string
    readonly periods: Readonly<Record<Period, string>>
    readonly from: string
    readonly to: string
  }
  onChange: (changed: PeriodSearch) => void
}

/** Which days, and of which brand. */
export function PeriodChoice({ search, days, today, words, onChange }: PeriodChoiceProps) {
  const { pages } = useText().settings
  const period = search.period ?? '30'
  return (
    <>
      <BrandChoice label={pages.brand} brand={search.brand} onBrand={(brand) => onChange({ brand })} />
      <SegmentedControl
        aria-label={words.period}
        data={periods.map((each) => ({ value: each, label: words.periods[each] }))}
        value={period}
        onChange={(chosen) => onChange({ period: chosen, ...(chosen === 'custom' ? days : { from: undefined, to: undefined }) })}
      />
      {period === 'custom' &&
        (['from', 'to'] as const).map((end) => (
          <TextInput
            key={end}
            type="date"
            aria-label={words[end]}
            max={today}
            value={days[end]}
            onChange={(event) => event.currentTarget.value !== '' && onChange({ [end]: event.currentTarget.value })}
          />
        ))}
    </>
  )
}
