import { Pool } from 'pg'

import type { Crisis } from '#contract/governance'
import type { HeldPost } from '#contract/publishing'

import type { Owner } from '../e2e/support/owner.ts'
import { until } from '../e2e/support/until.ts'
import { countOpen, openScene, planAll } from './one-second.ts'

const deliveries = 5000
const accountsPerNetwork = 200
const workers = 3
/** How much is out when somebody switches. */
const share = 0.2

/**
 * 5,000 texts due in the same second, sent by three workers over one database; when a fifth is out, somebody switches to a crisis, and ends it when all
 * is quiet. `sent_after_2s`: requests that published something and arrived later than two seconds after the switch had answered; `flood_on_resume`: those
 * that arrived after the end without anybody's decision; `lost` and `duplicates`: after everything held was published in bulk. Read from the networks.
 */
export async function measure(): Promise<Record<string, number>> {
  await using cleanUp = new AsyncDisposableStack()
  const processes = ['web', ...Array.from({ length: workers }, () => 'worker' as const)] as const
  const { postgres, standIns, owner, accounts } = await openScene(cleanUp, { processes, accountsPerNetwork })
  await planAll(owner, accounts, { deliveries, ahead: 120 })
  await standIns.ask({ kind: 'record' })
  const pool = new Pool({ connectionString: postgres.url, max: 4 })
  cleanUp.defer(() => pool.end())
  const arrivals = () => standIns.ask<number[]>({ kind: 'arrivals' })

  await until('a fifth to be out', 300, async () => (await arrivals()).length >= deliveries * share, { pause: 100 })
  const { id } = await owner.call<Crisis>('POST', '/crises', { brandId: owner.brandId, reason: 'A batch was spoilt' })
  const switchedAt = Date.now()
  await until('everything else to be held', 120, async () => (await countOpen(pool)) === 0, { pause: 500 })
  await new Promise((resolve) => setTimeout(resolve, 10_000))
  const sent = await arrivals()
  const held = await countHeld(pool)
  await owner.call('POST', `/crises/${id}/end`, { crisisId: id })
  await new Promise((resolve) => setTimeout(resolve, 20_000))
  const flood = (await arrivals()).length - sent.length

  const resumedAt = Date.now()
  await resumeAll(owner)
  await until('what was held to be out', 300, async () => (await countOpen(pool)) === 0, { pause: 500 })
  const live = await standIns.ask<[string, number][]>({ kind: 'live' })
  return {
    sent_after_2s: sent.filter((at) => at > switchedAt + 2000).length,
    lost: deliveries - live.length,
    flood_on_resume: flood,
    duplicates: live.reduce((sum, [, copies]) => sum + copies - 1, 0),
    sent: sent.length,
    held,
    last_sent_after_ms: Math.max(...sent) - switchedAt,
    resumed_in_s: Math.round((Date.now() - resumedAt) / 1000),
  }
}

async function countHeld(pool: Pool): Promise<number> {
  const { rows } = await pool.query<{ count: number }>(
    `select count(*)::int as count from publishing.delivery where state in ('missed', 'needs-a-person') and reason ->> 'code' = 'crisis'`,
  )
  return rows[0]?.count ?? 0
}

/** In bulk, as the page does: as many at once as it may. */
async function resumeAll(owner: Owner): Promise<void> {
  const next = async () => (await owner.call<{ posts: HeldPost[] }>('GET', `/held-posts?brandId=${owner.brandId}&limit=200`)).posts
  for (let posts = await next(); posts.length > 0; posts = await next()) {
    const postIds = posts.map(({ postId }) => postId)
    const { results } = await owner.call<{ results: { ok: boolean }[] }>('POST', '/held-posts/resume', {
      postIds,
      how: { kind: 'publish', minutesApart: 0 },
    })
    if (results.some(({ ok }) => !ok)) throw new Error(`Some were refused: ${JSON.stringify(results.find(({ ok }) => !ok))}`)
  }
}
