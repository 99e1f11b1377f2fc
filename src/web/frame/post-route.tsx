import { useParams } from '@tanstack/react-router'
import { lazy, Suspense } from 'react'

import { LoadingState } from '../ui/states.tsx'

const PostPage = lazy(async () => ({ default: (await import('../publishing/post/post-page.tsx')).PostPage }))

/** The page of one post, which notices and mails link to. */
export function PostRoute() {
  const { postId } = useParams({ from: '/inside/posts/$postId' })
  return (
    <Suspense fallback={<LoadingState rows={5} />}>
      <PostPage key={postId} postId={postId} />
    </Suspense>
  )
}
