import { z } from 'zod'

import { Reason } from '#contract/connections'
import { approvalRefusals } from '#contract/governance'
import { Colour } from '#contract/strategy'
import { asks } from '#contract/teams'
import { Confirmed, voiceRefusals } from '#contract/voice'
import { commonRefusals, Instant, LocalTime, type RefusalKind } from '#kit/contract'

import { cadence } from './cadence-contract.ts'
import { ContentInput } from './content-contract.ts'
import { evergreen } from './evergreen-contract.ts'
import { held } from './held-contract.ts'
import {
  AccountQuotas,
  Attempt,
  AttentionItem,
  CalendarState,
  Decision,
  Edit,
  NativePost,
  Obstructed,
  Planned,
  Post,
  PostSummary,
  When,
} from './post-contract.ts'

export { type Cadence, type CadenceWarning, type FreeSlot } from './cadence-contract.ts'
export * from './content-contract.ts'
export type { HeldPost, WentOut } from './held-contract.ts'
export { type Category, type Coming, type KeptPost, type KeptTrouble } from './evergreen-contract.ts'
export * from './post-contract.ts'

export const publishingRefusals = {
  ...commonRefusals,
  ...voiceRefusals,
  POST_CHANGED: {
    status: 409,
    message: 'Someone saved this post after you opened it. Reload it and make your change again; your text is kept.',
    data: z.object({ revision: z.int() }),
  },
  POST_IS_SENDING: {
    status: 409,
    message: 'This post is on its way and cannot be changed any more. Wait until it is out, then take it down if you need to.',
  },
  POST_IS_OUT: { status: 409, message: 'This post is already live. Duplicate it, or take it down.' },
  NOT_ACCEPTED: {
    status: 422,
    message: 'A network or the brand would refuse this post. Correct what is marked, then schedule it.',
    data: z.object({
      findings: z.array(
        z.object({ accountId: z.uuid(), part: z.int(), media: z.int().optional(), setting: z.string().optional(), reason: Reason }),
      ),
    }),
  },
  NO_ACCOUNT: { status: 422, message: 'Choose at least one account to publish on.' },
  SIGNED_OUT_ACCOUNT: {
    status: 422,
    message: 'An account of this post is signed out. Reconnect it under Settings, Accounts, then schedule the post.',
  },
  TIME_PASSED: { status: 422, message: 'This time has passed. Choose a later one, or publish now.' },
  TIME_SKIPPED: {
    status: 422,
    message: 'Clocks go forward then, so this time does not exist in the brand’s zone. Choose the time after the change.',
    data: z.object({ after: LocalTime }),
  },
  MEDIA_MISSING: { status: 422, message: 'An image of this post is no longer in the library. Remove it from the post or add it again.' },
  MEDIA_EXPIRED: {
    status: 422,
    message:
      'The right to use a file of this post ends before the post goes out. Use another, publish earlier, or extend the right in the library.',
    data: z.object({ names: z.array(z.string()) }),
  },
  APPROVED_ONLY: {
    status: 403,
    message:
      'What goes out here needs approval, and a correction would be read before anybody could give it. Take the post down and plan it anew, or ask somebody who may skip approval.',
  },
  MAY_NOT_SKIP: approvalRefusals.MAY_NOT_SKIP,
  NOT_LIVE: { status: 409, message: 'There is nothing live to take down.' },
  NO_CORRECTIONS: {
    status: 409,
    message: 'This network lets nobody change a published post. Take it down and publish it anew, or change it there by hand.',
  },
  NOT_CORRECTED: {
    status: 422,
    message: 'The network did not change the post. Read the reason, and try again or change it there by hand.',
    data: z.object({ reason: Reason }),
  },
  IN_CRISIS: {
    status: 409,
    message: 'A crisis holds what this brand publishes. Ask on the page Crisis for the post to go out as urgent, or wait until it is over.',
  },
  NOT_OPEN: { status: 409, message: 'This was already settled. Reload to see how.' },
} as const satisfies Record<string, RefusalKind>

/** Ids that are not the brand's are left out. */
const CampaignId = z.uuid()
const LabelIds = z.array(z.uuid()).max(20)

/** Within one kind any of the given, between the kinds all of them; absent means everything. */
const CalendarFilter = z.object({
  brandId: z.uuid(),
  state: z.array(CalendarState).optional(),
  networks: z.array(z.string().max(40)).max(50).optional(),
  accountIds: z.array(z.uuid()).max(200).optional(),
  campaignIds: z.array(z.uuid()).max(200).optional(),
  labelIds: z.array(z.uuid()).max(200).optional(),
})

const PostRef = z.object({ postId: z.uuid(), revision: z.int().min(1) })

/** Plans without asking those who approve; only for whom the workflow lets skip it. */
const SkipApproval = z.boolean().optional()

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

/** What somebody wrote on a day of the brand's calendar: a holiday, a fair, a reminder. */
export const Note = z.object({
  id: z.uuid(),
  brandId: z.uuid(),
  day: z.iso.date(),
  text: z.string(),
  colour: Colour,
  by: z.string().optional(),
})
export type Note = z.output<typeof Note>
const NoteText = z.string().trim().min(1).max(500)

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
  list: asks('posts.read', 'reads', 'accounts')
    .route({
      method: 'GET',
      path: '/posts',
      summary: 'Posts planned or published between two instants, here or in the networks’ own apps, for the calendar, in order of time',
    })
    .input(CalendarFilter.extend({ from: Instant, to: Instant, limit: z.coerce.number().int().min(1).max(5000).default(5000) }))
    .output(z.object({ posts: z.array(PostSummary), native: z.array(NativePost), more: z.boolean() })),
  overview: asks('posts.read', 'reads', 'accounts')
    .route({
      method: 'GET',
      path: '/posts/overview',
      summary: 'The first posts of each day between two days of the brand’s calendar, both included, and how many each day has',
    })
    .errors(publishingRefusals)
    .input(
      CalendarFilter.extend({ from: z.iso.date(), to: z.iso.date(), perDay: z.coerce.number().int().min(1).max(50).default(12) }).refine(
        ({ from, to }) => from <= to && Date.parse(to) - Date.parse(from) <= 62 * 86_400_000,
        'Ask for at most two months, from the first day to the last.',
      ),
    )
    .output(
      z.object({
        posts: z.array(PostSummary),
        native: z.array(NativePost),
        days: z.array(z.object({ day: z.iso.date(), count: z.int() })),
      }),
    ),
  drafts: asks('posts.read', 'reads', 'accounts')
    .route({ method: 'GET', path: '/drafts', summary: 'Drafts, last changed first' })
    .input(z.object({ brandId: z.uuid(), limit: z.coerce.number().int().min(1).max(200).default(50) }))
    .output(z.object({ posts: z.array(PostSummary) })),
  search: asks('posts.read', 'reads', 'accounts')
    .route({ method: 'GET', path: '/posts/search', summary: 'Find posts by words of their text' })
    .input(
      z.object({ brandId: z.uuid(), text: z.string().trim().min(1).max(200), limit: z.coerce.number().int().min(1).max(50).default(20) }),
    )
    .output(z.object({ posts: z.array(PostSummary) })),
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
  notes: asks('posts.read', 'reads', 'accounts')
    .route({ method: 'GET', path: '/notes', summary: 'Notes on the days between two days, both included' })
    .input(z.object({ brandId: z.uuid(), from: z.iso.date(), to: z.iso.date() }))
    .output(z.array(Note)),
  addNote: asks('posts.write', 'creates')
    .route({ method: 'POST', path: '/notes', summary: 'Write a note on a day of the calendar' })
    .errors(publishingRefusals)
    .input(z.object({ brandId: z.uuid(), day: z.iso.date(), text: NoteText, colour: Colour }))
    .output(Note),
  changeNote: asks('posts.write', 'changes')
    .route({ method: 'PATCH', path: '/notes/{noteId}', summary: 'Change what is given of a note; another day moves it' })
    .errors(publishingRefusals)
    .input(z.object({ noteId: z.uuid(), day: z.iso.date().optional(), text: NoteText.optional(), colour: Colour.optional() }))
    .output(Note),
  removeNote: asks('posts.write', 'changes')
    .route({ method: 'DELETE', path: '/notes/{noteId}', summary: 'Delete a note' })
    .errors(publishingRefusals)
    .input(z.object({ noteId: z.uuid() }))
    .output(z.object({ removed: z.literal(true) })),
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
  ...cadence,
  ...evergreen,
  ...held,
}
