import { useComposerText } from './use-composer-text.ts'
import type { Composer } from './use-composer.ts'

import styles from './restored-note.module.css'

/** Says that unsaved text came back, and lets the author start over. */
export function RestoredNote({ composer }: { composer: Composer }) {
  const words = useComposerText()
  const { original, begin, dismissRestored } = composer
  return (
    <div className={styles.note} role="status">
      <span>{words.saving.restored}</span>
      <button type="button" onClick={() => begin(original)}>
        {original === undefined ? words.saving.startEmpty : words.saving.useSaved}
      </button>
      <button type="button" onClick={dismissRestored}>
        {words.understood}
      </button>
    </div>
  )
}
