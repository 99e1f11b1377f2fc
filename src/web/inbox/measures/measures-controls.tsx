import { SegmentedControl, TextInput } from '@mantine/core'

import { BrandChoice } from '../../frame/brand-choice.tsx'
import { useText } from '../../language/text-provider.tsx'
import { type MeasuresSearch, periods } from './measures-search.ts'
import { useMeasuresText } from './use-measures-text.ts'

import styles from './measures.module.css'

interface MeasuresControlsProps {
  search: MeasuresSearch
  days: { from: string; to: string }
  today: string
  onChange: (changed: MeasuresSearch) => void
}

/** Which days, which hours of them, and of which brand. */
export function MeasuresControls({ search, days, today, onChange }: MeasuresControlsProps) {
  const words = useMeasuresText()
  const { pages } = useText().settings
  const period = search.period ?? '30'
  return (
    <div className={styles.controls}>
      <BrandChoice label={pages.brand} brand={search.brand} onBrand={(brand) => onChange({ brand })} />
      <SegmentedControl
        aria-label={words.period}
        data={periods.map((each) => ({ value: each, label: words.periods[each] }))}
        value={period}
        onChange={(chosen) => onChange({ period: chosen, ...(chosen === 'custom' ? days : { from: undefined, to: undefined }) })}
      />
      {period === 'custom' && (
        <>
          <TextInput
            type="date"
            aria-label={words.from}
            max={today}
            value={days.from}
            onChange={(event) => event.currentTarget.value !== '' && onChange({ from: event.currentTarget.value })}
          />
          <TextInput
            type="date"
            aria-label={words.to}
            max={today}
            value={days.to}
            onChange={(event) => event.currentTarget.value !== '' && onChange({ to: event.currentTarget.value })}
          />
        </>
      )}
      <SegmentedControl
        aria-label={words.counts}
        data={[
          { value: 'working', label: words.working },
          { value: 'all', label: words.all },
        ]}
        value={search.counts ?? 'working'}
        onChange={(counts) => onChange({ counts: counts === 'all' ? counts : undefined })}
      />
    </div>
  )
}
