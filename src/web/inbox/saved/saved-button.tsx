import { ActionIcon, Tooltip } from '@mantine/core'
import { MessageSquareText } from 'lucide-react'
import { lazy, Suspense } from 'react'

import { insertText } from '../../publishing/composer/insert-text.ts'
import { useInboxText } from '../use-inbox-text.ts'

const SavedPicker = lazy(async () => ({ default: (await import('./saved-picker.tsx')).SavedPicker }))

interface SavedButtonProps {
  /** The box that the answer is written in. */
  areaId: string
  messageId: string
  opened: boolean
  onOpened: (opened: boolean) => void
  /** Told once its words stand in the box. */
  onInserted: (savedAnswerId: string) => void
}

/** Opens the saved answers; what is chosen is written where the cursor stands. */
export function SavedButton({ areaId, messageId, opened, onOpened, onInserted }: SavedButtonProps) {
  const words = useInboxText().desk
  const close = (then: () => void) => {
    onOpened(false)
    // Once the dialog has given the focus free.
    requestAnimationFrame(then)
  }
  return (
    <>
      <Tooltip label={words.savedKey}>
        <ActionIcon size="lg" variant="subtle" color="gray" aria-label={words.saved} onClick={() => onOpened(true)}>
          <MessageSquareText size={18} aria-hidden="true" />
        </ActionIcon>
      </Tooltip>
      {opened && (
        <Suspense>
          <SavedPicker
            messageId={messageId}
            onChoose={({ id, text }) =>
              close(() => {
                insertText(areaId, text)
                onInserted(id)
              })
            }
            onClose={() => close(() => document.getElementById(areaId)?.focus())}
          />
        </Suspense>
      )}
    </>
  )
}
