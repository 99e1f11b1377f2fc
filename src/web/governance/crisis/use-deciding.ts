import { useState } from 'react'

import { client, reload } from '../../api.ts'
import { useExplain } from '../../errors/use-explain.ts'
import { useText } from '../../language/text-provider.tsx'
import { useFormat } from '../../language/use-format.ts'
import { showTrouble, toast } from '../../ui/toast.tsx'
import { useCrisisText } from './use-crisis-text.ts'

type How = Parameters<typeof client.publishing.resumeHeld>[0]['how']

/** Decides about held posts and says how many it could not, with the first reason. */
export function useDeciding(onDone: () => void) {
  const { held: words } = useCrisisText()
  const { refusals } = useText().errors
  const format = useFormat()
  const explain = useExplain()
  const [isPending, setPending] = useState(false)
  async function decide(postIds: readonly string[], how: How): Promise<void> {
    setPending(true)
    try {
      const { results } = await client.publishing.resumeHeld({ postIds: [...postIds], how })
      const refused = results.filter((result) => !result.ok)
      if (refused.length < results.length) toast(words.decided(format.number(results.length - refused.length)))
      const [first] = refused
      if (first) showTrouble(words.refused(format.number(refused.length), sentenceFor(refusals, first)))
      await Promise.all([reload('crisis'), reload('posts')])
      onDone()
    } catch (error) {
      showTrouble(explain(error))
    } finally {
      setPending(false)
    }
  }
  return { decide, isPending }
}

function sentenceFor(refusals: Readonly<Record<string, string>>, { code, message }: { code: string; message: string }): string {
  return refusals[code] ?? message
}
