import { ActionIcon, Popover, Tooltip } from '@mantine/core'
import { Smile } from 'lucide-react'
import { lazy, Suspense, useState } from 'react'

import { LoadingState } from '../../ui/states.tsx'
import { insertText } from './insert-text.ts'
import { useComposerText } from './use-composer-text.ts'

import styles from './emoji-button.module.css'

const EmojiPicker = lazy(async () => ({ default: (await import('./emoji/emoji-picker.tsx')).EmojiPicker }))

/** Puts an emoji where the cursor is. */
export function EmojiButton({ areaId }: { areaId: string }) {
  const words = useComposerText().emoji
  const [open, setOpen] = useState(false)
  return (
    <Popover opened={open} onChange={setOpen} position="bottom-start" shadow="md" trapFocus withinPortal>
      <Popover.Target>
        <Tooltip label={words.open} disabled={open}>
          <ActionIcon variant="subtle" color="gray" size="lg" aria-label={words.open} onClick={() => setOpen(!open)}>
            <Smile size={18} />
          </ActionIcon>
        </Tooltip>
      </Popover.Target>
      <Popover.Dropdown className={styles.dropdown ?? ''}>
        <Suspense fallback={<LoadingState rows={6} />}>
          <EmojiPicker
            onPick={(sign) => {
              setOpen(false)
              insertText(areaId, sign)
            }}
          />
        </Suspense>
      </Popover.Dropdown>
    </Popover>
  )
}
