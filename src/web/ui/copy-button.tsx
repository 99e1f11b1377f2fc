import { Button } from '@mantine/core'
import { Check, Copy } from 'lucide-react'
import { useState } from 'react'

import { useText } from '../language/text-provider.tsx'
import { writeToClipboard } from './write-to-clipboard.ts'

/** Copies a text and says so. Where the browser forbids it (plain http), it says how to do it by hand. */
export function CopyButton({ value, label }: { value: string; label?: string }) {
  const text = useText().ui
  const [said, setSaid] = useState<string>()
  const copy = async () => {
    const copied = await writeToClipboard(value)
    setSaid(copied ? text.copied : text.copyByHand)
    setTimeout(() => setSaid(undefined), 2500)
  }
  const Icon = said === text.copied ? Check : Copy
  return (
    <Button variant="default" leftSection={<Icon size={16} aria-hidden="true" />} onClick={() => void copy()}>
      <span aria-live="polite">{said ?? label ?? text.copy}</span>
    </Button>
  )
}
