import { z } from 'zod'

import { asks } from '#contract/teams'
import { Instant } from '#kit/contract'

import { CalendarState, NativePost, PostSummary } from './post-contract.ts'
import { publishingRefusals } from './refusals-contract.ts'

/** Within one kind any of the given, between the kinds all of them; absent means everything. */
const CalendarFilter = z.object({
  brandId: z.uuid(),
  state: z.array(CalendarState).optional(),
  networks: z.array(z.string().max(40)).max(50).optional(),
  accountIds: z.array(z.uuid()).max(200).optional(),
  campaignIds: z.array(z.uuid()).max(200).optional(),
  labelIds: z.array(z.uuid()).max(200).optional(),
})

/** Procedures of the module `publishing` that find posts: on the calendar, among drafts, by their words. */
export const calendar = {
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
}
