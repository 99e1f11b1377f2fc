import { useState } from 'react'

import { reload, type Topic } from './api.ts'
import { useExplain } from './errors/use-explain.ts'
import { toast } from './ui/toast.tsx'

export interface Saving {
  /** Does it, says so and closes the form; stays open with the reason where the server says no. */
  readonly save: (work: () => Promise<unknown>, says: string) => Promise<void>
  readonly isPending: boolean
  readonly trouble: string | undefined
}

/** Saving from a form that closes when it is done, and what is shown of the topic with it. */
export function useSaving(topic: Topic, onDone: () => void): Saving {
  const explain = useExplain()
  const [isPending, setPending] = useState(false)
  const [trouble, setTrouble] = useState<string>()
  async function save(work: () => Promise<unknown>, says: string): Promise<void> {
    setPending(true)
    setTrouble(undefined)
    try {
      await work()
      toast(says)
      await reload(topic)
      onDone()
    } catch (error) {
      setTrouble(explain(error))
    } finally {
      setPending(false)
    }
  }
  return { save, isPending, trouble }
}
