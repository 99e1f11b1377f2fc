import type { PostSummary } from '#contract/publishing'

import { api, queries } from '../../api.ts'
import { useBrand } from '../../frame/who.ts'
import { useText } from '../../language/text-provider.tsx'
import { useFormat } from '../../language/use-format.ts'
import { showTrouble } from '../../ui/toast.tsx'
import { instantOf, localOf } from '../time/wall-clock.ts'
import { readDrop, type Drop } from './place-posts.ts'
import { useMovePost } from './use-move-post.ts'

interface Dropped {
  postId: string
  at: Date
  revert: () => void
}

/** Moves the post that was dropped on the grid, and says what the clock made of it. */
export function useDrop(shown: readonly PostSummary[]): (dropped: Dropped) => void {
  const { id: brandId, timeZone } = useBrand()
  const words = useText().calendar
  const format = useFormat(timeZone)
  const move = useMovePost()

  function dropOn({ postId, at, revert }: Dropped): void {
    const post = shown.find(({ id }) => id === postId) ?? draftOf(brandId, postId)
    if (post === undefined) return revert()
    const before = post.planned === undefined ? undefined : localOf(post.planned.at, timeZone)
    const drop = readDrop(at, before, { timeZone, now: Temporal.Now.instant() })
    if (drop.kind === 'same') return revert()
    if (drop.kind === 'past') {
      revert()
      showTrouble(words.past)
      return
    }
    const occurrence = drop.kind === 'twice' ? drop.occurrence : undefined
    const when = format.dateTime(instantOf(drop.local, timeZone, occurrence)?.toString() ?? at)
    void move(post, { local: drop.local, occurrence, remark: remarkOn(drop, when, words) }).then((moved) => moved || revert())
  }
  return dropOn
}

/** What the clock made of the drop, if it is not simply the time it landed on. */
function remarkOn(drop: Drop, when: string, words: ReturnType<typeof useText>['calendar']): string | undefined {
  if (drop.kind === 'skipped') return words.skipped(drop.wanted.slice(11), when)
  return drop.kind === 'twice' ? words.twice(when, drop.occurrence) : undefined
}

/** A draft dragged in from beside the grid. */
function draftOf(brandId: string, postId: string): PostSummary | undefined {
  const drafts = queries.getQueryData(api.publishing.drafts.queryKey({ input: { brandId, limit: 100 } }))
  return drafts?.posts.find(({ id }) => id === postId)
}
