import { Chip, Group } from '@mantine/core'

import type { MediaKind } from '#contract/media'

import { useLibraryText } from './use-library-text.ts'

interface KindChoiceProps {
  offered: readonly MediaKind[]
  /** None: all of them. */
  chosen: readonly MediaKind[]
  onChoose: (kinds: readonly MediaKind[]) => void
}

/** Images, videos, documents, captions: which of them are wanted. */
export function KindChoice({ offered, chosen, onChoose }: KindChoiceProps) {
  const words = useLibraryText()
  return (
    <Group gap={6} role="group" aria-label={words.kindFilter}>
      {offered.map((kind) => (
        <Chip
          key={kind}
          size="xs"
          variant="outline"
          checked={chosen.includes(kind)}
          onChange={(on) => onChoose(on ? [...chosen, kind] : chosen.filter((each) => each !== kind))}
        >
          {words.kinds[kind]}
        </Chip>
      ))}
    </Group>
  )
}
