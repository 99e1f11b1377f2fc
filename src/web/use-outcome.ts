import { reload, type Topic } from './api.ts'
import { useExplain } from './errors/use-explain.ts'
import { showTrouble, toast } from './ui/toast.tsx'

/** For `mutationOptions`: reloads what changed and says so in a few words, or says what went wrong. */
export function useOutcome({ changed, says }: { changed: Topic; says?: string }) {
  const explain = useExplain()
  return {
    onSuccess: async () => {
      if (says !== undefined) toast(says)
      await reload(changed)
    },
    onError: (error: unknown) => showTrouble(explain(error)),
  }
}
