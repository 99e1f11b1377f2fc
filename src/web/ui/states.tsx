import { Button, Skeleton } from '@mantine/core'
import { CircleAlert } from 'lucide-react'
import type { ReactNode } from 'react'

import { useExplain } from '../errors/use-explain.ts'
import { useText } from '../language/text-provider.tsx'

import styles from './states.module.css'

interface EmptyStateProps {
  icon?: ReactNode
  title: string
  /** Where this is the whole screen, its title is the screen's heading. */
  heading?: boolean
  children?: ReactNode
  action?: ReactNode
}

/** Nothing here yet, or nothing left to do: says so kindly and offers the next step. */
export function EmptyState({ icon, title, heading = false, children, action }: EmptyStateProps) {
  const Title = heading ? 'h1' : 'p'
  return (
    <div className={styles.state}>
      {icon !== undefined && (
        <div className={styles.icon} aria-hidden="true">
          {icon}
        </div>
      )}
      <Title className={styles.title}>{title}</Title>
      {children !== undefined && <div className={styles.words}>{children}</div>}
      {action}
    </div>
  )
}

/** Lines where the content will stand, of about its height, so that nothing jumps. */
export function LoadingState({ rows = 4, height = 40 }: { rows?: number; height?: number }) {
  const text = useText().ui
  return (
    <div role="status" aria-label={text.loading} className={styles.loading}>
      {Array.from({ length: rows }, (_, row) => (
        <Skeleton key={row} height={height} radius="sm" />
      ))}
    </div>
  )
}

/** What happened, what to do, and a way to try again. */
export function ErrorState({ error, title, retry }: { error: unknown; title?: string; retry?: () => void }) {
  const text = useText().ui
  const explain = useExplain()
  return (
    <div className={styles.state} role="alert">
      <div className={styles.badIcon} aria-hidden="true">
        <CircleAlert size={24} />
      </div>
      <p className={styles.title}>{title ?? text.couldNotLoad}</p>
      <p className={styles.words}>{explain(error)}</p>
      {retry && (
        <Button variant="default" onClick={retry}>
          {text.tryAgain}
        </Button>
      )}
    </div>
  )
}

/** A sentence of trouble inside a form or a panel. */
export function Trouble({ children }: { children: ReactNode }) {
  return (
    <div className={styles.trouble} role="alert">
      <CircleAlert size={16} aria-hidden="true" />
      <span>{children}</span>
    </div>
  )
}
