import { z } from 'zod'

import { asks } from '#contract/teams'
import { commonRefusals, Instant, LocalTime } from '#kit/contract'

/** A time of every week by the brand's clock: the day of the week (1 is Monday) and the time. */
export const Slot = z.string().regex(/^[1-7]T(?:[01]\d|2[0-3]):[0-5]\d$/, 'Write the day of the week and the time as 2T09:30; 1 is Monday.')

/** How often an account speaks. */
export const Cadence = z.object({
  accountId: z.uuid(),
  slots: z.array(Slot),
  /** More days than this between two posts are a gap. */
  mostDaysApart: z.int().min(1).max(60).optional(),
  /** More posts than this on one day are too many. */
  mostPerDay: z.int().min(1).max(100).optional(),
})
export type Cadence = z.output<typeof Cadence>

/** A weekly time that is still to come, and on which of the accounts asked for it is free. */
export const FreeSlot = z.object({ at: Instant, local: LocalTime, accountIds: z.array(z.uuid()) })
export type FreeSlot = z.output<typeof FreeSlot>

/** `gap`: from a day with a post to the next such day, or to the end of what is looked at. Days are the brand's, both included. */
export const CadenceWarning = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('gap'), accountId: z.uuid(), from: z.iso.date(), to: z.iso.date(), days: z.int() }),
  z.object({ kind: z.literal('overfull'), accountId: z.uuid(), day: z.iso.date(), posts: z.int() }),
])
export type CadenceWarning = z.output<typeof CadenceWarning>

const Accounts = z.union([z.array(z.uuid()).max(100), z.uuid().transform((id) => [id])])

export const cadence = {
  cadences: asks('posts.read', 'reads', 'accounts')
    .route({ method: 'GET', path: '/cadences', summary: 'How often each account of a brand speaks; accounts without a plan are left out' })
    .errors(commonRefusals)
    .input(z.object({ brandId: z.uuid() }))
    .output(z.array(Cadence)),
  setCadence: asks('posts.publish', 'changes', 'accounts')
    .route({ method: 'PUT', path: '/accounts/{accountId}/cadence', summary: 'Set the weekly times of an account and what to warn of' })
    .errors(commonRefusals)
    .input(Cadence.extend({ slots: z.array(Slot).max(168) }))
    .output(Cadence),
  freeSlots: asks('posts.read', 'reads', 'accounts')
    .route({
      method: 'GET',
      path: '/cadences/free-slots',
      summary: 'Weekly times of these accounts at which nothing is planned yet, the next one first',
    })
    .errors(commonRefusals)
    .input(
      z.object({
        brandId: z.uuid(),
        accountIds: Accounts,
        /** From this day on, if it is still to come; today if absent. At most 70 days are looked at. */
        from: z.iso.date().optional(),
        to: z.iso.date().optional(),
        limit: z.coerce.number().int().min(1).max(500).default(20),
      }),
    )
    .output(z.array(FreeSlot)),
  cadenceWarnings: asks('posts.read', 'reads', 'accounts')
    .route({ method: 'GET', path: '/cadences/warnings', summary: 'Gaps and overfull days of the coming two weeks' })
    .errors(commonRefusals)
    .input(z.object({ brandId: z.uuid() }))
    .output(z.array(CadenceWarning)),
}
