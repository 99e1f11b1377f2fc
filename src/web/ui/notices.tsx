import '@mantine/notifications/styles.layer.css'
import { Button, Group, Text } from '@mantine/core'
import { notifications, Notifications } from '@mantine/notifications'
import { Check, CircleAlert } from 'lucide-react'

export interface Notice {
  message: string
  kind: 'done' | 'trouble'
  /** Of several about the same only the latest stands. */
  about?: string | undefined
  /** Takes it back, while the notice stands. */
  undo?: { word: string; act: () => void } | undefined
}

/** The corner where notices appear. */
export function Notices() {
  return <Notifications position="bottom-right" />
}

/** Trouble stays until closed, what can be undone for ten seconds, good news for four. */
export function showNotice({ message, kind, about, undo }: Notice): void {
  const Icon = kind === 'done' ? Check : CircleAlert
  if (about !== undefined) notifications.hide(about)
  const id = notifications.show({
    ...(about === undefined ? {} : { id: about }),
    autoClose: kind === 'trouble' ? false : undo ? 10_000 : 4000,
    color: kind === 'trouble' ? 'red' : 'gray',
    withBorder: true,
    icon: <Icon size={16} aria-hidden="true" />,
    message: undo ? <Undoable message={message} word={undo.word} onUndo={() => takeBack()} /> : message,
  })
  const takeBack = () => {
    notifications.hide(id)
    undo?.act()
  }
}

export function hideNotice(about: string): void {
  notifications.hide(about)
}

function Undoable({ message, word, onUndo }: { message: string; word: string; onUndo: () => void }) {
  return (
    <Group justify="space-between" wrap="nowrap">
      <Text>{message}</Text>
      <Button size="compact-sm" variant="subtle" onClick={onUndo}>
        {word}
      </Button>
    </Group>
  )
}
