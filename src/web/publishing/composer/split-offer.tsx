import { Button } from '@mantine/core'
import { Scissors } from 'lucide-react'

import { overflowOn } from './check-draft.ts'
import { newPart, type DraftPart } from './draft-content.ts'
import { addPartsAfter, changePart } from './draft-parts.ts'
import { splitText } from './split-text.ts'
import { useComposerText } from './use-composer-text.ts'
import type { Wording } from './wording.ts'

/** Turns a text that is too long into a thread. */
export function SplitOffer({ wording, part }: { wording: Wording; part: DraftPart }) {
  const words = useComposerText()
  function split(): void {
    wording.change((parts) => {
      const [first = '', ...rest] = splitText(part.text, overflowOn(wording.places))
      const shortened = changePart(parts, part.key, (each) => ({ ...each, text: first }))
      return addPartsAfter(
        shortened,
        part.key,
        rest.map((text) => newPart(text)),
      )
    })
  }
  return (
    <Button variant="default" size="compact-sm" leftSection={<Scissors size={14} aria-hidden="true" />} onClick={split}>
      {words.split}
    </Button>
  )
}
