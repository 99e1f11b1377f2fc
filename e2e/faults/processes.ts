import type { ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { writeFileSync } from 'node:fs'

import { attemptsOf, getPost } from '../support/owner.ts'
import { until } from '../support/until.ts'
import type { Held } from './fault.ts'
import type { FaultyNetwork } from './faulty-network.ts'
import {
  type Bench,
  type Connected,
  connectTrial,
  judge,
  type Place,
  publishTrial,
  sayState,
  settle,
  type Trial,
  unhurried,
  type Verdict,
} from './trial.ts'

/** A case in which a process is disturbed while a request of this step is held. */
export interface ProcessCase extends Place {
  readonly id: string
  readonly step: string
  readonly fault: string
  readonly hold: Held
  /** What becomes of the held request afterwards: it arrives late, or never. */
  readonly afterwards: 'arrives' | 'never'
}

type Moment = Pick<ProcessCase, 'step' | 'fault' | 'hold' | 'afterwards'>

/** The moments at which a worker can die: before the request is accepted, while it is written, after acceptance before the answer. */
export function deathCases(networks: readonly FaultyNetwork[], who: string): Omit<ProcessCase, 'id'>[] {
  return networks.flatMap((network) => {
    const [story] = network.stories
    if (!story) return []
    const steps = [...story.before, ...story.final, ...story.after]
    const moments: Moment[] = [
      ...steps.flatMap((step): Moment[] => [
        { step, fault: `kill -9 of ${who} before acceptance`, hold: { kind: 'hold-before' }, afterwards: 'never' },
        { step, fault: `kill -9 of ${who} after acceptance, before commit`, hold: { kind: 'hold-after' }, afterwards: 'never' },
      ]),
      ...steps
        .filter((step) => step === 'image')
        .map((step): Moment => ({ step, fault: `kill -9 of ${who} while sending`, hold: { kind: 'hold-body' }, afterwards: 'never' })),
      ...story.final.map((step): Moment => ({
        step,
        fault: `kill -9 of ${who}, its request arrives after the restart`,
        hold: { kind: 'hold-before' },
        afterwards: 'arrives',
      })),
    ]
    return moments.map((moment) => ({ ...moment, network, story }))
  })
}

/** Holds cases at their steps, as many as a worker takes in hand, lets `disturb` happen, goes on with the next ones, and waits for the verdicts. */
export async function runHeldCases(bench: Bench, cases: readonly ProcessCase[], disturb: () => Promise<void>): Promise<Verdict[]> {
  const ready: Ready[] = []
  for (const one of cases) ready.push({ one, at: await connectTrial(bench, one.id, one) })
  const disturbed: { readonly verdicts: Promise<Verdict[]> }[] = []
  for (let start = 0; start < ready.length; start += heldAtOnce) {
    const held = await holdAll(bench, ready.slice(start, start + heldAtOnce))
    await disturb()
    const verdicts = watch(bench, held)
    // Where a later batch fails first, its error is the one to be told.
    verdicts.catch(() => undefined)
    disturbed.push({ verdicts })
  }
  return (await Promise.all(disturbed.map(({ verdicts }) => verdicts))).flat()
}

/** Fewer than a worker's places, and all within the time that it gives a step. */
const heldAtOnce = 24

interface Ready {
  readonly one: ProcessCase
  readonly at: Connected
}

interface HeldCase {
  readonly one: ProcessCase
  readonly trial: Trial
}

/** Publishes each post and waits until its request is held. */
export async function holdAll(bench: Bench, ready: readonly Ready[]): Promise<HeldCase[]> {
  const held = await Promise.all(
    ready.map(async ({ one, at }) => {
      one.network.proxy.arm(at.profile.id, one.step, one.hold)
      return { one, trial: await publishTrial(bench, at) }
    }),
  )
  const missing = () => held.filter(({ one, trial }) => !one.network.proxy.isHeld(trial.profile.id))
  await until('every case to be held at its step', 90, () => missing().length === 0).catch(async () => {
    throw new Error(`not held in 90 s: ${(await Promise.all(missing().map((one) => sayHow(bench, one)))).join('; ')}`)
  })
  return held
}

async function sayHow(bench: Bench, { one, trial }: HeldCase): Promise<string> {
  const [delivery] = (await getPost(bench.owner, trial.post.id)).deliveries
  return `${one.id}, ${one.network.name}, ${one.step}: ${sayState(delivery)}`
}

async function watch(bench: Bench, held: readonly HeldCase[]): Promise<Verdict[]> {
  const disturbedAt = Date.now()
  const classified = Promise.all(held.map(({ trial }) => classifiedAfter(bench, trial, disturbedAt)))
  for (const { one, trial } of held) {
    const { proxy } = one.network
    if (one.afterwards === 'never') proxy.drop(trial.profile.id)
    else setTimeout(() => proxy.release(trial.profile.id), 6000)
  }
  const seconds = await classified
  await Promise.all(held.map(({ trial }) => settle(bench, trial, longest)))
  await new Promise((resolve) => setTimeout(resolve, 3000))
  return Promise.all(
    held.map(async ({ one, trial }, index) =>
      withClassification(await judge(bench, trial, { ...one, network: one.network.name }), seconds[index]),
    ),
  )
}

/** In seconds; the longest pause before absence counts on a network without tokens, and what comes before and after it. */
const longest = 420

/** Seconds after the restart until the interrupted attempt is known as such; the promise is 60. */
async function classifiedAfter(bench: Bench, trial: Trial, restartedAt: number): Promise<number> {
  const look = async () => {
    const post = await getPost(bench.owner, trial.post.id)
    const [delivery] = post.deliveries
    if (!delivery) return false
    if (delivery.state !== 'sending') return true
    const attempts = await attemptsOf(bench.owner, delivery.id)
    return attempts.some(({ outcome }) => outcome === 'interrupted')
  }
  await until(`case ${trial.id} to be classified`, 90, look, unhurried).catch(() => undefined)
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
