import { ActionIcon, Button, Group, SegmentedControl, Tooltip } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { ChevronLeft, ChevronRight, ListFilter, ListChecks, NotebookPen, Repeat2, StickyNote } from 'lucide-react'
import { lazy, Suspense, useState, type ReactNode } from 'react'

import { useText } from '../../language/text-provider.tsx'
import { calendarViews, countFilters, type CalendarSearch, type CalendarView } from './calendar-search.ts'
import { step } from './shown-days.ts'

const FilterPopover = lazy(async () => ({ default: (await import('../planning/filter-popover.tsx')).FilterPopover }))

interface CalendarControlsProps {
  search: CalendarSearch
  view: CalendarView
  date: string
  today: string
  narrow: boolean
  drafts: { shown: boolean; toggle: () => void } | undefined
  /** Absent for who may only look. */
  change: { selecting: boolean; select: () => void; addNote: () => void } | undefined
  onSearch: (change: CalendarSearch) => void
}

/** Where in time, how much of it, and what of it. All of it is in the address. */
export function CalendarControls({ search, view, date, today, narrow, drafts, change, onSearch }: CalendarControlsProps) {
  const words = useText().calendar
  const views = narrow ? (['list', 'day'] as const) : calendarViews
  return (
    <Group gap="sm">
      <Group gap={4}>
        <Tool word={words.earlier} onClick={() => onSearch({ date: step(view, date, false) })}>
          <ChevronLeft size={18} />
        </Tool>
        <Button variant="default" onClick={() => onSearch({ date: today })}>
          {words.today}
        </Button>
        <Tool word={words.later} onClick={() => onSearch({ date: step(view, date, true) })}>
          <ChevronRight size={18} />
        </Tool>
      </Group>
      <SegmentedControl
        aria-label={words.view}
        value={view}
        data={views.map((value) => ({ value, label: words.views[value] }))}
        onChange={(next) => onSearch({ view: views.find((each) => each === next) ?? 'week' })}
      />
      <FilterButton search={search} onSearch={onSearch} />
      {change !== undefined && (
        <Group gap={4}>
          <Tool word={words.select} pressed={change.selecting} onClick={change.select}>
            <ListChecks size={18} />
          </Tool>
          <Tool word={words.addNote} onClick={change.addNote}>
            <StickyNote size={18} />
          </Tool>
        </Group>
      )}
      <Tooltip label={words.evergreen}>
        <ActionIcon
          renderRoot={(props) => <Link to="/calendar/evergreen" {...props} />}
          variant="default"
          size={36}
          aria-label={words.evergreen}
        >
          <Repeat2 size={18} />
        </ActionIcon>
      </Tooltip>
      {drafts !== undefined && (
        <Button
          variant={drafts.shown ? 'light' : 'default'}
          aria-pressed={drafts.shown}
          leftSection={<NotebookPen size={16} aria-hidden="true" />}
          onClick={drafts.toggle}
        >
          {words.drafts}
        </Button>
      )}
    </Group>
  )
}

function Tool({ word, pressed, onClick, children }: { word: string; pressed?: boolean; onClick: () => void; children: ReactNode }) {
  return (
    <Tooltip label={word}>
      <ActionIcon
        variant={pressed === true ? 'light' : 'default'}
        size={36}
        aria-label={word}
        {...(pressed === undefined ? {} : { 'aria-pressed': pressed })}
        onClick={onClick}
      >
        {children}
      </ActionIcon>
    </Tooltip>
  )
}

/** A plain button until the first click brings what it opens. */
function FilterButton({ search, onSearch }: Pick<CalendarControlsProps, 'search' | 'onSearch'>) {
  const words = useText().calendar
  const [wanted, setWanted] = useState(false)
  const count = countFilters(search)
  const button = (onClick: () => void) => (
    <Button
      variant={count > 0 ? 'light' : 'default'}
      leftSection={<ListFilter size={16} aria-hidden="true" />}
      aria-haspopup="dialog"
      onClick={onClick}
    >
      {count > 0 ? words.filtersOn(count) : words.filters}
    </Button>
  )
  if (!wanted) return button(() => setWanted(true))
  return (
    <Suspense fallback={button(() => {})}>
      <FilterPopover filters={search} onChange={onSearch} button={button} />
    </Suspense>
  )
}
