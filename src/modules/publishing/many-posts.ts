import type { Confirmed } from '#contract/voice'
import { Refusal } from '#kit/errors'
import type { Call } from '#modules/teams'

import type { Planned, Results, When } from './contract.ts'
import type { PublishingNeeds } from './needs.ts'
import { removePost } from './remove-post.ts'
import { schedulePost } from './schedule-post.ts'
import { unschedulePost } from './unschedule-post.ts'

interface PostRef {
  readonly postId: string
  readonly revision: number
}

/** Moves or schedules each post to its time. */
export function movePosts(
  needs: PublishingNeeds,
  call: Call,
  { posts }: { posts: readonly (PostRef & { readonly when: When; readonly confirmed?: Confirmed | undefined })[] },
): Promise<Results> {
  return oneByOne(call, posts, (post, own) => schedulePost(needs, own, post))
}

/** Makes each planned post a draft again. */
export function unschedulePosts(needs: PublishingNeeds, call: Call, { posts }: { posts: readonly PostRef[] }): Promise<Results> {
  return oneByOne(call, posts, (post, own) => unschedulePost(needs, own, post))
}

/** Deletes each post, unless it went out, is on its way or was changed meanwhile. */
export function removePosts(needs: PublishingNeeds, call: Call, { posts }: { posts: readonly PostRef[] }): Promise<Results> {
  return oneByOne(call, posts, async (post, own) => {
    await removePost(needs, own, post)
    return {}
  })
}

interface Done {
  readonly revision?: number
  readonly planned?: Planned | undefined
}

/** Each in a transaction of its own, with its own audit row: what is refused is told beside what was done. A key of the whole request is no key of any one. */
async function oneByOne<Ref extends PostRef>(
  { acting, path, input, holdBack }: Call,
  posts: readonly Ref[],
  work: (post: Ref, call: Call) => Promise<Done>,
): Promise<Results> {
  const results: Results['results'] = []
  for (const post of posts) {
    const { postId } = post
    try {
      const { revision, planned } = await work(post, { acting, path, input, ...(holdBack ? { holdBack } : {}) })
      results.push({ ok: true, postId, ...(revision === undefined ? {} : { revision }), ...(planned === undefined ? {} : { planned }) })
    } catch (error) {
      if (!(error instanceof Refusal)) throw error
      results.push({ ok: false, postId, code: error.code, message: error.message })
    }
  }
  return { results }
}
