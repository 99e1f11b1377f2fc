import type { Line } from '../contract.ts'
import { hoursAreKept } from '../facts/keep-posts.ts'
import type { AnalyticsNeeds } from '../needs.ts'
import { bucketsOf } from '../periods-contract.ts'
import type { Levels } from './levels.ts'
import { areOfTheSame, withoutLevels } from './same-accounts.ts'
import { type Scope, sideOf } from './scope.ts'
import { type Level, valuesOf } from './values.ts'
import type { Found, Wanted } from './wanted.ts'

/** A line for each member of what is asked by, and, of a series, for each bucket that has begun. */
export function linesOf(needs: AnalyticsNeeds, wanted: Wanted, found: Found): Line[] {
  const { scope, period, per } = wanted
  const buckets =
    per === undefined ? [null] : bucketsOf(period, { per, timeZone: scope.timeZone }).filter((bucket) => hasBegun(bucket, scope))
  return keysOf(wanted, found).flatMap((key) => {
    const line = lineOf(needs, wanted, found, key)
    return buckets.map((bucket) => ({ key, ...(bucket === null ? {} : { bucket }), values: line(bucket) }))
  })
}

function hasBegun(bucket: string, { now, timeZone }: Scope): boolean {
  return bucket <= (bucket.length > 10 ? now.toString() : now.toZonedDateTimeISO(timeZone).toPlainDate().toString())
}

/** What lines there are: every account and network within the filter, and the members of a dimension that anything is known of. */
function keysOf({ scope, by }: Wanted, { sums, published, posts }: Found): string[] {
  if (by === 'nothing') return ['']
  if (by === 'account') return scope.accounts.map(({ accountId }) => accountId)
  if (by === 'network') return [...new Set(scope.accounts.map(({ network }) => network))]
  const said = [...sums, ...published].filter(({ facts }) => Object.values(facts).some((value) => typeof value === 'number' && value !== 0))
  return [...new Set([...said, ...posts].map(({ member }) => member))]
}

interface Group {
  readonly group: string
  readonly network: string
  readonly member: string
}

/** The values of one line, or of all together, by bucket. */
export function lineOf(needs: AnalyticsNeeds, wanted: Wanted, found: Found, key: string | undefined) {
  const { scope, by, per, metrics, rate } = wanted
  const isOf = ({ group, network, member }: Group) =>
    key === undefined || by === 'nothing' || key === (by === 'account' ? group : by === 'network' ? network : member)
  const sums = Map.groupBy(found.sums.filter(isOf), ({ bucket }) => bucket)
  const published = Map.groupBy(found.published.filter(isOf), ({ bucket }) => bucket)
  const posts = Map.groupBy(found.posts.filter(isOf), ({ bucket }) => bucket)
  const isLevelOf = ({ account }: Levels) =>
    key === undefined || by === 'nothing' || key === (by === 'account' ? account.accountId : account.network)
  const ofThese = found.levels.filter(isLevelOf)
  const isComparable = !found.levelsBeside || areOfTheSame(found.levelsBeside.filter(isLevelOf), ofThese)
  const series = per === undefined ? [] : ofThese.map((each) => each.series(per))
  const groups = groupsOf(wanted, found, isOf)
  const grouped = new Map(found.accounts.map(({ accountId, group }) => [accountId, group]))
  const groupOf = ({ account: { accountId } }: Levels) => grouped.get(accountId) ?? accountId
  let earlier: readonly (number | null)[] = ofThese.map(({ before }) => before)
  return (bucket: string | null) => {
    const here = alike(
      ofThese.map((each, index) => levelOf(each, { bucket, group: groupOf(each), before: earlier[index] ?? null, series: series[index] })),
      ofThese,
    )
    if (per !== undefined) earlier = here.map(({ end }, index) => end ?? earlier[index] ?? null)
    const known = {
      sums: sums.get(bucket) ?? [],
      published: published.get(bucket) ?? [],
      levels: here,
      posts: (posts.get(bucket) ?? []).reduce((all, { count }) => all + count, 0),
    }
    const upTo = bucket ?? wanted.period.to
    const values = valuesOf(metrics, known, {
      rate,
      basis: wanted.basis,
      postsOnly: scope.postsOnly,
      groups,
      choose: ({ group, network }, metric) => {
        // By the hour, posts alone are told.
        const side = sideOf(needs.publishing.network(network)?.insights, metric, scope.postsOnly || per === 'hour')
        const since = side && found.told(group, side, metric)
        return side && { side, otherwise: since !== undefined && since <= upTo && isKept(bucket, wanted) ? 0 : null }
      },
    })
    return isComparable ? values : withoutLevels(values)
  }
}

/** Whether what happened in a bucket is still known: hours are not kept for ever. */
function isKept(bucket: string | null, { per, scope }: Wanted): boolean {
  return bucket === null || per !== 'hour' || Date.parse(bucket) >= scope.now.epochMilliseconds - hoursAreKept
}

/** Where one account is known already and another is not yet, the other stands there with the first that is known of it: its coming is no growth. */
function alike(here: readonly Level[], known: readonly Levels[]): readonly Level[] {
  if (here.every(({ end }) => end === null)) return here
  return here.map((each, index) => (each.end === null ? { ...each, end: known[index]?.before ?? null } : each))
}

/** Of numbers of posts, those that have any of these posts: of others nothing is expected. */
function groupsOf({ scope, by }: Wanted, { accounts, sums, published, posts }: Found, isOf: (of: Group) => boolean) {
  const all = accounts.map(({ group, network }) => ({ group, network, member: '' }))
  const present = [...sums, ...published, ...posts].filter(isOf)
  const mine = by === 'account' || by === 'network' ? all.filter(isOf) : all
  const chosen = new Map((scope.postsOnly && present.length > 0 ? present : mine).map(({ group, network }) => [group, network]))
  return [...chosen].map(([group, network]) => ({ group, network }))
}

function levelOf(
  { end, before, daySum }: Levels,
  at: { bucket: string | null; group: string; before: number | null; series: ReadonlyMap<string, number | null> | undefined },
): Level {
  const { bucket, group } = at
  if (bucket === null) return { group, end, before, daySum }
  const level = at.series?.get(bucket) ?? null
  return { group, end: level, before: at.before, daySum: level }
}
