import { Modal } from '@mantine/core'
import type { KeyboardEvent, ReactNode } from 'react'

import { useText } from '../../language/text-provider.tsx'
import { useNarrow } from '../../ui/use-narrow.ts'

import styles from './composer-sheet.module.css'

interface SheetProps {
  title: ReactNode
  onClose: () => void
  children: ReactNode
}

/** The composer's frame: wide over the screen behind, which stays where it was. A click beside it closes nothing. */
export function Sheet({ title, onClose, children }: SheetProps) {
  const narrow = useNarrow()
  const close = useText().ui.close

  /** Escape in a popover or dialog above the sheet closes that one alone; those stand elsewhere in the page. */
  function closeOnOwnEscape({ key, currentTarget, target }: KeyboardEvent<HTMLElement>): void {
    if (key === 'Escape' && target instanceof Node && currentTarget.contains(target)) onClose()
  }

  return (
    <Modal
      opened
      onClose={onClose}
      title={title}
      size="min(1180px, 96vw)"
      fullScreen={narrow}
      padding={0}
      closeOnClickOutside={false}
      closeOnEscape={false}
      onKeyDown={closeOnOwnEscape}
      closeButtonProps={{ 'aria-label': close }}
      classNames={{ content: styles.sheet ?? '', header: styles.header ?? '', title: styles.title ?? '', body: styles.body ?? '' }}
    >
      {children}
    </Modal>
  )
}
