import { Checkbox } from '@mantine/core'
import { Stamp } from 'lucide-react'

import { useFormat } from '../../language/use-format.ts'
import type { Asking } from './use-asking.ts'
import { useComposerText } from './use-composer-text.ts'

import styles from './bottom-bar.module.css'

/** Who has to say yes before it goes out, and the way past them for those who may. `changesOnly`: it is planned already. */
export function ApprovalNote({ asking: { need, skips, onSkip }, changesOnly }: { asking: Asking; changesOnly: boolean }) {
  const words = useComposerText().approval
  const format = useFormat()
  if (need?.steps === undefined) return null
  const steps = need.steps.map(({ name, people }) => name || format.list(people.slice(0, 3).map((person) => person.name)))
  return (
    <div className={styles.approval}>
      <Stamp size={16} aria-hidden="true" />
      <span>{need.workflow === undefined ? words.byPublishers : words.needs(steps.join(words.arrow))}</span>
      {changesOnly && <span>{words.changesAsk}</span>}
      {need.maySkip && !changesOnly && (
        <Checkbox label={words.skip} checked={skips} onChange={(event) => onSkip(event.currentTarget.checked)} />
      )}
    </div>
  )
}
