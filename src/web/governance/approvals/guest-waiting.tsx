import { Button } from '@mantine/core'

import { useFormat } from '../../language/use-format.ts'
import { Row, Rows } from '../../ui/rows.tsx'
import type { Guests } from './guests.ts'
import { useApprovalsText } from './use-approvals-text.ts'

import styles from './approvals.module.css'

interface GuestWaitingProps {
  waiting: Guests['waiting']
  timeZone: string
  onOpen: (approvalId: string) => void
}

export function GuestWaiting({ waiting, timeZone, onOpen }: GuestWaitingProps) {
  const words = useApprovalsText()
  const format = useFormat(timeZone)
  return (
    <section aria-label={words.guest.waiting}>
      <h2 className={styles.heading}>{words.guest.waiting}</h2>
      {waiting.length === 0 && <p>{words.guest.nothing}</p>}
      {waiting.length > 0 && (
        <Rows label={words.guest.waiting}>
          {waiting.map(({ id, firstLine, plannedAt, dueAt }) => (
            <Row
              key={id}
              title={firstLine || words.noText}
              note={
                <>
                  {plannedAt === undefined ? words.atOnce : words.goesOut(format.dateTime(plannedAt))}
                  {dueAt !== undefined && ` · ${words.due(format.dateTime(dueAt))}`}
                </>
              }
            >
              <Button onClick={() => onOpen(id)}>{words.open}</Button>
            </Row>
          ))}
        </Rows>
      )}
    </section>
  )
}
