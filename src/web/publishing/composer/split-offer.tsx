import { Button, Checkbox } from '@mantine/core'
import { Scissors } from 'lucide-react'
import { useState } from 'react'

import { useText } from '../../language/text-provider.tsx'
import { undoToast } from '../../ui/toast.tsx'
import { splitRulesOf } from './check-draft.ts'
import { addPartsAfter, changePart, mostParts } from './draft-parts.ts'
import { newPart, type DraftPart } from './draft.ts'
import { splitNumbered, splitText } from './split-text.ts'
import { useComposerText } from './use-composer-text.ts'
import type { Wording } from './wording.ts'

import styles from './split-offer.module.css'

/** Turns a text that is too long into a thread, with numbers where the whole post is cut. */
export function SplitOffer({ wording, part }: { wording: Wording; part: DraftPart }) {
  const words = useComposerText().split
  const { undo } = useText().ui
  const [numbered, setNumbered] = useState(false)
  const { parts, places, change } = wording
  const alone = parts.length === 1

  function split(): void {
    const cut = alone && numbered ? splitNumbered : splitText
    const [first = '', ...rest] = atMost(mostParts - parts.length + 1, cut(part.text, splitRulesOf(places)))
    change((all) => {
      const shortened = changePart(all, part.key, (each) => ({ ...each, text: first }))
      return addPartsAfter(
        shortened,
        part.key,
        rest.map((text) => newPart(text)),
      )
    })
    undoToast({ message: words.done(rest.length + 1), undo, onUndo: () => change(() => parts) })
  }

  return (
    <div className={styles.offer}>
      <Button variant="default" size="compact-sm" leftSection={<Scissors size={14} aria-hidden="true" />} onClick={split}>
        {words.split}
      </Button>
      {alone && (
        <Checkbox size="xs" label={words.number} checked={numbered} onChange={(event) => setNumbered(event.currentTarget.checked)} />
      )}
    </div>
  )
}

/** What does not fit into a post any more stays together in its last part, where it is marked. */
function atMost(most: number, texts: readonly string[]): readonly string[] {
  return texts.length <= most ? texts : [...texts.slice(0, most - 1), texts.slice(most - 1).join('\n\n')]
}
