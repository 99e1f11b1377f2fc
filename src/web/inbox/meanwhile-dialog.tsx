import { Button, Group, Modal } from '@mantine/core'

import { useText } from '../language/text-provider.tsx'
import { useInboxText } from './use-inbox-text.ts'
import type { Meanwhile } from './why-asked.ts'

import styles from './meanwhile-dialog.module.css'

interface MeanwhileDialogProps extends Meanwhile {
  onSend: () => void
  onLeave: () => void
}

/** Somebody answered first: shows their words and asks whether to answer all the same. */
export function MeanwhileDialog({ by, text, onSend, onLeave }: MeanwhileDialogProps) {
  const words = useInboxText().meanwhile
  const { close } = useText().ui
  return (
    <Modal opened onClose={onLeave} title={words.title} closeButtonProps={{ 'aria-label': close }}>
      <p>{by === '' ? words.there : words.by(by)}</p>
      <blockquote className={styles.theirs} dir="auto">
        {text}
      </blockquote>
      <p>{words.leaveHint}</p>
      <Group justify="flex-end" mt="lg">
        <Button variant="default" onClick={onSend}>
          {words.sendToo}
        </Button>
        <Button data-autofocus onClick={onLeave}>
          {words.leave}
        </Button>
      </Group>
    </Modal>
  )
}
