import type { Delivery, NetworkEnvironment, Outcome, PostContent, Step } from '../network.ts'
import { type StandInStage, standInStage } from '../test-stand-in-stage.ts'
import { youtube } from './index.ts'
import { publishing } from './publishing.ts'
import type { Nature } from './stand-in-state.ts'
import { standInWith } from './stand-in.ts'
import { full } from './test-content.ts'

/** The stand-in on a clock that the test moves. */
export interface YouTubeStage extends StandInStage {
  pass(time: Temporal.DurationLike): void
}

export async function setYouTubeStage(nature: Partial<Nature> = {}): Promise<YouTubeStage> {
  let clock = Temporal.Instant.from('2026-11-28T18:00:00Z')
  const stage = await standInStage({ network: youtube, kind: standInWith(nature), content: full, now: () => clock })
  return { ...stage, pass: (time) => void (clock = clock.add(time)) }
}

export async function startJob(stage: StandInStage, content: PostContent): Promise<Delivery> {
  return { access: await stage.connect(), content, prepared: publishing.prepare(content, stage.environment().now()), results: {} }
}

/** Does step after step until the one named is next, or to the end. @throws Error for trouble. */
export async function runTo(name: string | undefined, job: Delivery, environment: NetworkEnvironment): Promise<Delivery> {
  let current = job
  for (let step = publishing.nextStep(current); step && step.name !== name; step = publishing.nextStep(current)) {
    current = withResult(current, step, await publishing.perform(step, current, environment))
  }
  return current
}

export function withResult(job: Delivery, step: Step, outcome: Awaited<ReturnType<typeof publishing.perform>>): Delivery {
  if (!outcome.ok) throw new Error(`Step ${step.name}: ${JSON.stringify(outcome.trouble)}`)
  return { ...job, results: { ...job.results, [step.name]: outcome.value } }
}

/** What generic code does after trouble that names steps to forget. */
export function without(job: Delivery, names: readonly string[]): Delivery {
  return { ...job, results: Object.fromEntries(Object.entries(job.results).filter(([name]) => !names.includes(name))) }
}

export function troubleOf(outcome: Outcome<unknown>) {
  if (outcome.ok) throw new Error('There was no trouble.')
  return outcome.trouble
}

export function valueOf<Value>(outcome: Outcome<Value>): Value {
  if (!outcome.ok) throw new Error(`Unexpected trouble: ${JSON.stringify(outcome.trouble)}`)
  return outcome.value
}

/** What the stage answers, but for some requests. */
export function answering(stage: StandInStage, isFor: (request: Request) => boolean, response: () => Response): typeof globalThis.fetch {
  return async (input, init) => (isFor(new Request(input, init)) ? response() : stage.environment().fetch(input, init))
}

/** An error as Google's APIs write it. */
export function googleError(status: number, reason: string): Response {
  return Response.json(
    { error: { code: status, message: `Said ${reason}.`, errors: [{ message: '', domain: 'youtube', reason }] } },
    { status },
  )
}
