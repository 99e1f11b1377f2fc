import type { Notice } from './notices.tsx'
import { toastArea } from './toast-area.tsx'

/** Something worked, in a few words. */
export function toast(message: string): void {
  show({ message, kind: 'done' })
}

/** Something did not work; stays until closed, or until it is over with what it is about. Make the sentence with `useExplain()`. */
export function showTrouble(message: string, about?: string): void {
  show({ message, kind: 'trouble', about })
}

/** It worked after all: nothing of it stays in the way. */
export function troubleIsOver(about: string): void {
  void toastArea().then(({ hideNotice }) => hideNotice(about))
}

/** It is done and can be taken back for ten seconds. */
export function undoToast({ message, undo, onUndo }: { message: string; undo: string; onUndo: () => void }): void {
  show({ message, kind: 'done', undo: { word: undo, act: onUndo } })
}

function show(notice: Notice): void {
  void toastArea().then(({ showNotice }) => showNotice(notice))
}
