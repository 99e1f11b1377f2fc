import type { Db } from '#kit/database'

import { makeFactMonths } from '../../src/modules/analytics/facts/fact-months.ts'
import { holdProfile } from '../../src/modules/analytics/facts/hold-profile.ts'
import { keepPosts } from '../../src/modules/analytics/facts/keep-posts.ts'
import type { BenchAccount, BenchPost, BenchWorld } from './world.ts'

const atOnce = 100

/** Facts a second that arrive as readings do: a hundred posts of an account at a time, into facts, latest values and every rollup, two accounts at once. */
export async function measureIngest(db: Db, world: BenchWorld, wanted: number): Promise<{ perSecond: number; facts: number }> {
  const batches = batchesOf(world, wanted)
  await makeFactMonths(db, [world.now, world.now + 86_400_000])
  const began = performance.now()
  let [next, facts] = [0, 0]
  const runner = async () => {
    for (let batch = batches[next++]; batch; batch = batches[next++]) facts += await keep(db, world, batch)
  }
  await Promise.all([runner(), runner()])
  return { perSecond: Math.round(facts / ((performance.now() - began) / 1000)), facts }
}

interface Batch {
  readonly account: BenchAccount
  readonly posts: readonly BenchPost[]
  /** In milliseconds since 1970. */
  readonly at: number
  readonly round: number
}

/** Of each account its youngest posts, round by round, a quarter of an hour apart. */
function batchesOf({ accounts, posts, now }: BenchWorld, wanted: number): Batch[] {
  const byAccount = Map.groupBy(posts.toReversed(), ({ account }) => account.id)
  const batches: Batch[] = []
  for (let [round, facts] = [0, 0]; facts < wanted; round += 1) {
    for (const account of accounts) {
      const ofOne = byAccount.get(account.id) ?? []
      const from = (round * atOnce) % Math.max(1, Math.min(ofOne.length, 500))
      const some = ofOne.slice(from, from + atOnce)
      batches.push({ account, posts: some, at: now + (round + 1) * 15 * 60_000, round })
      facts += some.length * account.ofPosts.size
    }
  }
  return batches
}

async function keep(db: Db, { workspaceId, now }: BenchWorld, { account, posts, at, round }: Batch): Promise<number> {
  const readings = posts.map(({ subject }) => ({
    subject,
    at,
    fetchedAt: at,
    figures: [...account.ofPosts.keys()].map((metric) => ({ metric, value: 1_000_000 + round * 10 + (subject % 7) })),
  }))
  return db.transaction().execute(async (tx) => {
    const profile = await holdProfile(tx, { workspaceId, accountId: account.id })
    if (!profile) throw new Error('The account is not measured.')
    return keepPosts(tx, { profile, timeZone: 'Asia/Taipei', sources: account.ofPosts, readings, now })
  })
}
