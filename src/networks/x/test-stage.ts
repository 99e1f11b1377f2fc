import { z } from 'zod'

import type { Json } from '#kit/json'

import type { Delivery, Outcome, PostContent, PostImage, PostPart } from '../network.ts'
import type { StandInKind } from '../stand-in.ts'
import { type StandInStage, standInStage } from '../test-stand-in-stage.ts'
import { x } from './index.ts'
import { publishing } from './publishing.ts'
import { standIn } from './stand-in.ts'

type Changes = Partial<Omit<Parameters<typeof standInStage>[0], 'network' | 'content'>>

/** X's stand-in with two profiles, one of them connected. Its content is new each time it is read, since X refuses the same words twice. */
export async function setXStage(changes: Changes = {}): Promise<StandInStage> {
  const stage = await standInStage({ network: x, kind: standIn, content: contentOf(0), ...changes })
  let number = 0
  return {
    ...stage,
    get content() {
      number += 1
      return contentOf(number)
    },
  }
}

/** The stand-in with something in its state changed from the start. */
export function changedStandIn(changes: { readonly [key: string]: Json }): StandInKind {
  return {
    id: standIn.id,
    open: (world) => {
      const usual = z.record(z.string(), z.json()).parse(standIn.open(world).state())
      return standIn.open({ ...world, restore: { ...usual, ...changes } })
    },
  }
}

/** A clock that stands until it is moved. */
export function standingClock(start = '2027-03-01T12:00:00Z') {
  let now = Temporal.Instant.from(start)
  return { now: () => now, pass: (seconds: number) => void (now = now.add({ seconds })) }
}

/** Stages that are closed when the test ends; `afterEach` is the runner's. */
export function stagesUntil(afterEach: (close: () => Promise<unknown>) => void): (changes?: Changes) => Promise<StandInStage> {
  const open: StandInStage[] = []
  afterEach(() => Promise.all(open.splice(0).map((stage) => stage.close())))
  return async (changes = {}) => {
    const stage = await setXStage(changes)
    open.push(stage)
    return stage
  }
}

/** What the connected profile has live, the newest first. */
export function live({ standIn: server, profile }: StandInStage) {
  return server.posts({ profileId: profile.id })
}

/** A part of words alone. */
export function say(text: string): PostPart {
  return { text, media: [] }
}

export const first = { name: 'part 1', final: true }

export async function startJob(stage: StandInStage, content: Partial<PostContent>, now = Temporal.Now.instant()): Promise<Delivery> {
  const whole = { parts: [], languages: ['en'], settings: {}, ...content }
  const prepared = JSON.parse(JSON.stringify(publishing.prepare(whole, now)))
  return { access: await stage.connect(), content: whole, prepared, results: {} }
}

/** Every step to the end. @throws where one fails. */
export async function finish(stage: StandInStage, start: Delivery): Promise<Delivery> {
  let job = start
  for (let step = publishing.nextStep(job); step; step = publishing.nextStep(job)) {
    const result = valueOf(await publishing.perform(step, job, stage.environment()))
    job = { ...job, results: { ...job.results, [step.name]: result } }
  }
  return job
}

export function valueOf<Value>(outcome: Outcome<Value>): Value {
  if (!outcome.ok) throw new Error(`Unexpected trouble: ${JSON.stringify(outcome.trouble)}`)
  return outcome.value
}

export function picture(mediaId: string, alt = `Picture ${mediaId}`): PostImage {
  return { kind: 'image', mediaId, mimeType: 'image/png', bytes: 100, width: 64, height: 48, alt }
}

function contentOf(number: number): PostContent {
  const text = `Opening ${number}, @kindling! 開幕夜 🔥 https://example.com/opening?a=1&b=${number} #開幕 <3`
  return {
    parts: [
      { text, media: [picture('fire'), picture('tea')] },
      { text: `And tomorrow we bake ${number} loaves.`, media: [] },
      { text: 'Bread or cake?', media: [], poll: { options: ['Bread', '蛋糕'], minutes: 60, multiple: false } },
    ],
    languages: ['en', 'zh-TW'],
    settings: {},
  }
}

/** Answers that X would give, for some requests. */
export function answering(stage: StandInStage, path: RegExp, response: () => Response): typeof globalThis.fetch {
  return async (input, init) => (path.test(new Request(input, init).url) ? response() : stage.environment().fetch(input, init))
}
