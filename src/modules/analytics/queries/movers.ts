import type { Overview } from '../contract.ts'
import type { AnalyticsNeeds } from '../needs.ts'
import { measuredPosts } from './measured-posts.ts'
import { type Change, changesOf, type Compared, largestYoung, moved, olderAbove, weights } from './post-changes.ts'

const eachWay = 3

/** The posts on which a measure grew or fell most against another period, and by how much. */
export async function readMovers(needs: AnalyticsNeeds, compared: Compared): Promise<Overview['movers']> {
  const { scope } = compared
  if (scope.accounts.length === 0) return []
  const changes = await largestChanges(needs, compared)
  const movers = moved.flatMap((metric) => ends(changes, metric).map((change) => ({ metric, change })))
  const values = new Map(movers.map(({ change: { subject } }) => [subject, {}]))
  const posts = await measuredPosts(needs.db, { workspaceId: scope.workspaceId, values })
  const bySubject = new Map([...values.keys()].map((subject, index) => [subject, posts[index]]))
  return movers.map(({ metric, change }) => {
    const post = bySubject.get(change.subject)
    return { metric, change: change[metric] ?? 0, accountId: change.account_id, ...(post ? { post } : {}) }
  })
}

/** Those that grew most and those that fell most, the largest first. */
function ends(changes: readonly Change[], metric: (typeof moved)[number]): Change[] {
  const size = (change: Change) => change[metric] ?? 0
  const inOrder = changes.filter((change) => size(change) !== 0).toSorted((a, b) => size(b) - size(a))
  const [up, down] = [
    inOrder.filter((change) => size(change) > 0).slice(0, eachWay),
    inOrder.filter((change) => size(change) < 0).slice(-eachWay),
  ]
  return [...up, ...down].toSorted((a, b) => Math.abs(size(b)) - Math.abs(size(a)))
}

const firstLook = 150
const lastLook = 900

/**
 * Most of what moves comes from posts published in these days, and none of them can have changed by more than it has gathered in all. So those that have
 * gathered most are looked at first, and no further ones once none of them could have changed by more than those found; after many, what was found is
 * near enough: of posts that gathered alike any may be named. Of older posts only those count that gathered as much in a month as those found changed by.
 */
async function largestChanges({ db }: AnalyticsNeeds, compared: Compared): Promise<readonly Change[]> {
  let changes: readonly Change[] = []
  for (let look = firstLook; ; look *= 6) {
    const candidates = await largestYoung(db, compared, look)
    changes = await changesOf(
      db,
      compared,
      candidates.map(({ subject }) => subject),
    )
    const rest = candidates.at(-1)?.score ?? 0
    const isFound = moved.every((metric) => (barOf(changes, metric)?.height ?? Infinity) * weights[metric] >= rest)
    if (isFound || candidates.length < look || look >= lastLook) break
  }
  const older = await olderAbove(db, compared, { least: (metric) => leastOf(barOf(changes, metric)), limit: lastLook })
  return older.length === 0 ? changes : [...changes, ...(await changesOf(db, compared, older))]
}

/** How much the last of those shown changed, and whether there are as many as can be. Undefined where none did. */
function barOf(changes: readonly Change[], metric: (typeof moved)[number]): { height: number; full: boolean } | undefined {
  const shown = ends(changes, metric)
  const last = shown[Math.min(eachWay, shown.length) - 1]
  return last && { height: Math.abs(last[metric] ?? 0), full: shown.length >= eachWay }
}

function leastOf(bar: ReturnType<typeof barOf>): number {
  return bar?.full ? bar.height : 1
}
