import { Button } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { Link, useNavigate } from '@tanstack/react-router'
import { ArrowLeft } from 'lucide-react'

import { api } from '../../api.ts'
import { useText } from '../../language/text-provider.tsx'
import { Page } from '../../ui/page.tsx'
import { ErrorState, LoadingState } from '../../ui/states.tsx'
import { PostDetails } from './post-details.tsx'

/** One post on a page of its own, where notices and mails lead. */
export function PostPage({ postId }: { postId: string }) {
  const words = useText().post
  const navigate = useNavigate()
  const post = useQuery(api.publishing.get.queryOptions({ input: { postId } }))
  return (
    <Page
      title={words.title}
      controls={
        <Button
          renderRoot={(props) => <Link to="/calendar" {...props} />}
          variant="subtle"
          color="gray"
          leftSection={<ArrowLeft size={16} aria-hidden="true" />}
        >
          {words.back}
        </Button>
      }
    >
      {post.isPending && <LoadingState rows={5} />}
      {post.isError && <ErrorState error={post.error} retry={() => void post.refetch()} />}
      {post.isSuccess && <PostDetails post={post.data} onGone={() => void navigate({ to: '/calendar' })} />}
    </Page>
  )
}
