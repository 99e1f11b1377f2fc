import type { KeyboardEvent } from 'react'

/** Ctrl or ⌘ with Enter sends; Escape leaves the box, so that single keys work again. */
export function onWritingKeys(send: () => void) {
  return (event: KeyboardEvent<HTMLTextAreaElement>): void => {
    if (event.nativeEvent.isComposing) return
    if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) {
      event.preventDefault()
      send()
    } else if (event.key === 'Escape') event.currentTarget.blur()
  }
}
