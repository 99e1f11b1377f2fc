import type { LucideIcon } from 'lucide-react'
import type { ReactNode } from 'react'

import styles from './state-badge.module.css'

export type Tone = 'good' | 'wait' | 'bad' | 'calm' | 'ember'

/** A state as icon and word; the colour only underlines it. */
export function StateBadge({ tone, icon: Icon, children }: { tone: Tone; icon: LucideIcon; children: ReactNode }) {
  return (
    <span className={styles.badge} data-tone={tone}>
      <Icon size={14} aria-hidden="true" />
      {children}
    </span>
  )
}
