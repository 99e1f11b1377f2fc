import { Modal, TextInput } from '@mantine/core'
import { Images, Search } from 'lucide-react'
import { useState } from 'react'

import type { MediaItem, MediaKind } from '#contract/media'

import { useText } from '../language/text-provider.tsx'
import { EmptyState } from '../ui/states.tsx'
import { useNarrow } from '../ui/use-narrow.ts'
import { KindChoice } from './kind-choice.tsx'
import { MediaGrid } from './media-grid.tsx'
import { MediaTile } from './media-tile.tsx'
import { useLibraryText } from './use-library-text.ts'
import { useLibrary } from './use-library.ts'

interface MediaPickerProps {
  /** What can be used where it is picked for. */
  kinds: readonly MediaKind[]
  onPick: (item: MediaItem) => void
  onClose: () => void
}

/** The brand's library to pick from, for whatever shows media: newest first, searched by words; one click picks. */
export function MediaPicker({ kinds, onPick, onClose }: MediaPickerProps) {
  const { close } = useText().ui
  const words = useLibraryText()
  const narrow = useNarrow()
  const [text, setText] = useState('')
  const [shown, setShown] = useState<readonly MediaKind[]>([])
  const found = useLibrary({ text, kinds: shown.length === 0 ? kinds : shown })
  return (
    <Modal opened onClose={onClose} title={words.picker.title} size="xl" fullScreen={narrow} closeButtonProps={{ 'aria-label': close }}>
      <TextInput
        type="search"
        value={text}
        onChange={(event) => setText(event.currentTarget.value)}
        aria-label={words.search}
        placeholder={words.searchHint}
        leftSection={<Search size={16} aria-hidden="true" />}
        mb="sm"
        data-autofocus
      />
      {kinds.length > 1 && <KindChoice offered={kinds} chosen={shown} onChoose={setShown} />}
      <MediaGrid
        found={found}
        empty={<EmptyState icon={<Images size={24} />} title={text === '' ? words.picker.none : words.nothing} />}
        tile={(item) => (
          <MediaTile key={item.id} item={item} label={words.picker.pick(item.alt || item.title)} onPress={() => onPick(item)} />
        )}
      />
    </Modal>
  )
}
