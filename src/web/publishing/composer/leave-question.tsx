import { Button, Group, Modal } from '@mantine/core'

import { useText } from '../../language/text-provider.tsx'
import { useComposerText } from './use-composer-text.ts'
import type { Composer } from './use-composer.ts'

interface LeaveQuestionProps {
  composer: Composer
  /** The changes cannot be saved as they are. */
  blocked: boolean
  onStay: () => void
  onLeave: () => void
  onSave: () => void
}

/** A scheduled post keeps going out as it was until its changes are saved, so leaving asks. */
export function LeaveQuestion({ composer, blocked, onStay, onLeave, onSave }: LeaveQuestionProps) {
  const words = useComposerText().leave
  const close = useText().ui.close
  return (
    <Modal opened onClose={onStay} title={words.title} closeButtonProps={{ 'aria-label': close }}>
      <p>{words.explanation}</p>
      <Group justify="flex-end" mt="lg">
        <Button
          variant="subtle"
          color="gray"
          onClick={() => {
            composer.finish()
            onLeave()
          }}
        >
          {words.discard}
        </Button>
        <Button variant="default" onClick={onLeave}>
          {words.later}
        </Button>
        <Button
          disabled={blocked}
          onClick={() => {
            onStay()
            onSave()
          }}
        >
          {words.save}
        </Button>
      </Group>
    </Modal>
  )
}
