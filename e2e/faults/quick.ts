import type { AnswerCase } from './cases.ts'
import type { Place } from './trial.ts'

/** One case for each kind of fault, spread over the networks by what they say of themselves. */
export function quickAnswers(cases: readonly AnswerCase[]): AnswerCase[] {
  return cases.filter(
    ({ story, network, step, fault }) => story.name === '' && network.quick?.answers.some((one) => one[0] === step && one[1] === fault),
  )
}

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
