import { Title } from '@mantine/core'
import type { ReactNode } from 'react'

import { Mark } from '../frame/mark.tsx'
import { useTitle } from '../ui/page.tsx'
import { DoorLanguage } from './door-language.tsx'

import styles from './door.module.css'

/** The screens before one is inside: the mark, a heading, one narrow column. */
export function Door({ title, lead, children }: { title: string; lead?: ReactNode; children: ReactNode }) {
  useTitle(title)
  return (
    <div className={styles.door}>
      <header className={styles.head}>
        <span className={styles.brand}>
          <Mark size={28} />
          Hearth
        </span>
        <DoorLanguage />
      </header>
      <main id="content" className={styles.column}>
        <Title order={1} size="h1">
          {title}
        </Title>
        {lead !== undefined && <p className={styles.lead}>{lead}</p>}
        {children}
      </main>
    </div>
  )
}
