import { useState } from 'react'

import type { PostSummary, Results } from '#contract/publishing'

import { client, reload } from '../../api.ts'
import { useExplain } from '../../errors/use-explain.ts'
import { useBrand } from '../../frame/who.ts'
import { showTrouble, toast, undoToast } from '../../ui/toast.tsx'
import { localOf, occurrenceOf, planAt } from '../time/wall-clock.ts'
import { shiftPlan, type Shift } from './shift-plan.ts'
import { usePlanningText } from './use-planning-text.ts'

/** What was refused, with the post it is about, so that people recognise it. */
export interface Refused {
  readonly post: PostSummary
  readonly code: string
}

export interface Bulk {
  readonly working: boolean
  readonly move: (posts: readonly PostSummary[], shift: Shift) => Promise<void>
  readonly unschedule: (posts: readonly PostSummary[]) => Promise<void>
  readonly remove: (posts: readonly PostSummary[]) => Promise<void>
}

/** Changes several posts at once; says how many it did, offers to take it back where that is possible, and hands over what was refused. */
export function useBulk(onDone: (refused: readonly Refused[]) => void): Bulk {
  const words = usePlanningText().bulk
  const { timeZone } = useBrand()
  const explain = useExplain()
  const [working, setWorking] = useState(false)

  async function act(posts: readonly PostSummary[], { ask, says, takeBack }: Act): Promise<void> {
    setWorking(true)
    try {
      const { results } = await ask()
      const done = results.filter(({ ok }) => ok)
      if (done.length > 0 && takeBack) undoToast({ message: says(done.length), undo: words.undo, onUndo: () => void undo(posts, results) })
      else if (done.length > 0) toast(says(done.length))
      onDone(refusedOf(posts, results))
    } catch (error) {
      showTrouble(explain(error))
    } finally {
      setWorking(false)
      void reload('posts')
    }
  }

  /** Each back to the time it had. */
  async function undo(posts: readonly PostSummary[], results: Results['results']): Promise<void> {
    const moves = results.flatMap((result) => {
      const planned = posts.find(({ id }) => id === result.postId)?.planned
      if (!result.ok || result.revision === undefined || planned === undefined) return []
      const local = localOf(planned.at, timeZone)
      const when = planAt(local, timeZone, occurrenceOf(planned.at, local, timeZone))
      return { postId: result.postId, revision: result.revision, when }
    })
    if (moves.length > 0) await act(posts, { ask: () => client.publishing.moveMany({ posts: moves }), says: words.back })
  }

  return {
    working,
    move: async (posts, shift) => {
      const now = Temporal.Now.instant()
      const moves = posts.flatMap((post) => {
        const shifted = shiftPlan(post, shift, { timeZone, now })
        return shifted.kind === 'moves' ? { ...refOf(post), when: planAt(shifted.local, timeZone, shifted.occurrence) } : []
      })
      await act(posts, { ask: () => client.publishing.moveMany({ posts: moves }), says: words.moved, takeBack: true })
    },
    unschedule: (posts) =>
      act(posts, { ask: () => client.publishing.unscheduleMany({ posts: posts.map(refOf) }), says: words.unscheduled, takeBack: true }),
    remove: (posts) => act(posts, { ask: () => client.publishing.removeMany({ posts: posts.map(refOf) }), says: words.removed }),
  }
}

interface Act {
  readonly ask: () => Promise<Results>
  readonly says: (count: number) => string
  readonly takeBack?: boolean
}

function refOf({ id, revision }: PostSummary): { postId: string; revision: number } {
  return { postId: id, revision }
}

function refusedOf(posts: readonly PostSummary[], results: Results['results']): Refused[] {
  return results.flatMap((result) => {
    const post = posts.find(({ id }) => id === result.postId)
    return result.ok || post === undefined ? [] : { post, code: result.code }
  })
}
