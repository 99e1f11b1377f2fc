import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'

import styles from './person-link.module.css'

/** A name in the inbox that opens the person's card, over what is on screen; a plain name where there is no card. */
export function PersonLink({ personId, children }: { personId: string | undefined; children: ReactNode }) {
  if (personId === undefined) return children
  return (
    <Link from="/inbox" to="/inbox" search={(before) => ({ ...before, person: personId })} className={styles.link}>
      {children}
    </Link>
  )
}
