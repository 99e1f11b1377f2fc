import { z } from 'zod'

import { asks } from '#contract/teams'
import { commonRefusals, type RefusalKind } from '#kit/contract'

import { Currency, Decimal } from './conversions-contract.ts'

export const returnRefusals = {
  ...commonRefusals,
  TOO_MANY_COSTS: { status: 409, message: 'A brand has at most 5,000 costs. Delete old ones, or enter one sum for several.' },
} as const satisfies Record<string, RefusalKind>

/** Paid to a network for reach, paid for programs and services, or a team's own work. */
export const CostKind = z.enum(['ads', 'tools', 'hours'])
export type CostKind = z.output<typeof CostKind>

const Month = z.string().regex(/^\d{4}-(?:0[1-9]|1[0-2])$/, 'Write a month as 2026-11.')
const Amount = Decimal.refine((text) => !text.startsWith('-'), 'A cost is not less than nothing.')

/** Of work: how many hours at which rate. */
const Work = z.object({ hours: z.string().regex(/^\d{1,6}(?:\.\d{1,2})?$/, 'Write hours such as 7.5.'), rate: Amount })

export const Cost = z.object({
  id: z.uuid(),
  kind: CostKind,
  name: z.string(),
  month: Month,
  campaignId: z.uuid().optional(),
  amount: z.string(),
  currency: z.string(),
  work: Work.optional(),
})
export type Cost = z.output<typeof Cost>

const content = {
  name: z.string().trim().min(1).max(100),
  month: Month,
  campaignId: z.uuid().optional(),
  currency: Currency,
}
/** An amount, or hours and their rate. */
export const CostContent = z.discriminatedUnion('kind', [
  z.object({ kind: z.enum(['ads', 'tools']), amount: Amount, ...content }),
  z.object({ kind: z.literal('hours'), work: Work, ...content }),
])
export type CostContent = z.output<typeof CostContent>

const Counts = z.object({ lead: z.int(), opportunity: z.int(), sale: z.int() })

/** What was spent and what came of it in one currency. A figure is absent where what it is divided by is missing. */
const ReturnIn = z.object({
  currency: z.string(),
  cost: z.string(),
  costs: z.record(CostKind, z.string()),
  /** Of attributed sales, less what was given back. */
  value: z.string(),
  /** Of sales that are put down to no click: in no figure. */
  unattributedValue: z.string(),
  /** (value − cost) ÷ cost × 100. */
  roi: z.number().optional(),
  /** value ÷ what was spent on ads. */
  roas: z.number().optional(),
  /** cost ÷ number of attributed conversions of the stage. */
  costPer: z.partialRecord(z.enum(['lead', 'opportunity', 'sale']), z.string()),
})
export type ReturnIn = z.output<typeof ReturnIn>

export const Return = z.object({
  /** Attributed conversions, whatever their currency. */
  results: Counts,
  byCurrency: z.array(ReturnIn),
})
export type Return = z.output<typeof Return>

const months = { brandId: z.uuid(), from: Month, to: Month, campaignId: z.uuid().optional() }
const inOrder = ({ from, to }: { from: string; to: string }) => from <= to
const crossed = 'The last month lies before the first.'

export const returns = {
  costs: asks('results.read', 'reads')
    .route({ method: 'GET', path: '/costs', summary: 'What a brand spent in some months, or of it what was for one campaign' })
    .errors(returnRefusals)
    .input(z.object(months).refine(inOrder, crossed))
    .output(z.array(Cost)),
  createCost: asks('results.write', 'creates')
    .route({ method: 'POST', path: '/costs', summary: 'Write down what was spent in a month' })
    .errors(returnRefusals)
    .input(z.object({ brandId: z.uuid(), cost: CostContent }))
    .output(Cost),
  changeCost: asks('results.write', 'changes')
    .route({ method: 'PUT', path: '/costs/{costId}', summary: 'Write a cost anew' })
    .errors(returnRefusals)
    .input(z.object({ costId: z.uuid(), cost: CostContent }))
    .output(Cost),
  removeCost: asks('results.write', 'changes')
    .route({ method: 'DELETE', path: '/costs/{costId}', summary: 'Delete a cost' })
    .errors(returnRefusals)
    .input(z.object({ costId: z.uuid() }))
    .output(z.object({ removed: z.literal(true) })),
  return: asks('results.read', 'reads')
    .route({
      method: 'GET',
      path: '/return',
      summary: 'What came of what was spent in some months, as a whole or for one campaign, in each currency by itself',
    })
    .errors(returnRefusals)
    .input(z.object(months).refine(inOrder, crossed))
    .output(Return),
}
