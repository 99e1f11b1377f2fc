import type { AnswerCase } from './cases.ts'
import type { Place } from './trial.ts'

/** One case for each kind of fault, spread over the networks by what they say of themselves. @throws Error where one names a case that there is not. */
export function quickAnswers(cases: readonly AnswerCase[]): AnswerCase[] {
  return [...Map.groupBy(cases, ({ network }) => network)].flatMap(([{ name, quick }, ofNetwork]) =>
    (quick?.answers ?? []).map(([step, fault]) => {
      const found = ofNetwork.find((one) => one.step === step && one.fault === fault)
      if (!found) throw new Error(`There is no case “${step}: ${fault}” on ${name}.`)
      return found
    }),
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
