import { useState } from 'react'

import type { Person } from '#contract/inbox'

import { api, queries, reload } from '../../api.ts'
import { useExplain } from '../../errors/use-explain.ts'
import { toast } from '../../ui/toast.tsx'

/** A change answered with the card as it is now: it is shown without asking again. */
export function keepCard(person: Person): void {
  queries.setQueryData(api.inbox.person.queryKey({ input: { personId: person.id } }), person)
}

/** Changes a card and says so; true where it worked, otherwise why not. */
export function usePersonChange() {
  const explain = useExplain()
  const [working, setWorking] = useState(false)
  const [trouble, setTrouble] = useState<string>()
  async function change(ask: () => Promise<Person>, says: string): Promise<boolean> {
    setWorking(true)
    setTrouble(undefined)
    try {
      keepCard(await ask())
      toast(says)
      void reload('people')
      return true
    } catch (error) {
      setTrouble(explain(error))
      return false
    } finally {
      setWorking(false)
    }
  }
  return { change, working, trouble }
}
