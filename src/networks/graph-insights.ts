import { z } from 'zod'

import { graphInstant } from './graph-timeline.ts'
import { knownFigures } from './known-figures.ts'
import type { InsightMetric, Outcome } from './network.ts'

/** What a value is broken down by: `dimension_keys` name it, and each result has as many values. */
const breakdownSchema = z.object({
  dimension_keys: z.array(z.string()),
  results: z.array(z.object({ dimension_values: z.array(z.string()), value: z.number() })).default([]),
})

/** A number, or one for each kind of what was counted. */
const valueSchema = z.union([z.number(), z.record(z.string(), z.number())])

const metricSchema = z.object({
  name: z.string(),
  values: z.array(z.object({ value: valueSchema.optional().catch(undefined), end_time: graphInstant.optional() })).optional(),
  total_value: z.object({ value: z.number().optional(), breakdowns: z.array(breakdownSchema).optional() }).optional(),
  /** One for each address that was opened. */
  link_total_values: z.array(z.object({ value: z.number() })).optional(),
})
export type GraphMetric = z.infer<typeof metricSchema>

/** What every `insights` edge of the Graph API answers. What there are no data of is missing in it, or has no value. */
export const insightsAnswer = z.object({ data: z.array(metricSchema) })

type Asking = (names: readonly string[]) => Promise<Outcome<z.infer<typeof insightsAnswer>>>

/**
 * Asks for numbers by their names, time and again. One name that the network does not take fails the whole call: then each is asked for
 * alone, and what was refused is left out from then on.
 */
export function metricsNamed(names: readonly string[]): (ask: Asking) => Promise<Outcome<readonly GraphMetric[]>> {
  let taken = names
  return async (ask) => {
    const all = await ask(taken)
    if (all.ok) return { ok: true, value: all.value.data }
    if (!isRefusal(all)) return all
    const found: GraphMetric[] = []
    const still: string[] = []
    for (const name of taken.length > 1 ? taken : []) {
      const alone = await ask([name])
      if (!alone.ok && !isRefusal(alone)) return alone
      if (!alone.ok) continue
      still.push(name)
      found.push(...alone.value.data)
    }
    // Where nothing at all was taken, it was not for the names.
    if (still.length > 0) taken = still
    return { ok: true, value: found }
  }
}

function isRefusal({ trouble }: Extract<Outcome<never>, { ok: false }>): boolean {
  return trouble.kind === 'rejected' && trouble.reason.code === 'refused'
}

/** A number by the name it has everywhere. */
interface Figure {
  readonly metric: InsightMetric
  readonly value: number
}

/** The whole life of what was asked about, with the kinds of what was counted added up. `known` by names in small letters. */
export function figuresFrom(metrics: readonly GraphMetric[], known: Readonly<Record<string, InsightMetric>>): readonly Figure[] {
  return metrics.flatMap((told) => {
    const metric = known[told.name.toLowerCase()]
    return metric === undefined ? [] : knownFigures([[metric, totalOf(told)]])
  })
}

/** undefined where there are no data. */
export function totalOf({ values, total_value: total, link_total_values: links }: GraphMetric): number | undefined {
  return total?.value ?? links?.reduce((sum, { value }) => sum + value, 0) ?? sumOf(values?.[0]?.value)
}

/** By whose clock the network counts days. */
export const graphZone = 'America/Los_Angeles'

/** Day by day. A value belongs to the day that is over at its `end_time`. */
export function figuresByDay(
  metrics: readonly GraphMetric[],
  known: Readonly<Record<string, InsightMetric>>,
): readonly (Figure & { readonly day: Temporal.PlainDate })[] {
  return metrics.flatMap(({ name, values = [] }) => {
    const metric = known[name.toLowerCase()]
    return values.flatMap(({ value: told, end_time: end }) => {
      if (metric === undefined || end === undefined) return []
      const day = end.subtract({ seconds: 1 }).toZonedDateTimeISO(graphZone).toPlainDate()
      return knownFigures([[metric, sumOf(told)]]).map((figure) => ({ ...figure, day }))
    })
  })
}

function sumOf(value: z.infer<typeof valueSchema> | undefined): number | undefined {
  if (typeof value !== 'object') return value
  return Object.values(value).reduce((sum, each) => sum + each, 0)
}

/** `since` and `until` of these days, the last one included, as the API takes them: in seconds since 1970. */
export function spanOf({ from, to }: { readonly from: Temporal.PlainDate; readonly to: Temporal.PlainDate }): {
  readonly since: string
  readonly until: string
} {
  return { since: startOf(from), until: startOf(to.add({ days: 1 })) }
}

function startOf(day: Temporal.PlainDate): string {
  return String(day.toZonedDateTime(graphZone).epochMilliseconds / 1000)
}

/** A number by the values of the one thing it is broken down by, in the network's own words. */
export function brokenDown(metrics: readonly GraphMetric[]): ReadonlyMap<string, number> {
  const results = metrics.flatMap(({ total_value: total }) => (total?.breakdowns ?? []).flatMap((breakdown) => breakdown.results))
  return new Map(results.flatMap(({ dimension_values: [value], value: count }) => (value === undefined ? [] : [[value, count]])))
}
