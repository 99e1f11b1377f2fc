import { Button } from '@mantine/core'
import { CalendarDays, PenLine } from 'lucide-react'

import type { Note, PostSummary } from '#contract/publishing'
import type { Campaign } from '#contract/strategy'

import { useWrite } from '../../frame/use-write.ts'
import { useBrand } from '../../frame/who.ts'
import { useText } from '../../language/text-provider.tsx'
import { EmptyState, LoadingState } from '../../ui/states.tsx'
import { countFilters } from './calendar-search.ts'
import { DayList } from './day-list.tsx'
import type { Modifiers, Selection } from './selection.ts'
import { useCalendarSearch } from './use-calendar-search.ts'
import type { Calendar } from './use-calendar.ts'

interface ListViewProps {
  calendar: Calendar
  selection: Selection
  campaigns: ReadonlyMap<string, Campaign>
  mayWrite: boolean
  onPost: (post: PostSummary, event: Modifiers) => void
  onNote: (note: Note) => void
}

/** The calendar as a list; where it is empty, it says why and what to do. */
export function ListView({ calendar, selection, campaigns, mayWrite, onPost, onNote }: ListViewProps) {
  const words = useText().calendar
  const write = useWrite()
  const { timeZone } = useBrand()
  const { search } = useCalendarSearch()
  const filtered = countFilters(search) > 0
  if (calendar.isPending) return <LoadingState rows={6} height={48} />
  if (calendar.posts.length + calendar.native.length + calendar.notes.length > 0)
    return <DayList {...{ calendar, timeZone, campaigns, selection, onPost, onNote }} />
  return (
    <EmptyState
      icon={<CalendarDays size={24} />}
      title={filtered ? words.noMatch : words.noPosts}
      action={
        mayWrite &&
        !filtered && (
          <Button leftSection={<PenLine size={16} aria-hidden="true" />} onClick={() => write.open()}>
            {words.write}
          </Button>
        )
      }
    />
  )
}
