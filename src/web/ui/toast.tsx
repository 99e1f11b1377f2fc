import type { Notice } from './notices.tsx'
import { toastArea } from './toast-area.tsx'

/** Something worked, in a few words. */
export function toast(message: string): void {
  show({ message, kind: 'done' })
}

/** Something did not work; stays until closed. Make the sentence with `useExplain()`. */
export function showTrouble(message: string): void {
  show({ message, kind: 'trouble' })
}

/** It is done and can be taken back for ten seconds. */
export function undoToast({ message, undo, onUndo }: { message: string; undo: string; onUndo: () => void }): void {
  show({ message, kind: 'done', undo: { word: undo, act: onUndo } })
}

function show(notice: Notice): void {
  void toastArea().then(({ showNotice }) => showNotice(notice))
}
