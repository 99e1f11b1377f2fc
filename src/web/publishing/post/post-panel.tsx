import { ActionIcon, Drawer, Group, Tooltip } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { Maximize2 } from 'lucide-react'
import { useEffect, useRef, type RefObject } from 'react'

import { api } from '../../api.ts'
import { useText } from '../../language/text-provider.tsx'
import { ErrorState, LoadingState } from '../../ui/states.tsx'
import { useNarrow } from '../../ui/use-narrow.ts'
import { closeOnOwnEscape } from '../close-on-own-escape.ts'
import { PostDetails } from './post-details.tsx'

import styles from './post-panel.module.css'

/** A post beside the screen it was opened from. */
export function PostPanel({ postId, onClose }: { postId: string; onClose: () => void }) {
  const words = useText().post
  const narrow = useNarrow()
  const post = useQuery(api.publishing.get.queryOptions({ input: { postId } }))
  const root = useKeptFocus()
  return (
    <Drawer
      ref={root}
      opened
      onClose={onClose}
      position="right"
      closeOnEscape={false}
      onKeyDown={closeOnOwnEscape(onClose)}
      size={narrow ? '100%' : 'md'}
      closeButtonProps={{ 'aria-label': words.close }}
      classNames={{ content: styles.panel ?? '', header: styles.header ?? '', body: styles.body ?? '' }}
      title={
        <Group component="span" gap={8}>
          {words.title}
          <Tooltip label={words.wholePage}>
            <ActionIcon
              renderRoot={(props) => <Link to="/posts/$postId" params={{ postId }} {...props} />}
              variant="subtle"
              color="gray"
              aria-label={words.wholePage}
            >
              <Maximize2 size={14} />
            </ActionIcon>
          </Tooltip>
        </Group>
      }
    >
      {post.isPending && <LoadingState rows={5} />}
      {post.isError && <ErrorState error={post.error} retry={() => void post.refetch()} />}
      {post.isSuccess && <PostDetails post={post.data} onGone={onClose} />}
    </Drawer>
  )
}

/** A pressed button that goes with the post's old state takes the focus along; the panel takes it back, so that keys still reach it. */
function useKeptFocus(): RefObject<HTMLDivElement | null> {
  const root = useRef<HTMLDivElement>(null)
  useEffect(() => {
    if (document.activeElement === document.body) root.current?.querySelector<HTMLElement>('[role=dialog]')?.focus()
  })
  return root
}
