import { Title } from '@mantine/core'
import { useEffect, type ReactNode } from 'react'

import styles from './page.module.css'

interface PageProps {
  title: string
  /** The one thing to do here: a button. */
  action?: ReactNode
  /** Quiet controls beside the title: filters, a period. */
  controls?: ReactNode
  /** One sentence under the title, where the page needs it. */
  lead?: ReactNode
  /** Takes the whole width and height, for the calendar; otherwise a column for reading. */
  wide?: boolean
  /** Broader than a column for reading: numbers beside one another. */
  broad?: boolean
  /** Where this page stands among its own kind, above the title. */
  nav?: ReactNode
  children: ReactNode
}

/** A screen: its title (also of the window), one action, and what it is about. */
export function Page({ title, action, controls, lead, wide = false, broad = false, nav, children }: PageProps) {
  useTitle(title)
  return (
    <div className={styles.page} data-wide={wide || undefined} data-broad={broad || undefined}>
      {nav}
      <header className={styles.header}>
        <Title order={1} size="h2" className={styles.title}>
          {title}
        </Title>
        <div className={styles.controls}>{controls}</div>
        {action}
        {lead !== undefined && <p className={styles.lead}>{lead}</p>}
      </header>
      <div className={styles.content}>{children}</div>
    </div>
  )
}

/** Names the window for screens that draw their own heading. */
export function useTitle(title: string): void {
  useEffect(() => {
    document.title = `${title} · Hearth`
  }, [title])
}

/** A part of a page under its own heading, separated by a hairline. */
export function Section({ title, hint, action, children }: { title: string; hint?: ReactNode; action?: ReactNode; children: ReactNode }) {
  return (
    <section className={styles.section}>
      <div className={styles.sectionHead}>
        <Title order={2} size="h3">
          {title}
        </Title>
        {action}
      </div>
      {hint !== undefined && <p className={styles.hint}>{hint}</p>}
      {children}
    </section>
  )
}
