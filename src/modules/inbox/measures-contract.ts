import { z } from 'zod'

import { asks } from '#contract/teams'
import { commonRefusals, Instant } from '#kit/contract'

import { MessageKind } from './meaning-contract.ts'

/** Of waits that ended: how many, and how long they took in seconds; absent where there were none. */
const Lasting = z.object({ count: z.int(), median: z.number().optional(), mean: z.number().optional() })
export type Lasting = z.output<typeof Lasting>

/** What one period says. Only what people did counts. */
const Figures = z.object({
  /** From the first thing said in a thread to the first answer of a person. */
  firstAnswer: Lasting,
  /** The same for every time that they waited. */
  answer: Lasting,
  /** From the beginning of a matter to its end. */
  resolution: Lasting,
  /** From the first answer in a matter to its end. */
  handling: Lasting,
  /** Of the waits that had a deadline: how many there were, and how many ended in time. */
  due: z.object({ answers: z.int(), answersInTime: z.int(), resolutions: z.int(), resolutionsInTime: z.int() }),
  received: z.int(),
  acted: z.int(),
})
export type Figures = z.output<typeof Figures>

const Volume = z.object({ received: z.int(), acted: z.int() })
const Answers = z.object({ answers: z.int(), median: z.number().optional(), resolutions: z.int() })

export const Measures = z.object({
  /** The days, by the clock of this zone. */
  timeZone: z.string(),
  from: Instant,
  to: Instant,
  now: Figures,
  /** As many days before them. */
  before: Figures,
  byHour: z.array(Volume.extend({ hour: z.int() })),
  byNetwork: z.array(Volume.extend(Answers.shape).extend({ network: z.string() })),
  byKind: z.array(Volume.extend(Answers.shape).extend({ kind: MessageKind })),
  /** Without a member: in the network's own app, or by members who are gone. */
  byMember: z.array(Answers.extend({ member: z.object({ id: z.uuid(), name: z.string() }).optional() })),
})
export type Measures = z.output<typeof Measures>

export const measures = {
  measures: asks('inbox.measure', 'reads')
    .route({ method: 'GET', path: '/inbox/measures', summary: 'How soon people are answered, over some days and as many before them' })
    .errors(commonRefusals)
    .input(
      z
        .object({
          brandId: z.uuid(),
          /** Days by the brand's clock, both within the period. */
          from: z.iso.date(),
          to: z.iso.date(),
          /** Whether only working hours count. */
          counts: z.enum(['working', 'all']).default('working'),
        })
        .refine(({ from, to }) => from <= to && Date.parse(to) - Date.parse(from) <= 366 * 86_400_000, 'Choose at most a year.'),
    )
    .output(Measures),
}
