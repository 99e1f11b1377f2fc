import { z } from 'zod'

import { Basis, Filter, MetricName, Rate } from '#contract/analytics'
import { Language } from '#kit/contract'

import { Width } from './run-contract.ts'

/** How the inbox is looked after, by the names that its measures have. */
export const CareMeasure = z.enum([
  'firstAnswer',
  'answer',
  'resolution',
  'handling',
  'answersInTime',
  'resolutionsInTime',
  'received',
  'acted',
])
export type CareMeasure = z.output<typeof CareMeasure>

/** One number: of posts and profiles, or of the inbox. */
export const Measure = z.discriminatedUnion('of', [
  z.object({ of: z.literal('posts'), metric: MetricName }),
  z.object({ of: z.literal('care'), measure: CareMeasure }),
])
export type Measure = z.output<typeof Measure>

const By = z.enum(['account', 'network', 'campaign', 'label', 'type'])
const Most = z.int().min(1).max(50)

const tile = {
  id: z.uuid(),
  width: Width,
  /** Without one it is called after what it shows. */
  title: z.string().trim().max(120).optional(),
}
/** Narrows the tile; each field stands in place of the report's own. */
const narrowed = { ...tile, filter: Filter.optional() }

export const Tile = z.discriminatedUnion('kind', [
  z.object({ ...narrowed, kind: z.literal('number'), measure: Measure }),
  z.object({
    ...narrowed,
    kind: z.literal('trend'),
    per: z.enum(['day', 'week', 'month']),
    /** Some metrics, each a line; or one, with a line for each account or network. */
    lines: z.discriminatedUnion('of', [
      z.object({ of: z.literal('metrics'), metrics: z.array(MetricName).min(1).max(4) }),
      z.object({ of: z.enum(['account', 'network']), metric: MetricName }),
    ]),
  }),
  z.object({
    ...narrowed,
    kind: z.literal('chart'),
    bars: z.discriminatedUnion('of', [
      z.object({ of: z.literal('posts'), by: By, metric: MetricName, most: Most }),
      /** What came in by network, kind or hour of the day, or what each member answered. */
      z.object({ of: z.literal('care'), by: z.enum(['network', 'kind', 'hour', 'member']) }),
    ]),
  }),
  z.object({
    ...narrowed,
    kind: z.literal('table'),
    rows: z.discriminatedUnion('of', [
      z.object({ of: z.literal('posts'), by: By, metrics: z.array(MetricName).min(1).max(8), most: Most }),
      z.object({ of: z.literal('care'), by: z.enum(['network', 'kind', 'member']) }),
    ]),
  }),
  z.object({
    ...narrowed,
    kind: z.literal('comparison'),
    measures: z.array(Measure).min(1).max(16),
    /** The time before, or the same days a year ago. */
    against: z.enum(['before', 'year']),
  }),
  z.object({
    ...narrowed,
    kind: z.literal('posts'),
    by: MetricName,
    direction: z.enum(['highest', 'lowest']),
    metrics: z.array(MetricName).min(1).max(5),
    most: z.int().min(1).max(24),
  }),
  z.object({ ...tile, kind: z.literal('text'), text: z.string().max(5000) }),
])
export type Tile = z.output<typeof Tile>

/** Days by the brand's calendar. What has no days of its own is seen from the day on which it is made. */
export const ReportPeriod = z.discriminatedUnion('kind', [
  z.object({ kind: z.enum(['last-week', 'last-month', 'last-quarter', 'last-30-days', 'last-year']) }),
  z
    .object({ kind: z.literal('days'), from: z.iso.date(), to: z.iso.date() })
    .refine(({ from, to }) => from <= to && Date.parse(to) - Date.parse(from) <= 731 * 86_400_000, 'Choose at most two years.'),
])
export type ReportPeriod = z.output<typeof ReportPeriod>

export const Definition = z.object({
  language: Language,
  period: ReportPeriod,
  filter: Filter,
  basis: Basis,
  rate: Rate,
  /** Whether only working hours count in how long people waited. */
  counts: z.enum(['working', 'all']),
  look: z.object({
    colour: z.string().regex(/^#[0-9a-f]{6}$/, 'Write the colour as #0e6862.'),
    /** A picture of the library. */
    logoMediaId: z.uuid().optional(),
  }),
  pages: z
    .array(z.object({ id: z.uuid(), title: z.string().trim().max(120), tiles: z.array(Tile).max(40) }))
    .min(1)
    .max(30),
})
export type Definition = z.output<typeof Definition>
