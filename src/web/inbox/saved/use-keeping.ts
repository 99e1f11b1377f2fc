import { useState } from 'react'

import { reload } from '../../api.ts'
import { useExplain } from '../../errors/use-explain.ts'
import { toast } from '../../ui/toast.tsx'

/** Saves, says so and closes the form; stays open with the reason where the server says no. */
export function useKeeping(onDone: () => void) {
  const explain = useExplain()
  const [isPending, setPending] = useState(false)
  const [trouble, setTrouble] = useState<string>()
  async function keep(work: () => Promise<unknown>, says: string): Promise<void> {
    setPending(true)
    setTrouble(undefined)
    try {
      await work()
      toast(says)
      await reload('saved-answers')
      onDone()
    } catch (error) {
      setTrouble(explain(error))
    } finally {
      setPending(false)
    }
  }
  return { keep, isPending, trouble }
}
