import { until } from '../support/until.ts'
import type { AnswerCase } from './cases.ts'
import { type Bench, connectTrial, judge, judgeTakenDown, publishTrial, settle, type Trial, type Verdict } from './trial.ts'

/** Cases in which the network answers badly: all run at the same time, each on an account of its own. */
export async function runAnswerCases(bench: Bench, cases: readonly AnswerCase[], report: (verdict: Verdict) => void): Promise<Verdict[]> {
  const waiting = [...cases]
  const verdicts: Verdict[] = []
  const runner = async () => {
    for (let one = waiting.shift(); one; one = waiting.shift()) {
      const verdict = await runOne(bench, one).catch((error: unknown) => broken(one, error))
      verdicts.push(verdict)
      report(verdict)
    }
  }
  await Promise.all(Array.from({ length: 12 }, runner))
  return verdicts
}

async function runOne(bench: Bench, one: AnswerCase): Promise<Verdict> {
  const at = await connectTrial(bench, one.id)
  if (one.step === 'take-down') return takeDownCase(bench, one, at)
  for (const { step, fault, times } of one.arms) bench.bluesky.proxy.arm(at.did, step, fault, times)
  const trial = await publishTrial(bench, one.id, at)
  await settle(bench, trial, 180)
  await latecomers(one)
  return judge(bench, trial, one)
}

async function takeDownCase(bench: Bench, one: AnswerCase, at: Awaited<ReturnType<typeof connectTrial>>): Promise<Verdict> {
  const trial: Trial = await publishTrial(bench, one.id, at)
  await until(`case ${one.id} to be live`, 60, async () => (await settle(bench, trial, 60))?.state === 'published')
  for (const { step, fault } of one.arms) bench.bluesky.proxy.arm(at.did, step, fault)
  await bench.owner.call('POST', `/posts/${trial.post.id}/take-down`, { postId: trial.post.id })
  const gone = async () => (await bench.owner.call<{ state: string }>('GET', `/posts/${trial.post.id}`)).state === 'taken-down'
  await until(`case ${one.id} to be taken down`, 120, gone).catch(() => undefined)
  return judgeTakenDown(bench, trial, one)
}

/** A request accepted late may still land after Hearth is done; the verdict waits for it. */
async function latecomers(one: AnswerCase): Promise<void> {
  const late = Math.max(0, ...one.arms.map(({ fault }) => (fault.kind === 'accepted-late' ? fault.seconds + 2 : 0)))
  if (late > 0) await new Promise((resolve) => setTimeout(resolve, late * 1000))
}

function broken(one: { id: string; step: string; fault: string }, error: unknown): Verdict {
  return {
    id: one.id,
    step: one.step,
    fault: one.fault,
    verdict: 'BROKEN',
    seconds: 0,
    note: error instanceof Error ? error.message : String(error),
  }
}
