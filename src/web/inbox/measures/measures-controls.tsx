import { SegmentedControl } from '@mantine/core'

import { PeriodChoice } from '../../period-choice.tsx'
import type { MeasuresSearch } from './measures-search.ts'
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
  return (
    <div className={styles.controls}>
      <PeriodChoice search={search} days={days} today={today} words={words} onChange={onChange} />
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
