import { useState, type DragEvent } from 'react'

/** Files that are dragged over an element and dropped there; nothing where there is nobody to take them. */
export function useFileDrop(onFiles: ((files: readonly File[]) => void) | undefined) {
  const [isOver, setOver] = useState(false)
  const carries = (event: DragEvent) => onFiles !== undefined && event.dataTransfer.types.includes('Files')
  const handlers = {
    onDragOver: (event: DragEvent) => {
      if (!carries(event)) return
      event.preventDefault()
      setOver(true)
    },
    onDragLeave: (event: DragEvent) => {
      const into = event.relatedTarget
      if (!(into instanceof Node) || !event.currentTarget.contains(into)) setOver(false)
    },
    onDrop: (event: DragEvent) => {
      setOver(false)
      if (!carries(event)) return
      event.preventDefault()
      onFiles?.([...event.dataTransfer.files])
    },
  }
  return { isOver, handlers }
}
