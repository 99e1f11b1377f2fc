import { z } from 'zod'

import { asks } from '#contract/teams'
import { Instant, type RefusalKind, commonRefusals } from '#kit/contract'

const refusals = { ...commonRefusals } as const satisfies Record<string, RefusalKind>

const Copy = z.object({ deliveryId: z.uuid(), network: z.string(), handle: z.string() })

/** A post that a crisis held on these accounts. `partly`: elsewhere it is out, or some of it is. */
export const HeldPost = z.object({
  postId: z.uuid(),
  brandId: z.uuid(),
  firstLine: z.string(),
  dueAt: Instant,
  partly: z.boolean(),
  copies: z.array(Copy),
})
export type HeldPost = z.output<typeof HeldPost>

/** What was live before the switch, or went out all the same because its last byte had left. */
export const WentOut = Copy.extend({ postId: z.uuid(), firstLine: z.string(), publishedAt: Instant, url: z.string().optional() })
export type WentOut = z.output<typeof WentOut>

const Scope = z.object({ brandId: z.uuid().optional() })

export const held = {
  heldPosts: asks('posts.read', 'reads')
    .route({ method: 'GET', path: '/held-posts', summary: 'What crises held, of a brand or of all, what was due first on top' })
    .input(Scope.extend({ limit: z.coerce.number().int().min(1).max(200).default(100) }))
    .output(z.object({ posts: z.array(HeldPost), total: z.int() })),
  wentOut: asks('posts.read', 'reads')
    .route({ method: 'GET', path: '/went-out', summary: 'Copies that went live between two instants, the latest first' })
    .input(Scope.extend({ from: Instant, to: Instant, limit: z.coerce.number().int().min(1).max(500).default(200) }))
    .output(z.array(WentOut)),
  resumeHeld: asks('posts.publish', 'changes')
    .route({
      method: 'POST',
      path: '/held-posts/resume',
      summary: 'Decide what becomes of held posts: published from a moment on, so many minutes apart in the order given, or left out',
    })
    .errors(refusals)
    .input(
      z.object({
        postIds: z.array(z.uuid()).min(1).max(200),
        how: z.discriminatedUnion('kind', [
          /** `from` is absent: from now on. */
          z.object({ kind: z.literal('publish'), from: Instant.optional(), minutesApart: z.int().min(0).max(10_080) }),
          z.object({ kind: z.literal('leave-out') }),
        ]),
      }),
    )
    .output(
      z.object({
        results: z.array(
          z.discriminatedUnion('ok', [
            z.object({ ok: z.literal(true), postId: z.uuid(), at: Instant.optional() }),
            z.object({ ok: z.literal(false), postId: z.uuid(), code: z.string(), message: z.string() }),
          ]),
        ),
      }),
    ),
}
