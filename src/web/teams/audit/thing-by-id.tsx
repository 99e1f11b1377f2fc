import { Tooltip, UnstyledButton } from '@mantine/core'

import type { AuditName } from '#contract/teams'

import { useText } from '../../language/text-provider.tsx'
import { toast } from '../../ui/toast.tsx'
import { writeToClipboard } from '../../ui/write-to-clipboard.ts'
import { nameOfThing } from './name-of-thing.ts'
import { useAuditText } from './use-audit-text.ts'

import styles from './audit.module.css'

/** What is named by an id, by its name. Of what is gone, or of an unknown kind, the number can be copied: nothing else is left to ask by. */
export function ThingById({ id, known }: { id: string; known: AuditName | undefined }) {
  const words = useAuditText()
  const { copied } = useText().ui
  if (known?.gone === false) return <span title={words.number(id)}>{known.name}</span>
  const what = known ? nameOfThing(known, words) : words.unnamed(id.slice(-6))
  // Where the browser does not let it, the number stays to be read.
  const copy = async () => toast((await writeToClipboard(id)) ? copied : words.number(id))
  return (
    <Tooltip label={words.number(id)} events={{ hover: true, focus: true, touch: true }}>
      <UnstyledButton className={styles.gone ?? ''} aria-label={words.copyNumber(what)} onClick={() => void copy()}>
        {what}
      </UnstyledButton>
    </Tooltip>
  )
}
