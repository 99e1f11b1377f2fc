import { Button, Group, Modal, Text, Textarea } from '@mantine/core'
import { useId, useState } from 'react'

import type { MediaItem } from '#contract/media'

import { useText } from '../../language/text-provider.tsx'
import { useNarrow } from '../../ui/use-narrow.ts'
import { useComposerText } from './use-composer-text.ts'

import styles from './alt-editor.module.css'

interface AltEditorProps extends AltFieldProps {
  item: MediaItem
  onClose: () => void
}

/** Asks for the description beside the picture it is about. */
export function AltEditor({ item, onClose, ...field }: AltEditorProps) {
  const words = useComposerText().images
  const close = useText().ui.close
  const narrow = useNarrow()
  const formId = useId()
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
        <img className={styles.image} src={item.url} alt="" width={item.width} height={item.height} />
        <AltField {...field} />
        <Group justify="flex-end" mt="md">
          <Button type="submit">{words.done}</Button>
        </Group>
      </form>
    </Modal>
  )
}

interface AltFieldProps {
  alt: string
  max: number
  onAlt: (alt: string) => void
}

/** The description; what is typed is taken at once. */
export function AltField({ alt, max, onAlt }: AltFieldProps) {
  const words = useComposerText().images
  const [text, setText] = useState(alt)
  const room = words.altLeft(text.length, max)
  return (
    <>
      <Textarea
        label={words.altTitle}
        description={words.altHint}
        value={text}
        autosize
        minRows={3}
        maxRows={8}
        data-autofocus
        maxLength={5000}
        error={text.length > max ? room : undefined}
        onChange={({ currentTarget: { value } }) => {
          setText(value)
          onAlt(value)
        }}
      />
      <Text size="xs" c="dimmed" mt={4}>
        {room}
      </Text>
    </>
  )
}
