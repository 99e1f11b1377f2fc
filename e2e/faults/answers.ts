import { until } from '../support/until.ts'
import type { AnswerCase } from './cases.ts'
import { decide } from './decide.ts'
import {
  type Bench,
  broken,
  connectTrial,
  judge,
  judgeTakenDown,
  publishTrial,
  settle,
  type Trial,
  unhurried,
  type Verdict,
} from './trial.ts'

/** Cases in which the network answers badly: many at the same time, each on a profile of its own. */
export async function runAnswerCases(bench: Bench, cases: readonly Named[], report: (verdict: Verdict) => void): Promise<void> {
  // Most of them wait for one thing or another.
  await runMany(cases, { atOnce: 32, run: (one) => runOne(bench, one), report })
}

interface Running {
  readonly atOnce: number
  readonly run: (one: Named) => Promise<Verdict>
  readonly report: (verdict: Verdict) => void
}

/** So many at once, the others in their turn; one that could not be tried to its end is reported as such. */
export async function runMany(cases: readonly Named[], { atOnce, run, report }: Running): Promise<void> {
  const waiting = [...cases]
  const runner = async () => {
    for (let one = waiting.shift(); one; one = waiting.shift()) {
      const about = { ...one, network: one.network.name }
      report(await run(one).catch((error: unknown) => broken(one.id, about, error)))
    }
  }
  await Promise.all(Array.from({ length: atOnce }, runner))
}

export type Named = AnswerCase & { readonly id: string }

async function runOne(bench: Bench, one: Named): Promise<Verdict> {
  const at = await connectTrial(bench, one.id, one)
  const { proxy, name } = one.network
  const about = { ...one, network: name }
  if (one.takesDown) return takeDownCase(bench, one, await publishTrial(bench, at))
  for (const { step, fault } of one.arms) proxy.arm(at.profile.id, step, fault)
  const trial = await publishTrial(bench, at)
  await settle(bench, trial, longest)
  await latecomers(one)
  const verdict = await decide(bench, trial, { about, asked: await judge(bench, trial, about) })
  const untried = [...proxy.stepsOf(at.profile.id)].filter((step) => !known(one).has(step))
  return untried.length === 0 ? verdict : { ...verdict, verdict: 'BROKEN', note: `steps that no case tries: ${untried.join(', ')}` }
}

/** In seconds; the longest pause before absence counts on a network without tokens, and what comes before and after it. */
const longest = 420

async function takeDownCase(bench: Bench, one: Named, trial: Trial): Promise<Verdict> {
  await until(`case ${one.id} to be live`, 120, async () => (await settle(bench, trial, 60))?.state === 'published', unhurried)
  for (const { step, fault } of one.arms) one.network.proxy.arm(trial.profile.id, step, fault)
  const { id } = trial.post
  await bench.owner.call('POST', `/posts/${id}/take-down`, { postId: id })
  const gone = async () => (await bench.owner.call<{ state: string }>('GET', `/posts/${id}`)).state === 'taken-down'
  await until(`case ${one.id} to be taken down`, 120, gone, unhurried).catch(() => undefined)
  return judgeTakenDown(bench, trial, { ...one, network: one.network.name })
}

/** A request accepted late may still land after Hearth is done; the verdict waits for it. */
export async function latecomers(one: AnswerCase): Promise<void> {
  const late = Math.max(0, ...one.arms.map(({ fault }) => (fault.kind === 'accepted-late' ? fault.seconds + 2 : 0)))
  if (late > 0) await new Promise((resolve) => setTimeout(resolve, late * 1000))
}

function known({ story }: AnswerCase): ReadonlySet<string> {
  const told = [...story.before, ...story.final, ...story.after].map((step) => step.replace(/#.*/, ''))
  return new Set([...told, 'quota', 'permalink 1', 'look-up', 'refresh', 'take-down', 'other'])
}
