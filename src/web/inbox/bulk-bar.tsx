import { Button } from '@mantine/core'

import { ThreadActions, type Asking } from './thread-actions.tsx'
import type { Choice } from './use-choice.ts'
import { useInboxText } from './use-inbox-text.ts'
import type { ThreadWork } from './use-thread-work.ts'

import styles from './bulk-bar.module.css'

interface BulkBarProps {
  choice: Choice
  work: ThreadWork
  asking: Asking | undefined
  onAsking: (asking: Asking | undefined) => void
}

/** What can be done with all that is chosen, at the foot of the list. */
export function BulkBar({ choice, work, asking, onAsking }: BulkBarProps) {
  const words = useInboxText().bulk
  const count = choice.chosen.length
  return (
    <section className={styles.bar} aria-label={words.chosen(count)}>
      <div className={styles.head}>
        <strong aria-live="polite">{words.chosen(count)}</strong>
        <Button size="compact-sm" variant="subtle" onClick={choice.all}>
          {words.all}
        </Button>
        <Button size="compact-sm" variant="subtle" color="gray" onClick={choice.clear}>
          {words.stop}
        </Button>
      </div>
      <ThreadActions threads={choice.chosen} work={work} asking={asking} onAsking={onAsking} />
    </section>
  )
}
