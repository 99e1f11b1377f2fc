import { Button, Group, Modal, TextInput } from '@mantine/core'
import { useId, useState } from 'react'

import type { MediaItem } from '#contract/media'

import { useText } from '../../language/text-provider.tsx'
import type { DraftMedia } from './draft.ts'
import { useComposerText } from './use-composer-text.ts'

import styles from './alt-editor.module.css'

interface TitleEditorProps {
  media: DraftMedia
  item: MediaItem
  /** Absent where it is called as in the library. */
  onTitle: (title: string | undefined) => void
  onClose: () => void
}

/** What a document is called where it is shown; what is typed is taken at once. */
export function TitleEditor({ media, item, onTitle, onClose }: TitleEditorProps) {
  const words = useComposerText().document
  const { images } = useComposerText()
  const close = useText().ui.close
  const formId = useId()
  const [title, setTitle] = useState(media.title ?? item.title)
  return (
    <Modal opened onClose={onClose} title={words.title} closeButtonProps={{ 'aria-label': close }}>
      <form
        id={formId}
        onSubmit={(event) => {
          event.preventDefault()
          event.stopPropagation()
          onClose()
        }}
      >
        <img className={styles.image} src={item.thumbUrl} alt="" />
        <TextInput
          label={words.name}
          description={words.hint}
          value={title}
          maxLength={500}
          data-autofocus
          onChange={({ currentTarget: { value } }) => {
            setTitle(value)
            onTitle(value.trim() === '' || value === item.title ? undefined : value)
          }}
        />
        <Group justify="flex-end" mt="md">
          <Button type="submit">{images.done}</Button>
        </Group>
      </form>
    </Modal>
  )
}
