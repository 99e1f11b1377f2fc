import type { ReactNode } from 'react'

import type { PersonSummary } from '#contract/inbox'

import { Avatar } from '../../ui/avatar.tsx'
import { NetworkIcon } from '../../ui/network-icon.tsx'
import { Row } from '../../ui/rows.tsx'
import { nameOfCard } from './name-of-card.ts'
import { usePeopleText } from './use-people-text.ts'

import styles from './person-line.module.css'

interface PersonLineProps {
  person: PersonSummary
  /** What opens them, where the name does. */
  name?: ReactNode
  note?: string
  children?: ReactNode
}

/** One person in a list: face, name, and where they are known. */
export function PersonLine({ person, name, note, children }: PersonLineProps) {
  const words = usePeopleText()
  const called = nameOfCard(person, words.someone)
  const face = person.profiles.find(({ avatarUrl }) => avatarUrl !== undefined)
  return (
    <Row
      lead={<Avatar name={called} url={face?.avatarUrl} size={36} />}
      title={name ?? <span dir="auto">{called}</span>}
      note={
        <>
          <span className={styles.profiles}>
            {person.profiles.map(({ id, network, handle }) => (
              <span key={id} className={styles.profile}>
                <NetworkIcon network={network} size={12} /> {handle !== '' && `@${handle}`}
              </span>
            ))}
            {person.email !== undefined && <span>{person.email}</span>}
          </span>
          {note}
        </>
      }
    >
      {children}
    </Row>
  )
}
