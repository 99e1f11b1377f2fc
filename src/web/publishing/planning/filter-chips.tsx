import { CircleDot, Flag, Tag, X } from 'lucide-react'
import type { ReactNode } from 'react'

import { useText } from '../../language/text-provider.tsx'
import { networkName } from '../../networks.ts'
import { NetworkIcon } from '../../ui/network-icon.tsx'
import { Tinted } from '../../ui/tinted.tsx'
import { narrowing, type Filters } from '../calendar/calendar-search.ts'
import { noFilters } from './filter-fields.tsx'
import { useFilterChoices } from './use-filter-choices.ts'
import { usePlanningText } from './use-planning-text.ts'

import styles from './filter-chips.module.css'

interface FilterChipsProps {
  filters: Filters
  onChange: (change: Filters) => void
}

type Kind = (typeof narrowing)[number]

/** What the calendar is narrowed to at the moment, each with a way out of it. */
export function FilterChips({ filters, onChange }: FilterChipsProps) {
  const words = usePlanningText().filters
  const describe = useDescribed()
  return (
    <div className={styles.chips} role="group" aria-label={words.on}>
      <span className={styles.lead}>{words.on}</span>
      {narrowing.flatMap((kind) =>
        (filters[kind] ?? []).map((value) => {
          const { name, shown } = describe(kind, value)
          const rest = (filters[kind] ?? []).filter((each) => each !== value)
          return (
            <button
              key={`${kind} ${value}`}
              type="button"
              className={styles.chip}
              aria-label={words.without(name)}
              title={words.without(name)}
              onClick={() => onChange({ [kind]: rest })}
            >
              {shown}
              <X size={14} aria-hidden="true" />
            </button>
          )
        }),
      )}
      <button type="button" className={styles.clear} onClick={() => onChange(noFilters)}>
        {words.clear}
      </button>
    </div>
  )
}

/** A filter's value as people know it. */
function useDescribed(): (kind: Kind, value: string) => { name: string; shown: ReactNode } {
  const { gone } = usePlanningText().filters
  const states: Readonly<Record<string, string>> = useText().post.states
  const { accounts, campaigns, labels } = useFilterChoices()
  return (kind, value) => {
    if (kind === 'states') return marked(states[value] ?? value, <CircleDot size={14} aria-hidden="true" />)
    if (kind === 'networks') return marked(networkName(value), <NetworkIcon network={value} size={14} label={false} />)
    if (kind === 'accounts') {
      const account = accounts.find(({ id }) => id === value)
      return marked(account ? `@${account.handle}` : gone, <NetworkIcon network={account?.network ?? ''} size={14} label={false} />)
    }
    const found = (kind === 'campaigns' ? campaigns : labels).find(({ id }) => id === value)
    const name = found?.name ?? gone
    const icon = kind === 'campaigns' ? Flag : Tag
    return {
      name,
      shown: (
        <Tinted colour={found?.colour ?? 'slate'} icon={icon}>
          {name}
        </Tinted>
      ),
    }
  }
}

function marked(name: string, mark: ReactNode): { name: string; shown: ReactNode } {
  return {
    name,
    shown: (
      <>
        {mark}
        {name}
      </>
    ),
  }
}
