import type { AnswerCase } from './cases.ts'
import type { Place } from './trial.ts'

/** One case for each kind of fault, spread over the networks, and none that has to wait until absence counts. */
export function quickAnswers(cases: readonly AnswerCase[]): AnswerCase[] {
  return cases.filter(
    (one) =>
      one.story.name === '' &&
      chosen.some(([network, step, fault]) => one.network.name === network && one.step === step && one.fault === fault),
  )
}

const chosen: readonly (readonly [network: string, step: string, fault: string])[] = [
  ['bluesky, real', 'part 1', 'accepted, then 500'],
  ['bluesky, real', 'part 1', 'accepted after the look-up (8 s late)'],
  ['bluesky, real', 'part 1', 'token expired'],
  ['bluesky, real', 'image', 'reset before acceptance'],
  ['mastodon', 'part 1', 'accepted, malformed 200'],
  ['mastodon', 'part 1', 'accepted, then reset'],
  ['mastodon', 'image', 'accepted, HTML 200'],
  ['x', 'part 1', 'too many requests'],
  ['x', 'image', 'refused with 503'],
  ['x', 'take-down', 'accepted, then 502'],
  ['instagram', 'part 1', 'accepted, cut after the headers'],
  ['instagram', 'container', 'accepted, then 202'],
  ['facebook', 'photo', 'accepted, then 500'],
  ['facebook', 'take-down', 'accepted, then reset'],
  ['threads', 'part 1', 'accepted, then 500'],
  ['threads', 'container 1', 'accepted, HTML 200'],
  ['linkedin', 'image', 'refused with 503'],
  ['linkedin', 'part 1', 'too many requests'],
  ['youtube', 'session', 'accepted, then reset'],
  ['youtube', 'part 1', 'accepted, then 502'],
  ['tiktok', 'init 1', 'too many requests'],
  ['tiktok', 'part 1', 'accepted, malformed 200'],
]

/** A lost answer, each network by another fault. */
export function quickInbox<One extends Pick<AnswerCase, 'network' | 'fault'>>(cases: readonly One[]): One[] {
  return [...Map.groupBy(cases, ({ network }) => network).values()].flatMap((ofNetwork, index) => ofNetwork.slice(index, index + 1))
}

/** The first case of each network, at another moment on each. */
export function oneOfEach<One extends Place & { readonly step: string }>(cases: readonly One[]): One[] {
  return [...Map.groupBy(cases, ({ network }) => network).values()].flatMap((ofNetwork) => {
    const final = ofNetwork.filter(({ step, story }) => story.final[0] === step)
    return final.slice(1, 2)
  })
}
