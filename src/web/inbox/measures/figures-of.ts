import type { Figures, Lasting } from '#contract/inbox'

import type { useMeasuresText } from './use-measures-text.ts'

export type FigureName = Exclude<keyof ReturnType<typeof useMeasuresText>['figures'], 'title'>

/** One number of the page: how long something took, a share of something, or how many. */
export type FigureValue =
  | { readonly is: 'time'; readonly lasting: Lasting }
  | { readonly is: 'share'; readonly part: number; readonly whole: number }
  | { readonly is: 'count'; readonly count: number }

/** What stands on the page, in its order. */
export function figuresOf({
  firstAnswer,
  answer,
  resolution,
  handling,
  due,
  received,
  acted,
}: Figures): Readonly<Record<FigureName, FigureValue>> {
  return {
    firstAnswer: { is: 'time', lasting: firstAnswer },
    answer: { is: 'time', lasting: answer },
    resolution: { is: 'time', lasting: resolution },
    handling: { is: 'time', lasting: handling },
    answersInTime: { is: 'share', part: due.answersInTime, whole: due.answers },
    resolutionsInTime: { is: 'share', part: due.resolutionsInTime, whole: due.resolutions },
    actionRate: { is: 'share', part: acted, whole: received },
    received: { is: 'count', count: received },
  }
}

/** Of a time its median in seconds; undefined where there is nothing to measure. */
export function numberOf(value: FigureValue): number | undefined {
  if (value.is === 'time') return value.lasting.median
  if (value.is === 'count') return value.count
  return value.whole === 0 ? undefined : value.part / value.whole
}

export const figureNames: readonly FigureName[] = [
  'firstAnswer',
  'answer',
  'resolution',
  'handling',
  'answersInTime',
  'resolutionsInTime',
  'actionRate',
  'received',
]
