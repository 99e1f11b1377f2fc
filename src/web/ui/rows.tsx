import type { ReactNode } from 'react'

import styles from './rows.module.css'

/** A dense list of things, separated by hairlines. */
export function Rows({ children, label }: { children: ReactNode; label?: string }) {
  return (
    <ul className={styles.rows} aria-label={label}>
      {children}
    </ul>
  )
}

interface RowProps {
  /** A face or an icon. */
  lead?: ReactNode
  title: ReactNode
  /** A second, quiet line. */
  note?: ReactNode
  /** State and buttons, at the end. */
  children?: ReactNode
}

/** One thing: who or what it is, and what can be done with it. */
export function Row({ lead, title, note, children }: RowProps) {
  return (
    <li className={styles.row}>
      {lead}
      <div className={styles.words}>
        <div className={styles.title}>{title}</div>
        {note !== undefined && <div className={styles.note}>{note}</div>}
      </div>
      <div className={styles.end}>{children}</div>
    </li>
  )
}
