import type { Target, ThreadSummary, Warning } from '../contract.ts'
import type { WorkingTime } from './working-time.ts'

/** What the people of a brand mean to do, ready to be counted with. */
export interface BrandCare {
  readonly hours: WorkingTime
  readonly targets: readonly Target[]
  readonly warnings: readonly Warning[]
}

/** What a target may ask for. */
export interface Asked extends Pick<ThreadSummary, 'network' | 'kind' | 'urgent'> {
  readonly labelIds: readonly string[]
  readonly meaning: ThreadSummary['meaning'] | null
}

export type Due = 'answer' | 'resolution'

/** Until when what began then is to be over. Undefined where no target says. */
export function dueAfter({ hours, targets }: BrandCare, thread: Asked, { what, since }: { what: Due; since: Date }): Date | undefined {
  const target = targets
    .filter((each) => each[minutesOf[what]] !== undefined && fits(each, thread))
    .toSorted((a, b) => asksFor(b) - asksFor(a))[0]
  const minutes = target?.[minutesOf[what]]
  if (target === undefined || minutes === undefined) return undefined
  const from = since.toTemporalInstant()
  const due = target.counts === 'all' ? from.add({ minutes }) : hours.after(from, minutes)
  return due && new Date(due.epochMilliseconds)
}

const minutesOf = { answer: 'answerMinutes', resolution: 'resolutionMinutes' } as const

function fits({ labelId, network, urgent, kind, meaning }: Target, thread: Asked): boolean {
  return (
    (labelId === undefined || thread.labelIds.includes(labelId)) &&
    (network === undefined || thread.network === network) &&
    (urgent === undefined || thread.urgent) &&
    (kind === undefined || thread.kind === kind) &&
    (meaning === undefined || thread.meaning === meaning)
  )
}

/** How much it asks of a thread. */
function asksFor({ labelId, network, urgent, kind, meaning }: Target): number {
  return [labelId, network, urgent, kind, meaning].filter((each) => each !== undefined).length
}

/** A moment at which somebody is to be told of a deadline. */
export interface Moment {
  readonly at: Date
  readonly what: Due
  readonly due: Date
  readonly warning: Warning
}

export type Dues = Readonly<Partial<Record<Due, Date | null | undefined>>>

/** When somebody is to be told, first things first. */
export function momentsOf({ warnings }: Pick<BrandCare, 'warnings'>, dues: Dues): readonly Moment[] {
  return (['answer', 'resolution'] as const)
    .flatMap((what) => {
      const due = dues[what]
      return due ? warnings.map((warning) => ({ at: new Date(due.getTime() - warning.minutesBefore * 60_000), what, due, warning })) : []
    })
    .toSorted((a, b) => a.at.getTime() - b.at.getTime())
}

/** What has passed for longer is old news: so it is where a whole history arrives at once, or targets are set for what waits already. */
const newsFor = 60 * 60_000

/** When somebody is to be told next, of a deadline that was just set: of what has passed only the last, if it passed lately. */
export function nextMoment(moments: readonly Moment[], now: Date): Date | undefined {
  const passed = moments.findLast(({ at }) => at <= now && at.getTime() > now.getTime() - newsFor)
  return (passed ?? moments.find(({ at }) => at > now))?.at
}
