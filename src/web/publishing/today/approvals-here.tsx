import { Button } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { PencilLine, Stamp } from 'lucide-react'
import type { ReactNode } from 'react'

import type { Approval } from '#contract/governance'

import { useText } from '../../language/text-provider.tsx'
import { useFormat } from '../../language/use-format.ts'
import { Section } from '../../ui/page.tsx'
import type { ApprovalsHere as Here } from './use-approvals-here.ts'

import styles from './today.module.css'

/** What waits for this person's yes and what came back to them: how much, the most urgent, and the way to all of it. */
export function ApprovalsHere({ mine, count, sentBack }: Here) {
  const words = useText().today.approvals
  return (
    <>
      {count > 0 && (
        <Section title={words.mine} action={<All view="mine">{words.all(count)}</All>}>
          <ul className={styles.needs}>
            {mine.slice(0, shown).map((approval) => (
              <Waiting key={approval.id} approval={approval} />
            ))}
          </ul>
        </Section>
      )}
      {sentBack.length > 0 && (
        <Section title={words.sentBack} action={<All view="asked">{words.all(sentBack.length)}</All>}>
          <ul className={styles.needs}>
            {sentBack.slice(0, shown).map((approval) => (
              <SentBack key={approval.id} approval={approval} />
            ))}
          </ul>
        </Section>
      )}
    </>
  )
}

const shown = 3

function All({ view, children }: { view: 'mine' | 'asked'; children: string }) {
  return (
    <Button
      renderRoot={(props) => <Link to="/approvals" search={view === 'mine' ? {} : { view }} {...props} />}
      variant="default"
      size="compact-sm"
    >
      {children}
    </Button>
  )
}

function Waiting({ approval }: { approval: Approval }) {
  const words = useText().today.approvals
  const format = useFormat()
  const { askedBy, askedAt, plannedAt, dueAt, kind } = approval
  const asked = askedBy === undefined ? words.asked(format.relative(askedAt)) : words.askedBy(askedBy, format.relative(askedAt))
  const when = plannedAt === undefined ? words.atOnce : words.goesOut(format.dateTime(plannedAt))
  return (
    <Item approval={approval} icon={<Stamp size={18} className={styles.soft} aria-hidden="true" />} action={words.look}>
      {kind === 'answer' && `${words.answer} · `}
      {asked} · {when}
      {dueAt !== undefined && ` · ${words.due(format.dateTime(dueAt))}`}
    </Item>
  )
}

function SentBack({ approval }: { approval: Approval }) {
  const words = useText().today.approvals
  const format = useFormat()
  const { settledAt, kind } = approval
  return (
    <Item approval={approval} icon={<PencilLine size={18} className={styles.bad} aria-hidden="true" />} action={words.lookBack}>
      {kind === 'answer' && `${words.answer} · `}
      {settledAt === undefined ? words.wantsChanges : words.cameBack(format.relative(settledAt))}
    </Item>
  )
}

interface ItemProps {
  approval: Approval
  icon: ReactNode
  action: string
  children: ReactNode
}

function Item({ approval: { id, firstLine }, icon, action, children }: ItemProps) {
  const text = useText()
  return (
    <li className={styles.need}>
      {icon}
      <div className={styles.words}>
        <p className={styles.quote}>{firstLine || text.calendar.noText}</p>
        <p className={styles.why}>{children}</p>
      </div>
      <Button
        renderRoot={(props) => <Link to="/approvals/$approvalId" params={{ approvalId: id }} {...props} />}
        variant="default"
        size="compact-sm"
      >
        {action}
      </Button>
    </li>
  )
}
