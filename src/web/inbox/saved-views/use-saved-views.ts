import { useQuery } from '@tanstack/react-query'

import type { SavedView } from '#contract/inbox'

import { api, client, queries, reload } from '../../api.ts'
import { useExplain } from '../../errors/use-explain.ts'
import { useBrand } from '../../frame/who.ts'
import { showTrouble } from '../../ui/toast.tsx'

/** The saved views of the brand on screen, and what can be done with them. */
export function useSavedViews() {
  const brandId = useBrand().id
  const explain = useExplain()
  const saved = useQuery(api.inbox.views.queryOptions({ input: { brandId } })).data ?? none
  async function take(ask: () => Promise<unknown>): Promise<void> {
    try {
      await ask()
    } catch (error) {
      showTrouble(explain(error))
    } finally {
      await reload('views')
    }
  }
  return {
    saved,
    update: (viewId: string, change: Pick<Partial<SavedView>, 'filter' | 'shared'>) =>
      take(() => client.inbox.changeView({ viewId, ...change })),
    remove: (viewId: string) => take(() => client.inbox.removeView({ viewId })),
    /** One place up or down. */
    move: (viewId: string, by: 1 | -1) => {
      const viewIds = moved(
        saved.map(({ id }) => id),
        viewId,
        by,
      )
      queries.setQueryData(api.inbox.views.queryKey({ input: { brandId } }), (before) =>
        before?.toSorted((a, b) => viewIds.indexOf(a.id) - viewIds.indexOf(b.id)),
      )
      return take(() => client.inbox.orderViews({ brandId, viewIds }))
    },
  }
}

export type SavedViews = ReturnType<typeof useSavedViews>

const none: readonly SavedView[] = []

function moved(ids: readonly string[], id: string, by: 1 | -1): string[] {
  const from = ids.indexOf(id)
  const to = Math.max(0, Math.min(ids.length - 1, from + by))
  return ids.toSpliced(from, 1).toSpliced(to, 0, id)
}
