import { UnstyledButton } from '@mantine/core'
import { ChevronRight } from 'lucide-react'
import type { ReactNode } from 'react'

import styles from './connect-guide.module.css'

interface ChoiceProps {
  icon?: ReactNode
  title: string
  hint?: string | undefined
  mark?: string | undefined
  onChoose: () => void
}

/** A choice that leads on at once. */
export function Choice({ icon, title, hint, mark, onChoose }: ChoiceProps) {
  return (
    <UnstyledButton className={styles.choice} onClick={onChoose}>
      {icon}
      <span className={styles.words}>
        <span className={styles.title}>
          {title}
          {mark !== undefined && <span className={styles.mark}>{mark}</span>}
        </span>
        {hint !== undefined && <span className={styles.hint}>{hint}</span>}
      </span>
      <ChevronRight size={18} aria-hidden="true" />
    </UnstyledButton>
  )
}
