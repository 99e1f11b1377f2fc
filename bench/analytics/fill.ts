import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'

import type { Pool } from 'pg'
import { from as copyFrom } from 'pg-copy-streams'

import { levels, numberOf } from '../../src/modules/analytics/facts/metric-columns.ts'
import type { SourceIds } from '../../src/modules/analytics/facts/source-ids.ts'
import type { Scale } from './scale.ts'
import type { BenchPost, BenchWorld } from './world.ts'

const [minute, hour, day] = [60_000, 3_600_000, 86_400_000]
/** The brand's clock is eight hours ahead all year. */
const ahead = 8 * hour

/** When a reading says something new, by the age of a post, in milliseconds: after half a year hardly any does. */
const everyAge = ages()

function ages(): number[] {
  const found: number[] = []
  const steps = [
    { until: 2 * hour, every: 15 * minute },
    { until: day, every: hour },
    { until: 7 * day, every: 6 * hour },
    { until: 30 * day, every: day },
    { until: 90 * day, every: 7 * day },
    { until: 210 * day, every: 30 * day },
  ]
  let age = 0
  for (const { until, every } of steps) while (age < until) found.push((age += every))
  return found
}

export interface Plan {
  /** Of the ages at which posts are read, how many are kept, by how many metrics their network tells. */
  readonly agesFor: (metrics: number) => readonly number[]
  readonly facts: number
}

/** How often posts are read so that there are as many facts as wanted. */
export function planFacts(world: BenchWorld, scale: Scale): Plan {
  let each = scale.facts / scale.posts
  for (let turn = 0; ; turn += 1) {
    const agesFor = remembered((metrics) => chosen(Math.round(each / metrics)))
    const facts = countFacts(world, scale, { agesFor, since: -Infinity })
    if (turn === 6 || Math.abs(facts / scale.facts - 1) < 0.005) return { agesFor, facts }
    each *= scale.facts / facts
  }
}

function chosen(count: number): number[] {
  const some = Math.min(count, everyAge.length)
  return Array.from({ length: some }, (_, index) => everyAge[Math.floor((index * everyAge.length) / some)] ?? 0)
}

function remembered(make: (metrics: number) => readonly number[]): Plan['agesFor'] {
  const known = new Map<number, readonly number[]>()
  return (metrics) => {
    const found = known.get(metrics) ?? make(metrics)
    known.set(metrics, found)
    return found
  }
}

function countFacts(world: BenchWorld, { days }: Scale, { agesFor, since }: { agesFor: Plan['agesFor']; since: number }): number {
  const recent = Math.min(days, Math.ceil((world.now - since) / day))
  const ofDays = world.accounts.reduce((sum, { ofDays: of }) => sum + of.size * (Number.isFinite(recent) ? recent : days), 0)
  return world.posts.reduce((sum, { account: { ofPosts }, publishedAt }) => {
    const made = agesFor(ofPosts.size).filter((age) => publishedAt + age <= world.now && publishedAt + age >= since).length
    return sum + made * ofPosts.size
  }, ofDays)
}

/** Since when there are so many facts. */
export function sinceWhen(world: BenchWorld, scale: Scale, { agesFor, count }: { agesFor: Plan['agesFor']; count: number }): number {
  let [early, late] = [world.now - scale.days * day, world.now]
  for (let turn = 0; turn < 12; turn += 1) {
    const middle = (early + late) / 2
    if (countFacts(world, scale, { agesFor, since: middle }) > count) early = middle
    else late = middle
  }
  // A whole month begins a table of its own.
  return Math.floor(late / day) * day
}

export interface Stretch {
  readonly from: number
  readonly to: number
}

/** Facts of a stretch of time, by COPY. The index over them is made by whoever asks, afterwards. */
export async function copyFacts(
  pool: Pool,
  world: BenchWorld,
  of: { readonly plan: Plan; readonly scale: Scale; readonly stretch: Stretch },
): Promise<void> {
  const client = await pool.connect()
  try {
    const columns = 'workspace_id, subject, at, fetched_at, value, change, day, source, kind, metric'
    await pipeline(Readable.from(pieces(lines(world, of))), client.query(copyFrom(`copy analytics.fact (${columns}) from stdin`)))
  } finally {
    client.release()
  }
}

function* pieces(all: Iterable<string>): Generator<Buffer> {
  let piece = ''
  for (const line of all) {
    piece += line
    if (piece.length > 262_144) {
      yield Buffer.from(piece)
      piece = ''
    }
  }
  if (piece !== '') yield Buffer.from(piece)
}

function* lines(world: BenchWorld, { plan, scale, stretch }: { plan: Plan; scale: Scale; stretch: Stretch }): Generator<string> {
  for (const post of world.posts) yield* postLines(world, post, { ages: plan.agesFor(post.account.ofPosts.size), stretch })
  for (const account of world.accounts) {
    for (let back = scale.days; back > 0; back -= 1) {
      const at = Math.floor(world.now / day) * day - back * day
      if (at >= stretch.from && at < stretch.to) yield dayLines(world, { ...account, at, step: scale.days - back })
    }
  }
}

function* postLines(
  world: BenchWorld,
  { subject, publishedAt, account }: BenchPost,
  { ages: of, stretch }: { ages: readonly number[]; stretch: Stretch },
): Generator<string> {
  if (publishedAt >= stretch.to) return
  const before = new Map<number, number>()
  for (const [index, age] of of.entries()) {
    const at = publishedAt + age
    if (at > world.now || at >= stretch.to) return
    let text = ''
    const isWithin = at >= stretch.from
    const instant = isWithin ? new Date(at).toISOString() : ''
    const on = isWithin ? new Date(at + ahead).toISOString().slice(0, 10) : ''
    for (const [metric, source] of account.ofPosts) {
      const number = numberOf[metric]
      const value = counter(subject, number, age) + index
      if (isWithin)
        text += `${world.workspaceId}\t${subject}\t${instant}\t${instant}\t${value}\t${value - (before.get(number) ?? 0)}\t${on}\t${source}\tnew\t${number}\n`
      before.set(number, value)
    }
    if (isWithin) yield text
  }
}

/** What a post has gathered at an age: most of it early. */
function counter(subject: number, metric: number, age: number): number {
  // A few posts gather most: by the logarithm they are spread evenly.
  const size = 10 * Math.exp(((subject * 7919) % 1000) / 180) * (metric === numberOf.impressions ? 40 : metric === numberOf.reach ? 30 : 1)
  return Math.floor(size * (1 - Math.exp(-age / (40 * hour))))
}

function dayLines(
  world: BenchWorld,
  { subject, ofDays, at, step }: { subject: number; ofDays: SourceIds; at: number; step: number },
): string {
  const on = new Date(at).toISOString().slice(0, 10)
  let text = ''
  for (const [metric, source] of ofDays) {
    const isLevel = levels.has(metric)
    const instant = new Date(isLevel ? at + day - 1 : at).toISOString()
    const value = isLevel ? 1000 + subject * 50 + step * 3 : 100 + ((subject * 31 + step * 17) % 900)
    text += `${world.workspaceId}\t${subject}\t${instant}\t${instant}\t${value}\t${isLevel && step > 0 ? 3 : value}\t${on}\t${source}\tnew\t${numberOf[metric]}\n`
  }
  return text
}
