import { ActionIcon, Anchor } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { ChevronLeft, ChevronRight, CircleCheck, Clock3, Hourglass, PencilLine, type LucideIcon } from 'lucide-react'

import type { GuestEntry } from '#contract/governance'

import { useLanguage } from '../../language/text-provider.tsx'
import { useFormat } from '../../language/use-format.ts'
import { NetworkIcon } from '../../ui/network-icon.tsx'
import { StateBadge, type Tone } from '../../ui/state-badge.tsx'
import type { Guests } from './guests.ts'
import { useApprovalsText } from './use-approvals-text.ts'

import styles from './approvals.module.css'

interface GuestMonthProps {
  calendar: NonNullable<Guests['calendar']>
  token: string
  timeZone: string
  onOpen: (approvalId: string) => void
}

/** A month of what is planned and out, as far as it is shared. */
export function GuestMonth({ calendar: { month, entries }, token, timeZone, onOpen }: GuestMonthProps) {
  const words = useApprovalsText().guest
  const { language } = useLanguage()
  const first = Temporal.PlainYearMonth.from(month)
  const name = first.toPlainDate({ day: 1 }).toLocaleString(language, { year: 'numeric', month: 'long' })
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
        <h2>{name}</h2>
        <ActionIcon
          variant="default"
          aria-label={words.after}
          renderRoot={(props) => <Link to="/g/$token" params={{ token }} search={to(1)} {...props} />}
        >
          <ChevronRight size={18} aria-hidden="true" />
        </ActionIcon>
      </nav>
      {entries.length === 0 && <p>{words.nothingPlanned}</p>}
      {entries.map((entry) => (
        <Entry key={entry.postId} entry={entry} timeZone={timeZone} onOpen={onOpen} />
      ))}
    </section>
  )
}

const looks: Record<GuestEntry['state'], { tone: Tone; icon: LucideIcon }> = {
  asked: { tone: 'wait', icon: Hourglass },
  approved: { tone: 'good', icon: CircleCheck },
  refused: { tone: 'bad', icon: PencilLine },
  planned: { tone: 'calm', icon: Clock3 },
  published: { tone: 'good', icon: CircleCheck },
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
      <StateBadge {...looks[entry.state]}>{words.guest.states[entry.state]}</StateBadge>
    </div>
  )
}
