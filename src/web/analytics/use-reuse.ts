import type { MeasuredPost } from '#contract/analytics'
import type { Post } from '#contract/publishing'

import { client, reload } from '../api.ts'
import { useExplain } from '../errors/use-explain.ts'
import { useWrite } from '../frame/use-write.ts'
import { showTrouble, toast } from '../ui/toast.tsx'
import { useIdempotencyKey } from '../use-idempotency-key.ts'
import { useAnalyticsText } from './use-analytics-text.ts'

/** Makes a new draft of what went well before, and opens it. Of posts made elsewhere no more than the first line is known. */
export function useReuse(brandId: string): (post: MeasuredPost) => Promise<void> {
  const { posts: words } = useAnalyticsText()
  const explain = useExplain()
  const write = useWrite()
  const key = useIdempotencyKey()
  return async (post) => {
    try {
      const draft = await copyOf(post, { brandId, idempotencyKey: key.current() })
      key.next()
      toast(post.postId === undefined ? words.firstLineOnly : words.reused)
      write.open({ postId: draft.id })
    } catch (error) {
      showTrouble(explain(error))
    } finally {
      void reload('posts')
    }
  }
}

function copyOf(
  { postId, accountId, firstLine }: MeasuredPost,
  { brandId, idempotencyKey }: { brandId: string; idempotencyKey: string },
): Promise<Post> {
  const context = { idempotencyKey }
  if (postId !== undefined) return client.publishing.duplicate({ postId }, { context })
  const content = { parts: [{ text: firstLine, media: [] }], languages: [] }
  return client.publishing.create({ brandId, content, accountIds: [accountId] }, { context })
}
