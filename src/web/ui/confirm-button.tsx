import { Button, Group, Modal, type ButtonProps } from '@mantine/core'
import { useState, type ReactNode } from 'react'

import { useText } from '../language/text-provider.tsx'

interface ConfirmButtonProps extends ButtonProps {
  /** The question, naming what will happen. */
  question: string
  /** What follows from it, and any choice inside it. */
  explanation?: ReactNode
  /** The word on the button that does it; the same verb as the button that asks. */
  confirm: string
  onConfirm: () => Promise<unknown> | undefined
  children: ReactNode
}

/** For what cannot be undone: asks once. Stays open while it works, and where `onConfirm` fails. */
export function ConfirmButton({ question, explanation, confirm, onConfirm, children, ...button }: ConfirmButtonProps) {
  const text = useText().ui
  const [asking, setAsking] = useState(false)
  const [working, setWorking] = useState(false)
  const act = async () => {
    setWorking(true)
    try {
      await onConfirm()
      setAsking(false)
    } finally {
      setWorking(false)
    }
  }
  return (
    <>
      <Button variant="default" {...button} onClick={() => setAsking(true)}>
        {children}
      </Button>
      <Modal opened={asking} onClose={() => setAsking(false)} title={question} closeButtonProps={{ 'aria-label': text.close }}>
        {explanation}
        <Group justify="flex-end" mt="lg">
          <Button variant="default" onClick={() => setAsking(false)}>
            {text.cancel}
          </Button>
          <Button color="red" loading={working} onClick={() => void act()}>
            {confirm}
          </Button>
        </Group>
      </Modal>
    </>
  )
}
