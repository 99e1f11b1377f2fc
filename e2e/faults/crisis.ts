import type { Crisis } from '#contract/governance'

import { getPost } from '../support/owner.ts'
import { until } from '../support/until.ts'
import { holdAll, type ProcessCase } from './processes.ts'
import { type Bench, type Connected, connectTrial, judge, settle, type Trial, unhurried, type Verdict } from './trial.ts'

/** Fewer than a worker's places, and all within the time that it gives a step. */
const heldAtOnce = 24

/**
 * The switch while a request of each step is held: what had left counts, nothing follows it, also once the crisis is over, and when somebody says so
 * the rest goes out once.
 */
export async function runCrisisCases(bench: Bench, cases: readonly ProcessCase[]): Promise<Verdict[]> {
  const ready: { one: ProcessCase; at: Connected }[] = []
  for (const one of cases) ready.push({ one, at: await connectTrial(bench, one.id, one) })
  const verdicts: Verdict[] = []
  for (let start = 0; start < ready.length; start += heldAtOnce)
    verdicts.push(...(await switchOn(bench, ready.slice(start, start + heldAtOnce))))
  return verdicts
}

async function switchOn(bench: Bench, ready: Parameters<typeof holdAll>[1]): Promise<Verdict[]> {
  const held = await holdAll(bench, ready)
  const { id } = await bench.owner.call<Crisis>('POST', '/crises', { brandId: bench.owner.brandId, reason: 'A batch was spoilt' })
  // By then every process knows.
  await new Promise((resolve) => setTimeout(resolve, 2000))
  for (const { one, trial } of held) one.network.proxy.release(trial.profile.id)
  await Promise.all(held.map(({ trial }) => settle(bench, trial, 90)))
  await bench.owner.call('POST', `/crises/${id}/end`, { crisisId: id })
  await new Promise((resolve) => setTimeout(resolve, 5000))
  const stood = await Promise.all(held.map(({ one, trial }) => whatWentOn(bench, trial, one)))
  await resume(
    bench,
    held.map(({ trial }) => trial),
  )
  await Promise.all(held.map(({ trial }) => settleAgain(bench, trial)))
  return Promise.all(
    held.map(async ({ one, trial }, index) => {
      const verdict = await judge(bench, trial, { ...one, network: one.network.name })
      const wrong = stood[index]
      return wrong === undefined ? verdict : { ...verdict, verdict: 'BROKEN' as const, note: wrong }
    }),
  )
}

/** A post whose held request was not its last must be held itself. */
async function whatWentOn(bench: Bench, { post }: Trial, { story, step }: ProcessCase): Promise<string | undefined> {
  const [delivery] = (await getPost(bench.owner, post.id)).deliveries
  const isLast = [...story.before, ...story.final, ...story.after].at(-1) === step
  if (isLast || delivery?.reason?.code === 'crisis') return undefined
  return `not held by the crisis but ${delivery?.state} (${delivery?.reason?.code ?? 'no reason'})`
}

async function resume(bench: Bench, trials: readonly Trial[]): Promise<void> {
  const postIds = trials.map(({ post }) => post.id)
  await bench.owner.call('POST', '/held-posts/resume', { postIds, how: { kind: 'publish', minutesApart: 0 } })
}

async function settleAgain(bench: Bench, trial: Trial): Promise<void> {
  const look = async () => (await getPost(bench.owner, trial.post.id)).deliveries.every(({ state }) => state === 'published')
  await until(`case ${trial.id} to be published`, 120, look, unhurried).catch(() => undefined)
}
