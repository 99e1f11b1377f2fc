import type { Assigning, Care, Holiday, Span, Target, ThreadSummary, Warning } from '#contract/inbox'

/** What is typed of a time: how many, and of what. Nothing typed is no time. */
export interface Typed {
  amount: number | string
  unit: 'minutes' | 'hours'
}

export interface TargetValues {
  labelId: string | null
  network: string | null
  kind: ThreadSummary['kind'] | null
  meaning: NonNullable<ThreadSummary['meaning']> | null
  urgent: boolean
  answer: Typed
  resolution: Typed
  counts: Target['counts']
}

export interface CareValues {
  week: Span[]
  holidays: Holiday[]
  targets: TargetValues[]
  warnings: { minutesBefore: string; assignee: boolean; memberIds: string[] }[]
  assigning: { how: Assigning['how']; memberIds: string[]; most: number | string }
}

export const anyTarget: TargetValues = {
  labelId: null,
  network: null,
  kind: null,
  meaning: null,
  urgent: false,
  answer: { amount: '', unit: 'hours' },
  resolution: { amount: '', unit: 'hours' },
  counts: 'working',
}

/** What a form begins with. The end of a day is typed as midnight. */
export function valuesOf({ week, holidays, targets, warnings, assigning }: Care): CareValues {
  return {
    week: inOrder(week).map((span) => ({ ...span, to: span.to === '24:00' ? '00:00' : span.to })),
    holidays: holidays.map((holiday) => ({ ...holiday })),
    targets: targets.map(({ labelId, network, kind, meaning, urgent, answerMinutes, resolutionMinutes, counts }) => ({
      labelId: labelId ?? null,
      network: network ?? null,
      kind: kind ?? null,
      meaning: meaning ?? null,
      urgent: urgent ?? false,
      answer: typed(answerMinutes),
      resolution: typed(resolutionMinutes),
      counts,
    })),
    warnings: warnings.map(({ minutesBefore, assignee, memberIds }) => ({
      minutesBefore: String(minutesBefore),
      assignee,
      memberIds: [...memberIds],
    })),
    assigning: {
      how: assigning.how,
      memberIds: assigning.how === 'by-hand' ? [] : [...assigning.memberIds],
      most: assigning.how === 'by-room' ? assigning.most : 10,
    },
  }
}

/** What is saved of a form that is right. */
export function careOf({ week, holidays, targets, warnings, assigning }: CareValues): Care {
  return {
    week: inOrder(week.map((span) => ({ ...span, to: endOf(span) }))),
    holidays: holidays.map(({ date, name }) => ({ date, name: name.trim() })).toSorted((a, b) => (a.date < b.date ? -1 : 1)),
    targets: targets.map(toTarget),
    warnings: warnings.map(({ minutesBefore, assignee, memberIds }): Warning => ({
      minutesBefore: Number(minutesBefore),
      assignee,
      memberIds,
    })),
    assigning: assigningOf(assigning),
  }
}

function assigningOf({ how, memberIds, most }: CareValues['assigning']): Assigning {
  if (how === 'by-hand') return { how }
  return how === 'by-turn' ? { how, memberIds } : { how, memberIds, most: Number(most) }
}

/** Midnight ends a day. */
export const endOf = ({ to }: Span) => (to === '00:00' ? '24:00' : to)

export function minutesOf({ amount, unit }: Typed): number | undefined {
  return amount === '' ? undefined : Number(amount) * (unit === 'hours' ? 60 : 1)
}

function inOrder(week: readonly Span[]): Span[] {
  return week.toSorted((a, b) => a.day - b.day || (a.from < b.from ? -1 : 1))
}

function typed(minutes: number | undefined): Typed {
  if (minutes === undefined) return { amount: '', unit: 'hours' }
  return minutes % 60 === 0 ? { amount: minutes / 60, unit: 'hours' } : { amount: minutes, unit: 'minutes' }
}

function toTarget({ labelId, network, kind, meaning, urgent, answer, resolution, counts }: TargetValues): Target {
  const answerMinutes = minutesOf(answer)
  const resolutionMinutes = minutesOf(resolution)
  return {
    ...(labelId === null ? {} : { labelId }),
    ...(network === null ? {} : { network }),
    ...(kind === null ? {} : { kind }),
    ...(meaning === null ? {} : { meaning }),
    ...(urgent ? { urgent } : {}),
    ...(answerMinutes === undefined ? {} : { answerMinutes }),
    ...(resolutionMinutes === undefined ? {} : { resolutionMinutes }),
    counts,
  }
}
