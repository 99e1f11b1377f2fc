import { Check } from 'lucide-react'

import { useExplain } from '../../errors/use-explain.ts'
import { useComposerText } from './use-composer-text.ts'
import type { Composer } from './use-composer.ts'

import styles from './save-note.module.css'

/** Whether what is written is safe, said once and quietly; loud only where a person should know. */
export function SaveNote({ composer }: { composer: Composer }) {
  const words = useComposerText().saving
  const explain = useExplain()
  const { saving, keeping, dirty, scheduled, server, queue } = composer
  const safe = saving === 'saved' && !(scheduled && dirty)
  return (
    <span className={styles.note} role="status" data-bad={saving === 'failed' || keeping === 'no-room' || undefined}>
      {safe && server.post() !== undefined && (
        <>
          <Check size={14} aria-hidden="true" /> {words.saved}
        </>
      )}
      {scheduled && dirty && words.kept}
      {(saving === 'saving' || saving === 'waiting') && words.saving}
      {saving === 'failed' && (
        <>
          <span title={explain(server.trouble())}>{keeping === 'no-room' ? words.noRoom : words.failed}</span>{' '}
          <button type="button" className={styles.retry} onClick={() => queue.retry()}>
            {words.tryNow}
          </button>
        </>
      )}
    </span>
  )
}
