import type { AccountAccess, Delivery, NetworkEnvironment, Outcome, PostContent, PostVideo, Step } from '../network.ts'
import { type StandInStage, standInStage } from '../test-stand-in-stage.ts'
import { tiktok } from './index.ts'
import { publishing } from './publishing.ts'
import type { Settings } from './stand-in-state.ts'
import { tiktokStandIn } from './stand-in.ts'
import { video } from './test-content.ts'

/** The stand-in on a clock that the test moves. */
export interface TiktokStage extends StandInStage {
  pass(time: Temporal.DurationLike): void
}

export async function setTiktokStage(settings: Partial<Settings> = {}): Promise<TiktokStage> {
  let clock = Temporal.Instant.from('2026-11-24T09:00:00Z')
  const kind = tiktokStandIn({ processingSeconds: 0, moderationSeconds: 0, ...settings })
  const stage = await standInStage({ network: tiktok, kind: withoutRates(kind), content: video, now: () => clock })
  return { ...stage, pass: (time) => void (clock = clock.add(time)) }
}

/** Limits of a minute and a day are tried by tests of their own; elsewhere they would only tell how many tests there are. */
function withoutRates(kind: ReturnType<typeof tiktokStandIn>): ReturnType<typeof tiktokStandIn> {
  return { ...kind, open: (world) => kind.open({ ...world, rateLimits: false }) }
}

export function startJob(access: AccountAccess, content: PostContent): Delivery {
  return { access, content, prepared: publishing.prepare(content, Temporal.Instant.from('2026-11-24T09:00:00Z')), results: {} }
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

/** A library whose films are made heavier by bytes that no player reads, as a large film without its encoding. */
export function heavier(environment: NetworkEnvironment, bytes: number): NetworkEnvironment {
  const filling = new Uint8Array(Math.max(0, bytes))
  new DataView(filling.buffer).setUint32(0, bytes)
  filling.set(new TextEncoder().encode('free'), 4)
  return {
    ...environment,
    video: async (film, rules) => {
      const made = await environment.video(film, rules)
      if (!made.ok) return made
      const whole = Buffer.concat([await made.value.read(0, made.value.bytes), filling])
      return { ok: true, value: { ...made.value, bytes: whole.length, read: async (from, to) => new Uint8Array(whole.subarray(from, to)) } }
    },
  }
}

export function filmOf(content: PostContent): PostVideo {
  const film = content.parts[0]?.media.find((item) => item.kind === 'video')
  if (film?.kind !== 'video') throw new Error('This post has no video.')
  return film
}
