import { SegmentedControl, TextInput } from '@mantine/core'

import { BrandChoice } from '../../frame/brand-choice.tsx'
import { periods } from '../../inbox/measures/measures-search.ts'
import { useText } from '../../language/text-provider.tsx'
import type { ConversionsSearch } from './conversions-search.ts'
import { useConversionsText } from './use-conversions-text.ts'

import styles from './conversions.module.css'

interface ConversionsControlsProps {
  search: ConversionsSearch
  days: { from: string; to: string }
  today: string
  onChange: (changed: ConversionsSearch) => void
}

/** Which days, and of which brand. */
export function ConversionsControls({ search, days, today, onChange }: ConversionsControlsProps) {
  const words = useConversionsText()
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
    </div>
  )
}
