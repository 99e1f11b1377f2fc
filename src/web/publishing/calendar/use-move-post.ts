import { useCallback } from 'react'

import type { Post, PostSummary } from '#contract/publishing'

import { api, client, queries, reload } from '../../api.ts'
import { useExplain } from '../../errors/use-explain.ts'
import { useBrand } from '../../frame/who.ts'
import { useText } from '../../language/text-provider.tsx'
import { useFormat } from '../../language/use-format.ts'
import { showTrouble, toast, undoToast } from '../../ui/toast.tsx'
import { instantOf, localOf, occurrenceOf, planAt, type Occurrence } from '../time/wall-clock.ts'

export interface NewTime {
  readonly local: string
  readonly occurrence?: Occurrence | undefined
  /** What the clock made of the wish, if it is not what was asked for. */
  readonly remark?: string | undefined
}

type Movable = Pick<PostSummary, 'id' | 'revision' | 'planned'>

/** Gives a post another time, shown at once, and for ten seconds its old one back on request. False where the server said no. */
export function useMovePost(): (post: Movable, time: NewTime) => Promise<boolean> {
  const { timeZone } = useBrand()
  const words = useText().calendar
  const format = useFormat(timeZone)
  const explain = useExplain()

  return useCallback(
    async (post, time) => {
      const at = instantOf(time.local, timeZone, time.occurrence)
      if (at !== undefined) showAt(post.id, { at: at.toString(), local: time.local, timeZone })
      try {
        const moved = await schedule(post, planAt(time.local, timeZone, time.occurrence))
        const when = moved.planned === undefined ? '' : format.dateTime(moved.planned.at)
        const message = time.remark ?? (post.planned === undefined ? words.scheduled(when) : words.moved(when))
        undoToast({ message, undo: words.undo, onUndo: () => void undo(moved, post.planned) })
        return true
      } catch (error) {
        showTrouble(explain(error))
        return false
      } finally {
        void reload('posts')
      }

      async function undo(moved: Post, before: PostSummary['planned']): Promise<void> {
        try {
          const { id: postId, revision } = moved
          if (before === undefined) await client.publishing.unschedule({ postId, revision })
          else {
            const local = localOf(before.at, timeZone)
            await schedule(moved, planAt(local, timeZone, occurrenceOf(before.at, local, timeZone)))
            toast(words.movedBack(format.dateTime(before.at)))
          }
        } catch (error) {
          showTrouble(explain(error))
        } finally {
          void reload('posts')
        }
      }
    },
    [timeZone, words, format, explain],
  )
}

function schedule({ id, revision }: Movable, when: ReturnType<typeof planAt>): Promise<Post> {
  return client.publishing.schedule({ postId: id, revision, when })
}

/** Every list on screen shows the new time before the server has answered. */
function showAt(id: string, planned: NonNullable<PostSummary['planned']>): void {
  const moved = (post: PostSummary) => (post.id === id ? { ...post, planned } : post)
  for (const queryKey of [api.publishing.list.key(), api.publishing.overview.key()]) {
    queries.setQueriesData<{ posts: PostSummary[] }>({ queryKey }, (list) => list && { ...list, posts: list.posts.map(moved) })
  }
}
