import { Button, Group, Modal } from '@mantine/core'
import { useState, type ReactNode } from 'react'

import { useText } from '../language/text-provider.tsx'

interface ConfirmDialogProps {
  question: string
  explanation: ReactNode
  confirm: string
  opened: boolean
  onConfirm: () => Promise<unknown> | undefined
  onClose: () => void
}

/** The question of a ConfirmButton. Stays open while it works, and where `onConfirm` fails. */
export function ConfirmDialog({ question, explanation, confirm, opened, onConfirm, onClose }: ConfirmDialogProps) {
  const text = useText().ui
  const [working, setWorking] = useState(false)
  const act = async () => {
    setWorking(true)
    try {
      await onConfirm()
      onClose()
    } finally {
      setWorking(false)
    }
  }
  return (
    <Modal opened={opened} onClose={onClose} title={question} closeButtonProps={{ 'aria-label': text.close }}>
      {explanation}
      <Group justify="flex-end" mt="lg">
        <Button variant="default" onClick={onClose}>
          {text.cancel}
        </Button>
        <Button color="red" loading={working} onClick={() => void act()}>
          {confirm}
        </Button>
      </Group>
    </Modal>
  )
}
