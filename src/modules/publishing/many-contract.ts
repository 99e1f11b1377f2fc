import { z } from 'zod'

import { asks } from '#contract/teams'
import { Confirmed } from '#contract/voice'

import { Planned, PostRef, When } from './post-contract.ts'
import { publishingRefusals } from './refusals-contract.ts'

/** What became of each post of a change to several, in the order asked: one that was refused holds up no other. */
const Results = z.object({
  results: z.array(
    z.discriminatedUnion('ok', [
      z.object({ ok: z.literal(true), postId: z.uuid(), revision: z.int().optional(), planned: Planned.optional() }),
      z.object({ ok: z.literal(false), postId: z.uuid(), code: z.string(), message: z.string() }),
    ]),
  ),
})
export type Results = z.output<typeof Results>
const mostAtOnce = 200

/** Procedures of the module `publishing` that change several posts at once. */
export const many = {
  moveMany: asks('posts.write', 'changes', 'accounts')
    .route({ method: 'POST', path: '/posts/move', summary: 'Move or schedule several posts, each to its own time and by itself' })
    .errors(publishingRefusals)
    .input(
      z.object({
        posts: z
          .array(PostRef.extend({ when: When, confirmed: Confirmed.optional() }))
          .min(1)
          .max(mostAtOnce),
      }),
    )
    .output(Results),
  unscheduleMany: asks('posts.write', 'changes', 'accounts')
    .route({
      method: 'POST',
      path: '/posts/unschedule',
      summary: 'Cancel several scheduled posts, each by itself: they become drafts again',
    })
    .errors(publishingRefusals)
    .input(z.object({ posts: z.array(PostRef).min(1).max(mostAtOnce) }))
    .output(Results),
  removeMany: asks('posts.write', 'changes', 'accounts')
    .route({ method: 'POST', path: '/posts/remove', summary: 'Delete several posts that never went out, each by itself' })
    .errors(publishingRefusals)
    .input(z.object({ posts: z.array(PostRef).min(1).max(mostAtOnce) }))
    .output(Results),
}
