import { AlarmClock } from 'lucide-react'

import type { ThreadSummary } from '#contract/inbox'

import { useLanguage } from '../../language/text-provider.tsx'
import { useFormat } from '../../language/use-format.ts'
import { leftUntil, toTheMinute } from '../how-long.ts'
import { useInboxText } from '../use-inbox-text.ts'

import styles from './due-chip.module.css'

const soon = 2 * 3_600_000

/** What is to happen next, and how long there is for it; or how long it is late. True for a minute: whoever shows it draws it again then. */
export function DueChip({ due }: { due: NonNullable<ThreadSummary['due']> }) {
  const words = useInboxText().due
  const { language } = useLanguage()
  const format = useFormat()
  const left = leftUntil(due.at)
  const says = left > 0 ? words[due.what].left : words[due.what].late
  return (
    <time className={styles.chip} data-state={stateOf(left)} dateTime={due.at} title={words[due.what].at(format.dateTime(due.at))}>
      <AlarmClock size={12} aria-hidden="true" /> {says(toTheMinute(Math.abs(left), language))}
    </time>
  )
}

/** How much of the time is gone, as a thin bar; the chip says it in words. */
export function DueBar({ thread: { due, waitingSince } }: { thread: Pick<ThreadSummary, 'due' | 'waitingSince'> }) {
  if (due === undefined || waitingSince === undefined) return null
  const whole = Date.parse(due.at) - Date.parse(waitingSince)
  const left = leftUntil(due.at)
  const gone = Math.min(1, 1 - left / Math.max(1, whole))
  return <span className={styles.bar} data-state={stateOf(left)} style={{ width: `${Math.max(2, gone * 100)}%` }} aria-hidden="true" />
}

function stateOf(left: number): 'late' | 'soon' | 'far' {
  if (left <= 0) return 'late'
  return left <= soon ? 'soon' : 'far'
}
