import { ActionIcon, Anchor } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { ChevronLeft, ChevronRight } from 'lucide-react'
import { lazy, Suspense } from 'react'

import type { GuestEntry } from '#contract/governance'

import { useFormat } from '../../language/use-format.ts'
import { NetworkIcon } from '../../ui/network-icon.tsx'
import { StateBadge } from '../../ui/state-badge.tsx'
import { LoadingState } from '../../ui/states.tsx'
import { useNarrow } from '../../ui/use-narrow.ts'
import { guestLooks } from './guest-looks.ts'
import type { Guests } from './guests.ts'
import { useApprovalsText } from './use-approvals-text.ts'

import styles from './approvals.module.css'

const GuestGrid = lazy(async () => ({ default: (await import('./guest-grid.tsx')).GuestGrid }))

interface GuestMonthProps {
  calendar: NonNullable<Guests['calendar']>
  token: string
  timeZone: string
  onOpen: (approvalId: string) => void
}

/** A month of what is planned and out, as far as it is shared: a grid where there is room, else a list. */
export function GuestMonth({ calendar: { month, entries }, token, timeZone, onOpen }: GuestMonthProps) {
  const words = useApprovalsText().guest
  const format = useFormat('UTC')
  const narrow = useNarrow()
  const first = Temporal.PlainYearMonth.from(month)
  const to = (months: number) => ({ month: first.add({ months }).toString() })
  return (
    <section aria-label={words.calendar}>
      <nav className={styles.month} aria-label={words.calendar}>
        <ActionIcon
          variant="default"
          aria-label={words.before}
          renderRoot={(props) => <Link to="/g/$token" params={{ token }} search={to(-1)} {...props} />}
        >
          <ChevronLeft size={18} aria-hidden="true" />
        </ActionIcon>
        <h2>{format.month(`${month}-01T00:00:00Z`)}</h2>
        <ActionIcon
          variant="default"
          aria-label={words.after}
          renderRoot={(props) => <Link to="/g/$token" params={{ token }} search={to(1)} {...props} />}
        >
          <ChevronRight size={18} aria-hidden="true" />
        </ActionIcon>
      </nav>
      {entries.length === 0 && <p>{words.nothingPlanned}</p>}
      {narrow ? (
        entries.map((entry) => <Entry key={entry.postId} entry={entry} timeZone={timeZone} onOpen={onOpen} />)
      ) : (
        <Suspense fallback={<LoadingState rows={5} height={96} />}>
          <GuestGrid {...{ month, entries, timeZone, onOpen }} />
        </Suspense>
      )}
    </section>
  )
}

function Entry({ entry, timeZone, onOpen }: { entry: GuestEntry; timeZone: string; onOpen: (approvalId: string) => void }) {
  const words = useApprovalsText()
  const format = useFormat(timeZone)
  const { approvalId } = entry
  const line = entry.firstLine || words.noText
  return (
    <div className={styles.entry}>
      <time dateTime={entry.at} className={styles.quiet}>
        {format.dateTime(entry.at)}
      </time>
      <span className={styles.entryLine}>
        {entry.networks.map((network) => (
          <span key={network}>
            <NetworkIcon network={network} size={14} />{' '}
          </span>
        ))}
        {approvalId === undefined ? (
          line
        ) : (
          <Anchor component="button" type="button" onClick={() => onOpen(approvalId)}>
            {line}
          </Anchor>
        )}
      </span>
      <StateBadge {...guestLooks[entry.state]}>{words.guest.states[entry.state]}</StateBadge>
    </div>
  )
}
