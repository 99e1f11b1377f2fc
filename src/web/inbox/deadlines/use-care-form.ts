import { useForm } from '@mantine/form'

import type { Care, Span } from '#contract/inbox'

import { type CareValues, endOf, minutesOf, type TargetValues, valuesOf } from './care-values.ts'
import { useCareText } from './use-care-text.ts'

export type CareForm = ReturnType<typeof useCareForm>

const mostMinutes = 90 * 1440

/** The form, and what is wrong in it by the names of its fields. */
export function useCareForm(care: Care) {
  const words = useCareText()
  return useForm<CareValues>({
    initialValues: valuesOf(care),
    validate: {
      week: { from: (_, values, path) => wrongSpan(values.week, placeIn(path), words.hours) },
      holidays: {
        date: (date) => (date === '' ? words.holidays.noDate : null),
        name: (name) => (name.trim() === '' ? words.holidays.noName : null),
      },
      targets: { counts: (_, values, path) => wrongTarget(values.targets[placeIn(path)], words.targets) },
      warnings: {
        memberIds: (memberIds, values, path) =>
          memberIds.length === 0 && values.warnings[placeIn(path)]?.assignee !== true ? words.warnings.noOne : null,
      },
      assigning: {
        memberIds: (memberIds, { assigning }) => (memberIds.length === 0 && assigning.how !== 'by-hand' ? words.assigning.noOne : null),
        most: (most, { assigning }) => (most === '' && assigning.how === 'by-room' ? words.assigning.noMost : null),
      },
    },
  })
}

/** In `week.3.from`: 3. */
const placeIn = (path: string) => Number(path.split('.')[1])

function wrongSpan(week: readonly Span[], place: number, words: ReturnType<typeof useCareText>['hours']): string | null {
  const span = week[place]
  if (!span) return null
  if (span.from === '' || span.to === '') return words.missing
  if (span.from >= endOf(span)) return words.order
  const crosses = week.some((other, at) => at !== place && other.day === span.day && other.from < endOf(span) && span.from < endOf(other))
  return crosses ? words.overlap : null
}

function wrongTarget(target: TargetValues | undefined, words: ReturnType<typeof useCareText>['targets']): string | null {
  if (!target) return null
  const minutes = [minutesOf(target.answer), minutesOf(target.resolution)].filter((each) => each !== undefined)
  if (minutes.length === 0) return words.missing
  return minutes.some((each) => each > mostMinutes) ? words.tooLong : null
}
