import { z } from 'zod'

import { asks } from '#contract/teams'
import { commonRefusals, Instant, LocalTime } from '#kit/contract'

/** `sure`: better than usual beyond chance (one-sided, 95 %) · `likely`: in five cases of six · `thin`: no more than a hint. */
const Sure = z.enum(['sure', 'likely', 'thin'])

const BestTimes = z.object({
  timeZone: z.string(),
  /** The best hours of the week, by the brand's clock; `day` 1 is Monday. `lift` is how much more than usual a post may be expected to gather: 0.2 is a fifth. */
  hours: z.array(z.object({ day: z.int(), hour: z.int(), lift: z.number(), sure: Sure })),
  /** The best of them within the coming week, some hours apart, in order of time. */
  next: z.array(z.object({ at: Instant, local: LocalTime, lift: z.number(), sure: Sure })),
  /** What it rests on, account by account. */
  accounts: z.array(
    z.object({
      accountId: z.uuid(),
      /** Own posts of the last half year, and those of the workspace's other accounts on the same network. */
      posts: z.int(),
      others: z.int(),
      /** How posts of the last eight weeks did that were published when this would have suggested, though it had not seen them; and for comparison all of them, and those at the hour most used. Shares above usual. */
      heldBack: z.object({
        posts: z.int(),
        suggested: z.int(),
        lift: z.number().optional(),
        usualHour: z.number().optional(),
        anyHour: z.number().optional(),
      }),
    }),
  ),
})
export type BestTimes = z.output<typeof BestTimes>

export const bestTimes = asks('numbers.read', 'reads', 'accounts')
  .route({
    method: 'GET',
    path: '/analytics/best-times',
    summary: 'When posts of these accounts may be expected to do best, how sure that is, and why',
  })
  .errors(commonRefusals)
  .input(z.object({ brandId: z.uuid(), accountIds: z.union([z.array(z.uuid()).min(1).max(20), z.uuid().transform((id) => [id])]) }))
  .output(BestTimes)
