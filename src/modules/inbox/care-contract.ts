import { z } from 'zod'

import { asks } from '#contract/teams'
import { commonRefusals } from '#kit/contract'

import { Meaning, MessageKind } from './meaning-contract.ts'

/** From one time of the day to another, by the brand's clock. */
const Span = z
  .object({
    /** Monday is 1. */
    day: z.int().min(1).max(7),
    from: z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'Write the time as 09:00.'),
    /** `24:00` is the end of the day. */
    to: z.string().regex(/^(([01]\d|2[0-3]):[0-5]\d|24:00)$/, 'Write the time as 18:00.'),
  })
  .refine(({ from, to }) => from < to, 'It has to end later than it begins.')
export type Span = z.output<typeof Span>

const Holiday = z.object({ date: z.iso.date(), name: z.string().trim().min(1).max(80) })
export type Holiday = z.output<typeof Holiday>

const Minutes = z.int().min(1).max(129_600)

/** How soon the brand means to answer, and to be done with it, where everything that is given fits the thread. */
const Target = z
  .object({
    labelId: z.uuid().optional(),
    network: z.string().max(40).optional(),
    urgent: z.literal(true).optional(),
    kind: MessageKind.optional(),
    meaning: Meaning.optional(),
    answerMinutes: Minutes.optional(),
    resolutionMinutes: Minutes.optional(),
    /** Whether only working hours count, or every hour does. */
    counts: z.enum(['working', 'all']),
  })
  .refine(({ answerMinutes, resolutionMinutes }) => answerMinutes !== undefined || resolutionMinutes !== undefined)
export type Target = z.output<typeof Target>

/** Who hears of a deadline, and how long before it; 0 is the moment itself. */
const Warning = z.object({
  minutesBefore: z.int().min(0).max(10_080),
  /** Whoever the thread is assigned to. */
  assignee: z.boolean(),
  memberIds: z.array(z.uuid()).max(50),
})
export type Warning = z.output<typeof Warning>

const Some = z.array(z.uuid()).min(1).max(200)

/** Who gets what nobody is on. Only members who are at their desks are given anything, and only in working hours. */
const Assigning = z.discriminatedUnion('how', [
  z.object({ how: z.literal('by-hand') }),
  /** Whoever has waited longest for one. */
  z.object({ how: z.literal('by-turn'), memberIds: Some }),
  /** Whoever has fewest open threads, as long as they have fewer than the most. */
  z.object({ how: z.literal('by-room'), memberIds: Some, most: z.int().min(1).max(1000) }),
])
export type Assigning = z.output<typeof Assigning>

export const Care = z.object({
  /** Without any, every hour is one of work. */
  week: z.array(Span).max(70),
  holidays: z.array(Holiday).max(400),
  /** Of those that fit a thread the one that asks for most holds, then the one that stands first; each says for itself whether it is about the answer, the end or both. */
  targets: z.array(Target).max(50),
  warnings: z.array(Warning).max(5),
  assigning: Assigning,
})
export type Care = z.output<typeof Care>

export const care = {
  care: asks('inbox.read', 'reads')
    .route({ method: 'GET', path: '/inbox/care', summary: 'When the people of a brand work, and how soon they mean to answer' })
    .errors(commonRefusals)
    .input(z.object({ brandId: z.uuid() }))
    .output(Care),
  setCare: asks('brands.manage', 'changes')
    .route({
      method: 'PUT',
      path: '/inbox/care',
      summary: 'Say when the people of a brand work, and how soon they mean to answer; the deadlines of open threads follow',
    })
    .errors(commonRefusals)
    .input(z.object({ brandId: z.uuid(), care: Care }))
    .output(Care),
}
