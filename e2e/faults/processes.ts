import type { ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { writeFileSync } from 'node:fs'

import { attemptsOf, getPost } from '../support/owner.ts'
import { until } from '../support/until.ts'
import type { Fault, StepName } from './fault.ts'
import { type Bench, connectTrial, judge, publishTrial, settle, type Trial, type Verdict } from './trial.ts'

/** A case in which a process is disturbed while a request of this step is held. */
export interface ProcessCase {
  readonly id: string
  readonly step: StepName
  readonly fault: string
  readonly hold: Fault
  /** What becomes of the held request afterwards: it arrives late, or never. */
  readonly afterwards: 'arrives' | 'never'
}

const steps = ['image', 'part 1', 'part 2'] as const

/** The moments at which a worker can die: before the request is accepted, while it is written, after acceptance before the answer. */
export function deathCases(prefix: string, who: string): ProcessCase[] {
  return [
    ...steps.map((step) => ({
      id: '',
      step,
      fault: `kill -9 of ${who} before acceptance`,
      hold: { kind: 'hold-before' } as Fault,
      afterwards: 'never' as const,
    })),
    ...steps.map((step) => ({
      id: '',
      step,
      fault: `kill -9 of ${who} after acceptance, before commit`,
      hold: { kind: 'hold-after' } as Fault,
      afterwards: 'never' as const,
    })),
    {
      id: '',
      step: 'image' as const,
      fault: `kill -9 of ${who} while sending`,
      hold: { kind: 'hold-body' } as Fault,
      afterwards: 'never' as const,
    },
    ...(['part 1', 'part 2'] as const).map((step) => ({
      id: '',
      step,
      fault: `kill -9 of ${who}, its request arrives after the restart`,
      hold: { kind: 'hold-before' } as Fault,
      afterwards: 'arrives' as const,
    })),
  ].map((one, index) => ({ ...one, id: `${prefix}${index + 1}` }))
}

/** Holds every case at its step, lets `disturb` happen, and waits for the verdicts. */
export async function runHeldCases(bench: Bench, cases: readonly ProcessCase[], disturb: () => Promise<void>): Promise<Verdict[]> {
  const { proxy } = bench.bluesky
  const trials: Trial[] = []
  for (const one of cases) {
    const at = await connectTrial(bench, one.id)
    proxy.arm(at.did, one.step, one.hold)
    trials.push(await publishTrial(bench, one.id, at))
  }
  await until('every case to be held at its step', 90, () => trials.every(({ did }) => proxy.isHeld(did)))
  await disturb()
  const restartedAt = Date.now()
  const classified = Promise.all(trials.map((trial) => classifiedAfter(bench, trial, restartedAt)))
  for (const [index, trial] of trials.entries()) {
    if (cases[index]?.afterwards === 'never') proxy.drop(trial.did)
    else setTimeout(() => proxy.release(trial.did), 6000)
  }
  const seconds = await classified
  await Promise.all(trials.map((trial) => settle(bench, trial, 150)))
  await new Promise((resolve) => setTimeout(resolve, 3000))
  return Promise.all(
    trials.map(async (trial, index) =>
      withClassification(await judge(bench, trial, cases[index] ?? { step: '', fault: '' }), seconds[index]),
    ),
  )
}

/** Seconds after the restart until the interrupted attempt is known as such; the promise is 60. */
async function classifiedAfter(bench: Bench, trial: Trial, restartedAt: number): Promise<number> {
  await until(`case ${trial.id} to be classified`, 90, async () => {
    const post = await getPost(bench.owner, trial.post.id)
    const [delivery] = post.deliveries
    if (!delivery) return false
    if (delivery.state !== 'sending') return true
    const attempts = await attemptsOf(bench.owner, delivery.id)
    return attempts.some(({ outcome }) => outcome === 'interrupted')
  }).catch(() => undefined)
  return Math.round((Date.now() - restartedAt) / 1000)
}

function withClassification(verdict: Verdict, seconds = 0): Verdict {
  const note = `${verdict.note}; classified after ${seconds} s`
  return seconds > 60 ? { ...verdict, verdict: 'STUCK', note } : { ...verdict, note }
}

/** Ends a process as a power cut would. */
export async function killHard(child: ChildProcess): Promise<void> {
  const gone = once(child, 'exit')
  child.kill('SIGKILL')
  await gone
}

/** Turns the machine's clock or name service, as `preload.ts` reads it. */
export function turnBench(path: string, bench: { clockOffsetMs?: number; dnsFails?: boolean }): void {
  writeFileSync(path, JSON.stringify({ clockOffsetMs: 0, dnsFails: false, ...bench }))
}
