import { ActionIcon, Button, Checkbox, Group, Popover, SegmentedControl, Stack, Text, Tooltip } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { ChevronLeft, ChevronRight, ListFilter, NotebookPen } from 'lucide-react'

import type { CalendarState } from '#contract/publishing'

import { api } from '../../api.ts'
import { useBrand } from '../../frame/who.ts'
import { useText } from '../../language/text-provider.tsx'
import { NetworkIcon } from '../../ui/network-icon.tsx'
import { calendarViews, type CalendarSearch, type CalendarView } from './calendar-search.ts'
import { step } from './shown-days.ts'

interface CalendarControlsProps {
  search: CalendarSearch
  view: CalendarView
  date: string
  today: string
  narrow: boolean
  drafts: { shown: boolean; toggle: () => void } | undefined
  onSearch: (change: CalendarSearch) => void
}

/** Where in time, how much of it, and what of it. All of it is in the address. */
export function CalendarControls({ search, view, date, today, narrow, drafts, onSearch }: CalendarControlsProps) {
  const words = useText().calendar
  const views = narrow ? (['list', 'day'] as const) : calendarViews
  return (
    <Group gap="sm">
      <Group gap={4}>
        <Tooltip label={words.earlier}>
          <ActionIcon variant="default" size="lg" aria-label={words.earlier} onClick={() => onSearch({ date: step(view, date, false) })}>
            <ChevronLeft size={18} />
          </ActionIcon>
        </Tooltip>
        <Button variant="default" onClick={() => onSearch({ date: today })}>
          {words.today}
        </Button>
        <Tooltip label={words.later}>
          <ActionIcon variant="default" size="lg" aria-label={words.later} onClick={() => onSearch({ date: step(view, date, true) })}>
            <ChevronRight size={18} />
          </ActionIcon>
        </Tooltip>
      </Group>
      <SegmentedControl
        aria-label={words.view}
        value={view}
        data={views.map((value) => ({ value, label: words.views[value] }))}
        onChange={(next) => onSearch({ view: views.find((each) => each === next) ?? 'week' })}
      />
      <Filters search={search} onSearch={onSearch} />
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

const states: readonly CalendarState[] = ['scheduled', 'sending', 'published', 'attention', 'taken-down', 'cancelled']

function Filters({ search, onSearch }: Pick<CalendarControlsProps, 'search' | 'onSearch'>) {
  const text = useText()
  const words = text.calendar
  const brand = useBrand()
  const accounts = useQuery(api.connections.accounts.queryOptions({ input: { brandId: brand.id } }))
  const count = (search.accounts?.length ?? 0) + (search.states?.length ?? 0)
  return (
    <Popover position="bottom-end" shadow="md" trapFocus>
      <Popover.Target>
        <Button variant={count > 0 ? 'light' : 'default'} leftSection={<ListFilter size={16} aria-hidden="true" />}>
          {count > 0 ? words.filtersOn(count) : words.filters}
        </Button>
      </Popover.Target>
      <Popover.Dropdown>
        <Stack gap="md">
          <Checkbox.Group
            label={words.states}
            value={[...(search.states ?? [])]}
            onChange={(chosen) => onSearch({ states: states.filter((state) => chosen.includes(state)) })}
          >
            <Stack gap="xs" mt="xs">
              {states.map((state) => (
                <Checkbox key={state} value={state} label={text.post.states[state]} />
              ))}
            </Stack>
          </Checkbox.Group>
          {accounts.data !== undefined && accounts.data.length > 0 && (
            <Checkbox.Group
              label={words.accounts}
              value={[...(search.accounts ?? [])]}
              onChange={(chosen) => onSearch({ accounts: chosen })}
            >
              <Stack gap="xs" mt="xs">
                {accounts.data.map(({ id, handle, network }) => (
                  <Checkbox
                    key={id}
                    value={id}
                    label={
                      <Group gap="xs" wrap="nowrap">
                        <NetworkIcon network={network} size={14} />
                        <Text>@{handle}</Text>
                      </Group>
                    }
                  />
                ))}
              </Stack>
            </Checkbox.Group>
          )}
          {count > 0 && (
            <Button variant="default" size="compact-sm" onClick={() => onSearch({ accounts: [], states: [] })}>
              {words.clear}
            </Button>
          )}
        </Stack>
      </Popover.Dropdown>
    </Popover>
  )
}
