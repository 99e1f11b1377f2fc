import { Button, Select, TextInput } from '@mantine/core'
import { ListFilter } from 'lucide-react'
import { lazy, Suspense, useState } from 'react'

import { countFilters, periods } from './analytics-search.ts'
import type { Days } from './periods.ts'
import { useAnalyticsText } from './use-analytics-text.ts'
import type { View } from './use-view.ts'

import styles from './controls.module.css'

const bringFilters = () => import('./filters.tsx')
const Filters = lazy(async () => ({ default: (await bringFilters()).Filters }))

/** Which days, against which, and of what: the same on every page, and kept in the address. */
export function Controls({ view, time }: { view: View; time: 'compared' | 'alone' | undefined }) {
  if (time === undefined) return null
  return (
    <div className={styles.controls}>
      <Period view={view} />
      {time === 'compared' && <Against view={view} />}
      <FilterButton view={view} />
    </div>
  )
}

function Period({ view: { search, days, change } }: { view: View }) {
  const { period: words } = useAnalyticsText()
  const period = search.period ?? '28'
  return (
    <>
      <Select
        className={styles.select}
        aria-label={words.label}
        data={periods.map((value) => ({ value, label: words.names[value] }))}
        value={period}
        allowDeselect={false}
        onChange={(value) => {
          const chosen = periods.find((each) => each === value)
          change({ period: chosen, page: undefined, ...(chosen === 'custom' ? days : { from: undefined, to: undefined }) })
        }}
      />
      {period === 'custom' && <TwoDays days={days} labels={[words.from, words.to]} onChange={({ from, to }) => change({ from, to })} />}
    </>
  )
}

const againsts = ['before', 'year', 'other'] as const

function Against({ view: { search, against, change } }: { view: View }) {
  const { period: words } = useAnalyticsText()
  const chosen = search.against ?? 'before'
  return (
    <>
      <Select
        className={styles.select}
        aria-label={words.against}
        data={againsts.map((value) => ({ value, label: words.againsts[value] }))}
        value={chosen}
        allowDeselect={false}
        leftSection={<span className={styles.versus}>{words.versus}</span>}
        onChange={(value) =>
          change({
            against: value === 'year' || value === 'other' ? value : undefined,
            againstFrom: value === 'other' ? against.from : undefined,
            againstTo: value === 'other' ? against.to : undefined,
          })
        }
      />
      {chosen === 'other' && (
        <TwoDays
          days={against}
          labels={[words.againstFrom, words.againstTo]}
          onChange={({ from, to }) => change({ againstFrom: from, againstTo: to })}
        />
      )}
    </>
  )
}

function TwoDays({ days, labels, onChange }: { days: Days; labels: readonly [string, string]; onChange: (days: Days) => void }) {
  return (
    <>
      {(['from', 'to'] as const).map((end, index) => (
        <TextInput
          key={end}
          type="date"
          aria-label={labels[index]}
          value={days[end]}
          onChange={({ currentTarget: { value } }) => value !== '' && onChange({ ...days, [end]: value })}
        />
      ))}
    </>
  )
}

/** What it opens is sent for when somebody is about to press it. */
function FilterButton({ view }: { view: View }) {
  const { filters: words } = useAnalyticsText()
  const [wanted, setWanted] = useState(false)
  const button = (press: () => void) => (
    <Button
      variant="default"
      leftSection={<ListFilter size={16} aria-hidden="true" />}
      onClick={press}
      onPointerEnter={() => void bringFilters()}
      onFocus={() => void bringFilters()}
    >
      {words.open(countFilters(view.search))}
    </Button>
  )
  const first = button(() => setWanted(true))
  if (!wanted) return first
  return (
    <Suspense fallback={first}>
      <Filters view={view} button={button} />
    </Suspense>
  )
}
