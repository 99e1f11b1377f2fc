import { Button, Group, Modal, Text, Textarea } from '@mantine/core'
import { useId, useState } from 'react'

import type { MediaItem } from '#contract/media'

import { useText } from '../../language/text-provider.tsx'
import { useNarrow } from '../../ui/use-narrow.ts'
import { useComposerText } from './use-composer-text.ts'

import styles from './alt-editor.module.css'

interface AltEditorProps {
  media: MediaItem
  alt: string
  max: number
  onAlt: (alt: string) => void
  onClose: () => void
}

/** Asks for the description beside the image it is about; what is typed is taken at once. */
export function AltEditor({ media, alt, max, onAlt, onClose }: AltEditorProps) {
  const words = useComposerText().images
  const close = useText().ui.close
  const narrow = useNarrow()
  const formId = useId()
  const [text, setText] = useState(alt)
  return (
    <Modal opened onClose={onClose} title={words.altTitle} size="lg" fullScreen={narrow} closeButtonProps={{ 'aria-label': close }}>
      <form
        id={formId}
        onSubmit={(event) => {
          event.preventDefault()
          event.stopPropagation()
          onClose()
        }}
      >
        <img className={styles.image} src={media.url} alt="" width={media.width} height={media.height} />
        <Textarea
          label={words.altTitle}
          description={words.altHint}
          value={text}
          autosize
          minRows={3}
          maxRows={8}
          data-autofocus
          maxLength={5000}
          error={text.length > max ? words.altLeft(text.length, max) : undefined}
          onChange={(event) => {
            setText(event.currentTarget.value)
            onAlt(event.currentTarget.value)
          }}
        />
        <Group justify="space-between" mt="md">
          <Text size="xs" c="dimmed">
            {words.altLeft(text.length, max)}
          </Text>
          <Button type="submit">{words.done}</Button>
        </Group>
      </form>
    </Modal>
  )
}
