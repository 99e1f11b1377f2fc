import type { Overview } from '../contract.ts'
import type { AnalyticsNeeds } from '../needs.ts'
import { measuredBySubject } from './measured-posts.ts'
import { type Candidate, type Change, changesOf, type Compared, largestYoung, moved, type Moved, olderAbove } from './post-changes.ts'

const eachWay = 3

/** The posts on which a measure grew or fell most against another period, and by how much. */
export async function readMovers(needs: AnalyticsNeeds, compared: Compared): Promise<Overview['movers']> {
  const { scope } = compared
  if (scope.accounts.length === 0) return []
  const changes = await largestChanges(needs, compared)
  const movers = moved.flatMap((metric) => ends(changes, metric).map((change) => ({ metric, change })))
  const values = new Map(movers.map(({ change: { subject } }) => [subject, {}]))
  const posts = await measuredBySubject(needs.db, { workspaceId: scope.workspaceId, values })
  return movers.flatMap(({ metric, change }) => {
    const post = posts.get(change.subject)
    return post ? [{ metric, change: change[metric], accountId: post.accountId, post }] : []
  })
}

/** Those that grew most and those that fell most, the largest first. */
function ends(changes: readonly Change[], metric: Moved): Change[] {
  const inOrder = changes.filter((change) => change[metric] !== 0).toSorted((a, b) => b[metric] - a[metric])
  const [up, down] = [
    inOrder.filter((change) => change[metric] > 0).slice(0, eachWay),
    inOrder.filter((change) => change[metric] < 0).slice(-eachWay),
  ]
  return [...up, ...down].toSorted((a, b) => Math.abs(b[metric]) - Math.abs(a[metric]))
}

const firstLook = 40
const lastLook = 200
const mostOlder = 900

/**
 * Most of what moves comes from posts published in these days, and none of them can have changed by more than it has gathered in all. So those that have
 * gathered most are looked at first, and no further ones once none of them could have changed by more than those found; after many, what was found is
 * near enough: of posts that gathered alike any may be named. Of older posts only those count that gathered as much in a month as those found changed by.
 */
async function largestChanges({ db }: AnalyticsNeeds, compared: Compared): Promise<readonly Change[]> {
  const found = new Map<number, Change>()
  const add = async (subjects: readonly number[]) => {
    const further = [...new Set(subjects)].filter((subject) => !found.has(subject))
    for (const change of await changesOf(db, compared, further)) found.set(change.subject, change)
  }
  for (let look = firstLook; look <= lastLook; look *= 5) {
    const young = await largestYoung(db, compared, look)
    await add(young.map(({ subject }) => subject))
    if (areFound([...found.values()], { young, look, compared })) break
  }
  const changes = [...found.values()]
  const least = (side: keyof Bars) => (metric: Moved) => Math.max(1, barsOf(changes, metric)[side])
  await add(await olderAbove(db, compared, { least: { rise: least('rise'), fall: least('fall') }, limit: mostOlder }))
  return [...found.values()]
}

/** By how much the last of those shown grew, and fell; 0 where there are fewer than can be shown. */
interface Bars {
  readonly rise: number
  readonly fall: number
}

function barsOf(changes: readonly Change[], metric: Moved): Bars {
  const shown = ends(changes, metric).map((change) => change[metric])
  return { rise: lastOf(shown.filter((size) => size > 0)), fall: lastOf(shown.filter((size) => size < 0).map((size) => -size)) }
}

function lastOf(sizes: readonly number[]): number {
  return sizes.length < eachWay ? 0 : Math.min(...sizes)
}

/** Whether none of the young posts that were not looked at can belong to those shown. */
function areFound(
  changes: readonly Change[],
  { young, look, compared: { period, before } }: { young: readonly Candidate[]; look: number; compared: Compared },
): boolean {
  return moved.every((metric) => {
    const { rise, fall } = barsOf(changes, metric)
    const restOf = (isLate: boolean) => {
      const these = young.filter((each) => each.metric === metric && each.late === isLate)
      return these.length < look ? 0 : (these.at(-1)?.gathered ?? 0)
    }
    // What came to be in the later of both periods can only have grown, or fallen where it is compared with days to come.
    return restOf(true) <= (period.from < before.from ? fall : rise) && restOf(false) <= Math.min(rise, fall)
  })
}
