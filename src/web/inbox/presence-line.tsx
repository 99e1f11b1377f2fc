import { Eye, PenLine } from 'lucide-react'

import type { Presence } from '#contract/inbox'

import { useFormat } from '../language/use-format.ts'
import { useInboxText } from './use-inbox-text.ts'

import styles from './presence-line.module.css'

/** Which colleagues have the thread open, those who write before those who read; nothing while one is alone. */
export function PresenceLine({ others }: { others: readonly Presence[] }) {
  const words = useInboxText().presence
  const format = useFormat()
  const named = (wanted: boolean) => others.filter(({ writing }) => writing === wanted).map(({ member }) => member.name)
  const [writing, reading] = [named(true), named(false)]
  return (
    <div className={styles.line} role="status">
      {writing.length > 0 && (
        <span className={styles.writing}>
          <PenLine size={14} aria-hidden="true" /> {words.writing(format.list(writing), writing.length)}
        </span>
      )}
      {reading.length > 0 && (
        <span>
          <Eye size={14} aria-hidden="true" /> {words.reading(format.list(reading), reading.length)}
        </span>
      )}
    </div>
  )
}
