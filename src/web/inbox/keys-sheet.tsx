import { Kbd, Modal } from '@mantine/core'
import { Fragment } from 'react'

import { useText } from '../language/text-provider.tsx'
import { useInboxText } from './use-inbox-text.ts'

import styles from './keys-sheet.module.css'

/** Every key of the inbox. */
export function KeysSheet({ onClose }: { onClose: () => void }) {
  const words = useInboxText().keys
  const { close } = useText().ui
  const keys = [
    ['J', words.next],
    ['K', words.previous],
    ['E', words.done],
    ['R', words.answer],
    ['N', words.note],
    ['P', words.person],
    ['A', words.assign],
    ['S', words.snooze],
    ['L', words.labels],
    ['U', words.urgent],
    ['H', words.hide],
    ['X', words.choose],
    ['V', words.saveView],
    ['1–9', words.openView],
    ['/', words.search],
    ['/', words.saved],
    [isApple ? '⌘ Enter' : 'Ctrl Enter', words.send],
    ['Esc', words.leave],
    ['?', words.help],
  ] as const
  return (
    <Modal opened onClose={onClose} title={words.title} closeButtonProps={{ 'aria-label': close }}>
      <dl className={styles.keys}>
        {keys.map(([key, does]) => (
          <Fragment key={does}>
            <dt>
              <Kbd>{key}</Kbd>
            </dt>
            <dd>{does}</dd>
          </Fragment>
        ))}
      </dl>
    </Modal>
  )
}

const isApple = /Mac|iPhone|iPad/.test(navigator.userAgent)
