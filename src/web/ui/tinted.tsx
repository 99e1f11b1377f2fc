import type { LucideIcon } from 'lucide-react'
import type { ReactNode } from 'react'

import styles from './tinted.module.css'

/** The colours that people choose from, by the names of colours.css. */
type Tint = 'rose' | 'clay' | 'olive' | 'teal' | 'sky' | 'indigo' | 'plum' | 'slate'

interface TintedProps {
  colour: Tint
  icon: LucideIcon
  children: ReactNode
}

/** A word with a mark in the colour that people chose for it; the word says it, the colour helps to find it. */
export function Tinted({ colour, icon: Icon, children }: TintedProps) {
  return (
    <span className={styles.tinted}>
      <Icon size={14} aria-hidden="true" style={{ color: `var(--tint-${colour})` }} />
      <span className={styles.word}>{children}</span>
    </span>
  )
}
