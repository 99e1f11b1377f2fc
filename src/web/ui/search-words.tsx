import { TextInput } from '@mantine/core'
import { Search } from 'lucide-react'
import { useState } from 'react'

interface SearchWordsProps {
  /** What the address says. */
  text: string
  onText: (text: string) => void
  label: string
  hint: string
  className: string | undefined
  id?: string
  /** Escape gives the focus back to the page, where that has keys of its own. */
  leavable?: boolean
}

/** What is looked for, kept here while it is typed: the address follows a moment later. */
export function SearchWords({ text, onText, label, hint, className = '', id, leavable = false }: SearchWordsProps) {
  const [typed, setTyped] = useState(text)
  const [before, setBefore] = useState(text)
  // The address was changed by something else: what stands here follows it.
  if (before !== text) {
    setBefore(text)
    setTyped(text)
  }
  return (
    <TextInput
      {...(id === undefined ? {} : { id })}
      type="search"
      className={className}
      value={typed}
      onChange={(event) => {
        setTyped(event.currentTarget.value)
        onText(event.currentTarget.value)
      }}
      onKeyDown={(event) => leavable && event.key === 'Escape' && event.currentTarget.blur()}
      aria-label={label}
      placeholder={hint}
      leftSection={<Search size={16} aria-hidden="true" />}
    />
  )
}
