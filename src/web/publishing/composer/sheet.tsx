import { Modal } from '@mantine/core'
import type { ReactNode } from 'react'

import { useText } from '../../language/text-provider.tsx'
import { useNarrow } from '../../ui/use-narrow.ts'
import { closeOnOwnEscape } from '../close-on-own-escape.ts'

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
      onKeyDown={closeOnOwnEscape(onClose)}
      closeButtonProps={{ 'aria-label': close }}
      classNames={{ content: styles.sheet ?? '', header: styles.header ?? '', title: styles.title ?? '', body: styles.body ?? '' }}
    >
      {children}
    </Modal>
  )
}
