import { Button } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'

import { api } from '../../api.ts'
import { useBrand } from '../../frame/who.ts'
import { EmptyState, ErrorState, LoadingState } from '../../ui/states.tsx'
import { isChangeable } from '../post/actions-for.ts'
import { Desk } from './desk.tsx'
import { Sheet } from './sheet.tsx'
import { useComposerText } from './use-composer-text.ts'
import { usualAccounts } from './usual-accounts.ts'

import styles from './composer-sheet.module.css'

interface ComposerSheetProps {
  postId?: string
  /** When a new post should go out, by the clock in the brand's zone: 2026-11-24T09:30. */
  start?: string
  onClose: () => void
}

/** The composer, a wide sheet over where one was; the whole screen where that is narrow. */
export function ComposerSheet({ postId, start, onClose }: ComposerSheetProps) {
  const brand = useBrand()
  const words = useComposerText()
  const accounts = useQuery(api.connections.accounts.queryOptions({ input: { brandId: brand.id } }))
  const post = useQuery({
    ...api.publishing.get.queryOptions({ input: { postId: postId ?? '' } }),
    enabled: postId !== undefined,
    staleTime: 0,
  })
  const trouble = accounts.error ?? post.error
  const ready = accounts.isSuccess && (postId === undefined || (post.isSuccess && (post.isFetchedAfterMount || !post.isFetching)))
  if (ready && (post.data === undefined || isChangeable(post.data))) {
    return (
      <Desk
        opening={{ post: post.data, start, accountIds: usualAccounts(brand.id, accounts.data) }}
        accounts={accounts.data}
        onClose={onClose}
      />
    )
  }
  return (
    <Sheet title={words.newPost} onClose={onClose}>
      <div className={styles.waiting}>
        {trouble !== null && (
          <ErrorState error={trouble} retry={() => void Promise.all([accounts.refetch(), postId === undefined || post.refetch()])} />
        )}
        {trouble === null && !ready && <LoadingState rows={4} />}
        {trouble === null && ready && post.data !== undefined && (
          <EmptyState
            title={words.notEditable}
            action={
              <Button renderRoot={(props) => <Link to="/posts/$postId" params={{ postId: post.data.id }} {...props} />}>
                {words.openPost}
              </Button>
            }
          />
        )}
      </div>
    </Sheet>
  )
}
