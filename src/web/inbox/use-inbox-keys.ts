import { useEffect, useRef } from 'react'

type InboxKeys = Readonly<Record<string, () => unknown>>

/** Single keys, wherever the focus is, except while somebody writes or a menu or dialog is open. */
export function useInboxKeys(keys: InboxKeys): void {
  const latest = useRef(keys)
  useEffect(() => {
    latest.current = keys
  })
  useEffect(() => {
    // Before anything else hears the key: what Escape closes is gone by the time it comes up here.
    let elsewhere = false
    const look = (event: KeyboardEvent) => {
      elsewhere = isElsewhere(event.target)
    }
    const press = (event: KeyboardEvent) => {
      if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return
      const act = latest.current[event.key.toLowerCase()]
      if (!act || elsewhere) return
      event.preventDefault()
      act()
    }
    document.addEventListener('keydown', look, true)
    document.addEventListener('keydown', press)
    return () => {
      document.removeEventListener('keydown', look, true)
      document.removeEventListener('keydown', press)
    }
  }, [])
}

function isElsewhere(target: EventTarget | null): boolean {
  if (document.querySelector('[role=dialog], [role=menu]') !== null) return true
  return (
    target instanceof Element &&
    target.closest('input:not([type=checkbox]), textarea, select, [contenteditable], [role=radiogroup]') !== null
  )
}
