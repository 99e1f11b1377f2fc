import { z } from 'zod'

import { asks } from '#contract/teams'
import { Confirmed } from '#contract/voice'

import { cadence } from './cadence-contract.ts'
import { calendar } from './calendar-contract.ts'
import { ContentInput } from './content-contract.ts'
import { evergreen } from './evergreen-contract.ts'
import { held } from './held-contract.ts'
import { many } from './many-contract.ts'
import { notes } from './notes-contract.ts'
import { AccountQuotas, Attempt, AttentionItem, Decision, Edit, Obstructed, Post, PostRef, When } from './post-contract.ts'
import { publishingRefusals } from './refusals-contract.ts'

export { type Cadence, type CadenceWarning, type FreeSlot } from './cadence-contract.ts'
export * from './content-contract.ts'
export type { HeldPost, WentOut } from './held-contract.ts'
export { type Category, type Coming, type KeptPost, type KeptTrouble } from './evergreen-contract.ts'
export type { Results } from './many-contract.ts'
export type { Note } from './notes-contract.ts'
export * from './post-contract.ts'
export * from './refusals-contract.ts'

/** Ids that are not the brand's are left out. */
const CampaignId = z.uuid()
const LabelIds = z.array(z.uuid()).max(20)

/** Plans without asking those who approve; only for whom the workflow lets skip it. */
const SkipApproval = z.boolean().optional()

export const publishing = {
  create: asks('posts.write', 'creates', 'accounts')
    .route({ method: 'POST', path: '/posts', summary: 'Create a draft, or with `when` a scheduled post' })
    .errors(publishingRefusals)
    .input(
      z.object({
        brandId: z.uuid(),
        content: ContentInput,
        accountIds: z.array(z.uuid()).max(100),
        campaignId: CampaignId.optional(),
        labelIds: LabelIds.default([]),
        when: When.optional(),
        confirmed: Confirmed.optional(),
        skipApproval: SkipApproval,
      }),
    )
    .output(Post),
  get: asks('posts.read', 'reads', 'accounts')
    .route({ method: 'GET', path: '/posts/{postId}', summary: 'One post with its deliveries' })
    .errors(publishingRefusals)
    .input(z.object({ postId: z.uuid() }))
    .output(Post),
  save: asks('posts.write', 'changes', 'accounts')
    .route({
      method: 'PUT',
      path: '/posts/{postId}',
      summary: 'Save text, media and accounts of a post that is not being sent; a scheduled post stays scheduled and must stay acceptable',
    })
    .errors(publishingRefusals)
    .input(
      PostRef.extend({
        content: ContentInput,
        accountIds: z.array(z.uuid()).max(100),
        /** Where absent, both stay as they are; `null` takes the campaign away. */
        campaignId: CampaignId.nullable().optional(),
        labelIds: LabelIds.optional(),
        /** Of a scheduled post. */
        confirmed: Confirmed.optional(),
      }),
    )
    .output(Post),
  organise: asks('posts.write', 'changes', 'accounts')
    .route({
      method: 'PUT',
      path: '/posts/{postId}/organise',
      summary: 'Set campaign and labels of a post, also of one that is out: what people read stays the same, so it is no new revision',
    })
    .errors(publishingRefusals)
    .input(z.object({ postId: z.uuid(), campaignId: CampaignId.nullable(), labelIds: LabelIds }))
    .output(Post),
  schedule: asks('posts.write', 'changes', 'accounts')
    .route({ method: 'POST', path: '/posts/{postId}/schedule', summary: 'Schedule a draft, move a scheduled post, or publish now' })
    .errors(publishingRefusals)
    .input(PostRef.extend({ when: When, confirmed: Confirmed.optional(), skipApproval: SkipApproval }))
    .output(Post),
  unschedule: asks('posts.write', 'changes', 'accounts')
    .route({ method: 'POST', path: '/posts/{postId}/unschedule', summary: 'Cancel a scheduled post: it becomes a draft again' })
    .errors(publishingRefusals)
    .input(PostRef)
    .output(Post),
  duplicate: asks('posts.write', 'creates', 'accounts')
    .route({
      method: 'POST',
      path: '/posts/{postId}/duplicate',
      summary: 'A new draft with the same content, for the same accounts or only those given',
    })
    .errors(publishingRefusals)
    .input(z.object({ postId: z.uuid(), accountIds: z.array(z.uuid()).max(100).optional() }))
    .output(Post),
  remove: asks('posts.write', 'changes', 'accounts')
    .route({ method: 'DELETE', path: '/posts/{postId}', summary: 'Delete a draft or scheduled post that never went out' })
    .errors(publishingRefusals)
    .input(z.object({ postId: z.uuid() }))
    .output(z.object({ removed: z.literal(true) })),
  takeDown: asks('posts.publish', 'changes', 'accounts')
    .route({
      method: 'POST',
      path: '/posts/{postId}/take-down',
      summary: 'Delete the post from its networks; where a network lets nobody delete through its API, a person is asked to do it there',
    })
    .errors(publishingRefusals)
    .input(z.object({ postId: z.uuid(), deliveryIds: z.array(z.uuid()).max(100).optional() }))
    .output(Post),
  history: asks('posts.read', 'reads', 'accounts')
    .route({
      method: 'GET',
      path: '/posts/{postId}/history',
      summary: 'What the post said before, newest first; save one of them to bring it back',
    })
    .errors(publishingRefusals)
    .input(z.object({ postId: z.uuid(), limit: z.coerce.number().int().min(1).max(200).default(50) }))
    .output(z.array(Edit)),
  attention: asks('posts.read', 'reads', 'accounts')
    .route({ method: 'GET', path: '/attention', summary: 'Deliveries that were refused or missed or need a person, most urgent first' })
    .input(z.object({ brandId: z.uuid() }))
    .output(z.array(AttentionItem)),
  obstructed: asks('posts.read', 'reads', 'accounts')
    .route({
      method: 'GET',
      path: '/obstructed',
      summary:
        'Scheduled posts that would not go out as they stand: the right to a file ends before, or alt text that the brand requires is missing; the next one first',
    })
    .input(z.object({ brandId: z.uuid() }))
    .output(z.array(Obstructed)),
  attempts: asks('posts.read', 'reads', 'accounts')
    .route({ method: 'GET', path: '/deliveries/{deliveryId}/attempts', summary: 'What was tried, when, and what the network answered' })
    .errors(publishingRefusals)
    .input(z.object({ deliveryId: z.uuid() }))
    .output(z.array(Attempt)),
  correct: asks('posts.publish', 'changes', 'accounts')
    .route({
      method: 'POST',
      path: '/deliveries/{deliveryId}/correct',
      summary: 'Change what a published copy says where it stands, on networks that let one; `texts` are its parts in order',
    })
    .errors(publishingRefusals)
    .input(
      z.object({
        deliveryId: z.uuid(),
        texts: z.array(z.string().max(20_000)).min(1).max(100),
        settings: z.record(z.string().max(40), z.union([z.string().max(10_000), z.boolean()])).optional(),
        confirmed: Confirmed.optional(),
      }),
    )
    .output(Post),
  quotas: asks('accounts.read', 'reads', 'accounts')
    .route({
      method: 'GET',
      path: '/accounts/{accountId}/quotas',
      summary: 'What an account has used of its network’s quotas, and what publishing cost',
    })
    .errors(publishingRefusals)
    .input(z.object({ accountId: z.uuid() }))
    .output(AccountQuotas),
  decide: asks('posts.publish', 'changes', 'accounts')
    .route({ method: 'POST', path: '/deliveries/{deliveryId}/decide', summary: 'Settle a delivery that needs a person' })
    .errors(publishingRefusals)
    .input(z.object({ deliveryId: z.uuid(), decision: Decision, confirmed: Confirmed.optional() }))
    .output(Post),
  ...calendar,
  ...many,
  ...notes,
  ...cadence,
  ...evergreen,
  ...held,
}
