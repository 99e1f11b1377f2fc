import { z } from 'zod'

import { Reason } from '#contract/connections'
import { asks } from '#contract/teams'
import { Confirmed, voiceRefusals } from '#contract/voice'
import { commonRefusals, Instant, LocalTime } from '#kit/contract'

import { Slot } from './cadence-contract.ts'
import { ContentInput } from './content-contract.ts'

/**
 * What became of a weekly time of the coming days. open: no post is given to it yet · planned: a post is to go out, perhaps moved to another time ·
 * out: the post was moved ahead and is out · taken-off: somebody took the post off the plan, and the time stays free.
 */
export const Coming = z.object({
  at: Instant,
  local: LocalTime,
  state: z.enum(['open', 'planned', 'out', 'taken-off']),
  postId: z.uuid().optional(),
  firstLine: z.string().optional(),
  /** When the post is to go out, or went. */
  goesAt: Instant.optional(),
})
export type Coming = z.output<typeof Coming>

export const Category = z.object({
  id: z.uuid(),
  brandId: z.uuid(),
  name: z.string(),
  /** Those that are still connected. */
  accountIds: z.array(z.uuid()),
  slots: z.array(Slot),
  leastDays: z.int(),
  paused: z.boolean(),
  /** How many posts it keeps, and how many of them still take turns. */
  kept: z.int(),
  active: z.int(),
  /** Networks among its accounts’ that do not want the same said again in the same words. */
  repeatsDiscouraged: z.array(z.string()),
  coming: z.array(Coming),
})
export type Category = z.output<typeof Category>

/** Why a post was passed over when it was its turn, by the code of the refusal; or, where `skipped` is false, why it goes out without some accounts. */
export const KeptTrouble = z.object({
  skipped: z.boolean(),
  code: z.enum(['NOT_ACCEPTED', 'MEDIA_EXPIRED', 'MEDIA_MISSING', 'AGAINST_RULES']),
  names: z.array(z.string()).optional(),
  reasons: z.array(z.object({ accountId: z.uuid(), reason: Reason })).optional(),
})
export type KeptTrouble = z.output<typeof KeptTrouble>

export const KeptPost = z.object({
  id: z.uuid(),
  categoryId: z.uuid(),
  wordings: z.array(ContentInput),
  firstLine: z.string(),
  thumbUrl: z.string().optional(),
  thumbKind: z.enum(['image', 'video', 'document', 'captions']).optional(),
  /** How often the category has published it. */
  out: z.int(),
  /** Also before it was kept. */
  lastAt: Instant.optional(),
  /** When it is planned next. */
  nextAt: Instant.optional(),
  endsAfter: z.int().optional(),
  endsOn: z.iso.date().optional(),
  state: z.enum(['active', 'paused', 'ended']),
  /** What ended it. */
  endedBy: z.enum(['person', 'count', 'date']).optional(),
  trouble: KeptTrouble.optional(),
})
export type KeptPost = z.output<typeof KeptPost>

const Name = z.string().trim().min(1).max(60)
const LeastDays = z.int().min(1).max(365)
const Wordings = z.array(ContentInput).min(1).max(10)
const EndsAfter = z.int().min(1).max(1000)
const AccountIds = z.array(z.uuid()).max(100)
const Slots = z.array(Slot).max(168)
/** Also takes off the plan what is planned already and nobody has sent yet. What a member has written in since becomes a draft. */
const TakeOff = z.boolean().default(false)

const keptRefusals = { ...commonRefusals, ...voiceRefusals }

export const evergreen = {
  categories: asks('posts.read', 'reads')
    .route({
      method: 'GET',
      path: '/evergreen/categories',
      summary: 'The categories of a brand, and what is planned for their coming weekly times',
    })
    .errors(commonRefusals)
    .input(z.object({ brandId: z.uuid() }))
    .output(z.array(Category)),
  addCategory: asks('posts.publish', 'creates')
    .route({ method: 'POST', path: '/evergreen/categories', summary: 'Add a category of posts to publish again' })
    .errors(commonRefusals)
    .input(
      z.object({
        brandId: z.uuid(),
        name: Name,
        accountIds: AccountIds,
        slots: Slots.default([]),
        leastDays: LeastDays.default(30),
      }),
    )
    .output(z.object({ id: z.uuid() })),
  changeCategory: asks('posts.publish', 'changes')
    .route({
      method: 'PATCH',
      path: '/evergreen/categories/{categoryId}',
      summary: 'Change what is given of a category, pause it or let it go on; what is planned already stays unless `takeOff` is set',
    })
    .errors(commonRefusals)
    .input(
      z.object({
        categoryId: z.uuid(),
        name: Name.optional(),
        accountIds: AccountIds.optional(),
        slots: Slots.optional(),
        leastDays: LeastDays.optional(),
        paused: z.boolean().optional(),
        takeOff: TakeOff,
      }),
    )
    .output(z.object({ takenOff: z.int() })),
  removeCategory: asks('posts.publish', 'changes')
    .route({
      method: 'DELETE',
      path: '/evergreen/categories/{categoryId}',
      summary: 'Delete a category and what it keeps; what is planned already goes too, what is out stays',
    })
    .errors(commonRefusals)
    .input(z.object({ categoryId: z.uuid() }))
    .output(z.object({ takenOff: z.int() })),
  keptPosts: asks('posts.read', 'reads')
    .route({
      method: 'GET',
      path: '/evergreen/categories/{categoryId}/posts',
      summary: 'What a category keeps, in the order of their turn',
    })
    .errors(commonRefusals)
    .input(z.object({ categoryId: z.uuid() }))
    .output(z.array(KeptPost)),
  keepPost: asks('posts.publish', 'creates')
    .route({
      method: 'POST',
      path: '/evergreen/categories/{categoryId}/posts',
      summary: 'Keep what a post says, to publish it again until it has gone out so often, or until a day',
    })
    .errors(keptRefusals)
    .input(
      z.object({
        categoryId: z.uuid(),
        postId: z.uuid(),
        endsAfter: EndsAfter.optional(),
        endsOn: z.iso.date().optional(),
        confirmed: Confirmed.optional(),
      }),
    )
    .output(z.object({ id: z.uuid() })),
  changeKept: asks('posts.publish', 'changes')
    .route({
      method: 'PATCH',
      path: '/evergreen/posts/{keptId}',
      summary: 'Change words or end of a kept post, pause it, end it, or let it take turns again',
    })
    .errors(keptRefusals)
    .input(
      z.object({
        keptId: z.uuid(),
        wordings: Wordings.optional(),
        endsAfter: EndsAfter.nullable().optional(),
        endsOn: z.iso.date().nullable().optional(),
        state: z.enum(['active', 'paused', 'ended']).optional(),
        takeOff: TakeOff,
        confirmed: Confirmed.optional(),
      }),
    )
    .output(z.object({ takenOff: z.int() })),
  removeKept: asks('posts.publish', 'changes')
    .route({
      method: 'DELETE',
      path: '/evergreen/posts/{keptId}',
      summary: 'Keep a post no longer; what is planned of it goes too, what is out stays',
    })
    .errors(commonRefusals)
    .input(z.object({ keptId: z.uuid() }))
    .output(z.object({ takenOff: z.int() })),
}
