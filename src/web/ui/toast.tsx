import { Button, Group, Text } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import { Check, CircleAlert } from 'lucide-react'

/** Something worked, in a few words. */
export function toast(message: string): void {
  notifications.show({ message, icon: <Check size={16} aria-hidden="true" />, color: 'gray', withBorder: true, autoClose: 4000 })
}

/** Something did not work; stays until closed. Make the sentence with `useExplain()`. */
export function showTrouble(message: string): void {
  notifications.show({ message, icon: <CircleAlert size={16} aria-hidden="true" />, color: 'red', withBorder: true, autoClose: false })
}

/** It is done and can be taken back for ten seconds. */
export function undoToast({ message, undo, onUndo }: { message: string; undo: string; onUndo: () => void }): void {
  const id = notifications.show({
    autoClose: 10_000,
    withBorder: true,
    color: 'gray',
    icon: <Check size={16} aria-hidden="true" />,
    message: (
      <Group justify="space-between" wrap="nowrap">
        <Text>{message}</Text>
        <Button
          size="compact-sm"
          variant="subtle"
          onClick={() => {
            notifications.hide(id)
            onUndo()
          }}
        >
          {undo}
        </Button>
      </Group>
    ),
  })
}
