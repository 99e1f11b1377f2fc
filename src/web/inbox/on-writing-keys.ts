import type { KeyboardEvent } from 'react'

/** Ctrl or ⌘ with Enter sends; Escape leaves the box, so that single keys work again. A slash may stand for something else than itself. */
export function onWritingKeys(send: () => void, onSlash?: () => void) {
  return (event: KeyboardEvent<HTMLTextAreaElement>): void => {
    if (event.nativeEvent.isComposing) return
    if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) {
      event.preventDefault()
      send()
    } else if (event.key === '/' && onSlash) {
      event.preventDefault()
      onSlash()
    } else if (event.key === 'Escape') event.currentTarget.blur()
  }
}
