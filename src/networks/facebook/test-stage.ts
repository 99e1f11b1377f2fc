import type { AccountAccess, Delivery, NetworkEnvironment, Outcome, PostContent, Step } from '../network.ts'
import { type StandInStage, standInStage } from '../test-stand-in-stage.ts'
import { facebook } from './index.ts'
import { publishing } from './publishing.ts'
import type { Settings } from './stand-in-state.ts'
import { facebookStandIn } from './stand-in.ts'
import { album } from './test-content.ts'

/** The stand-in on a clock that the test moves. */
export interface FacebookStage extends StandInStage {
  pass(time: Temporal.DurationLike): void
}

export async function setFacebookStage(
  settings: Partial<Settings> = {},
  begin = Temporal.Instant.from('2026-11-24T09:00:00Z'),
): Promise<FacebookStage> {
  let clock = begin
  const kind = facebookStandIn({ processingSeconds: 0, ...settings })
  const stage = await standInStage({ network: facebook, kind, content: album, now: () => clock })
  return {
    ...stage,
    // What is written below a post is no post.
    live: async () =>
      stage.standIn.posts({ profileId: stage.profile.id }).flatMap(({ id, replyTo }) => (replyTo === undefined ? [id] : [])),
    pass: (time) => void (clock = clock.add(time)),
  }
}

export function startJob(access: AccountAccess, content: PostContent, now = '2026-11-24T09:00:00Z'): Delivery {
  return { access, content, prepared: publishing.prepare(content, Temporal.Instant.from(now)), results: {} }
}

/** Does step after step until the one named is next, or to the end. @throws Error for trouble. */
export async function runTo(name: string | undefined, job: Delivery, environment: NetworkEnvironment): Promise<Delivery> {
  let current = job
  for (let step = publishing.nextStep(current); step && step.name !== name; step = publishing.nextStep(current)) {
    current = withResult(current, step, await publishing.perform(step, current, environment))
  }
  return current
}

export function withResult(job: Delivery, step: Pick<Step, 'name'>, outcome: Awaited<ReturnType<typeof publishing.perform>>): Delivery {
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
