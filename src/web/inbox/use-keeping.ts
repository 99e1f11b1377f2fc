import { useState } from 'react'

import { reload, type Topic } from '../api.ts'
import { useExplain } from '../errors/use-explain.ts'
import { toast } from '../ui/toast.tsx'

/** Saves something of a topic, says so and closes the form; stays open with the reason where the server says no. */
export function useKeeping(topic: Topic, onDone: () => void) {
  const explain = useExplain()
  const [isPending, setPending] = useState(false)
  const [trouble, setTrouble] = useState<string>()
  async function keep(work: () => Promise<unknown>, says: string): Promise<void> {
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
  return { keep, isPending, trouble }
}
