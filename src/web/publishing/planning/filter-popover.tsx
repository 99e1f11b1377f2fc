import { Popover } from '@mantine/core'
import { useState, type ReactNode } from 'react'

import type { Filters } from '../calendar/calendar-search.ts'
import { FilterFields } from './filter-fields.tsx'

interface FilterPopoverProps {
  filters: Filters
  onChange: (change: Filters) => void
  /** The button, given what a click does. */
  button: (toggle: () => void) => ReactNode
}

/** The button with its choices, open from the start: it is loaded by the first click. */
export function FilterPopover({ filters, onChange, button }: FilterPopoverProps) {
  const [opened, setOpened] = useState(true)
  return (
    <Popover opened={opened} onChange={setOpened} position="bottom-end" shadow="md" width={320} trapFocus returnFocus withinPortal>
      <Popover.Target>{button(() => setOpened(!opened))}</Popover.Target>
      <Popover.Dropdown mah="75vh" style={{ overflowY: 'auto' }}>
        <FilterFields filters={filters} onChange={onChange} />
      </Popover.Dropdown>
    </Popover>
  )
}
