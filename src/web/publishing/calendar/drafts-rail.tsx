import { Draggable } from '@fullcalendar/react/interaction'
import { ActionIcon, Tooltip } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { Repeat2, X } from 'lucide-react'
import { lazy, Suspense, useEffect, useRef, useState } from 'react'

import type { PostSummary } from '#contract/publishing'

import { api } from '../../api.ts'
import { useBrand } from '../../frame/who.ts'
import { useText } from '../../language/text-provider.tsx'
import { ErrorState, LoadingState } from '../../ui/states.tsx'
import { PostCard } from './post-card.tsx'

import styles from './drafts-rail.module.css'

const KeepDialog = lazy(async () => ({ default: (await import('../evergreen/keep-dialog.tsx')).KeepDialog }))

interface DraftsRailProps {
  mayMove: boolean
  onOpen: (postId: string) => void
  onClose: () => void
}

/** Drafts beside the grid: a click goes on writing, dragging one onto the grid gives it a time. */
export function DraftsRail({ mayMove, onOpen, onClose }: DraftsRailProps) {
  const words = useText().calendar
  const brand = useBrand()
  const drafts = useQuery(api.publishing.drafts.queryOptions({ input: { brandId: brand.id, limit: 100 } }))
  const list = useRef<HTMLUListElement>(null)
  useEffect(() => {
    if (list.current === null || !mayMove) return
    const dragging = new Draggable(list.current, {
      itemSelector: '[data-post]',
      eventData: (element: HTMLElement) => ({ id: element.dataset['post'], title: element.dataset['title'], duration: '01:00' }),
    })
    return () => dragging.destroy()
  }, [mayMove])
  const posts = drafts.data?.posts ?? []
  return (
    <aside className={styles.rail} aria-label={words.drafts}>
      <div className={styles.head}>
        <h2>{words.draftsOf(posts.length)}</h2>
        <Tooltip label={words.closeDrafts}>
          <ActionIcon variant="subtle" color="gray" aria-label={words.closeDrafts} onClick={onClose}>
            <X size={16} />
          </ActionIcon>
        </Tooltip>
      </div>
      {drafts.isPending && <LoadingState rows={4} height={48} />}
      {drafts.isError && <ErrorState error={drafts.error} retry={() => void drafts.refetch()} />}
      {drafts.isSuccess && <p className={styles.hint}>{posts.length === 0 ? words.noDrafts : mayMove ? words.draftsHint : ''}</p>}
      <ul ref={list} className={styles.list}>
        {posts.map((post) => (
          <li key={post.id} className={styles.item}>
            <button type="button" className={styles.draft} data-post={post.id} data-title={post.firstLine} onClick={() => onOpen(post.id)}>
              <PostCard post={post} />
            </button>
            {mayMove && <Keep post={post} />}
          </li>
        ))}
      </ul>
    </aside>
  )
}

function Keep({ post }: { post: PostSummary }) {
  const words = useText().calendar
  const [keeping, setKeeping] = useState(false)
  const said = words.keep(post.firstLine || words.noText)
  return (
    <>
      <Tooltip label={said}>
        <ActionIcon variant="subtle" color="gray" aria-label={said} onClick={() => setKeeping(true)}>
          <Repeat2 size={16} />
        </ActionIcon>
      </Tooltip>
      {keeping && (
        <Suspense>
          <KeepDialog postId={post.id} accountIds={post.accountIds} onClose={() => setKeeping(false)} />
        </Suspense>
      )}
    </>
  )
}
