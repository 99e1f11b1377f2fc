import { refuse } from '#kit/errors'

import { publishingRefusals, type When } from './contract.ts'

export interface Plan {
  /** Wall-clock time to the minute, e.g. 2026-11-24T09:30. */
  readonly local: string
  readonly timeZone: string
  readonly occurrence?: 'first' | 'second'
  readonly at: Temporal.Instant
}

/**
 * The instant that a wall-clock plan means. Refuses a time that its zone skips (clocks go forward), telling the time after,
 * and a time that has passed; the minute that is running counts as still to come.
 */
export function planTime(when: When, { timeZone, now }: { timeZone: string; now: Temporal.Instant }): Plan {
  if (when.kind === 'now') return { local: localMinute(now, timeZone), timeZone, at: now }
  const zone = when.timeZone ?? timeZone
  const at = instantOf(when.local, zone, when.occurrence)
  if (at === undefined) throw refuse(publishingRefusals, 'TIME_SKIPPED', { after: afterTheGap(when.local, zone) })
  if (Temporal.Instant.compare(at.add({ minutes: 1 }), now) <= 0) throw refuse(publishingRefusals, 'TIME_PASSED')
  return { local: when.local, timeZone: zone, ...(when.occurrence ? { occurrence: when.occurrence } : {}), at }
}

/** The same wall-clock plan in another zone, never refused: a skipped time moves past the gap, as calendars do. */
export function moveToZone(plan: Pick<Plan, 'local' | 'occurrence'>, timeZone: string): Plan {
  const at = instantOf(plan.local, timeZone, plan.occurrence)
  if (at) return { ...plan, timeZone, at }
  const local = afterTheGap(plan.local, timeZone)
  return { local, timeZone, at: Temporal.PlainDateTime.from(local).toZonedDateTime(timeZone).toInstant() }
}

/** Undefined where the zone's clocks skip this time. */
function instantOf(local: string, timeZone: string, occurrence: 'first' | 'second' | undefined): Temporal.Instant | undefined {
  const plain = plainTime(local)
  const zoned = plain.toZonedDateTime(timeZone, { disambiguation: occurrence === 'second' ? 'later' : 'earlier' })
  return zoned.toPlainDateTime().equals(plain) ? zoned.toInstant() : undefined
}

/** As far after the change as the wanted time lies after its beginning: 02:30 becomes 03:30. */
function afterTheGap(local: string, timeZone: string): string {
  return plainTime(local).toZonedDateTime(timeZone, { disambiguation: 'later' }).toPlainDateTime().toString({ smallestUnit: 'minute' })
}

/** The pattern of the contract lets a 31 April through. */
function plainTime(local: string): Temporal.PlainDateTime {
  try {
    return Temporal.PlainDateTime.from(local, { overflow: 'reject' })
  } catch {
    const [date = '', time = ''] = local.split('T')
    const [year = 0, month = 1, day = 1] = date.split('-').map(Number)
    const [hour = 0, minute = 0] = time.split(':').map(Number)
    const nearest = Temporal.PlainDateTime.from({ year, month: month || 1, day: day || 1, hour, minute }, { overflow: 'constrain' })
    throw refuse(publishingRefusals, 'TIME_SKIPPED', { after: nearest.toString({ smallestUnit: 'minute' }) })
  }
}

function localMinute(instant: Temporal.Instant, timeZone: string): string {
  return instant.toZonedDateTimeISO(timeZone).toPlainDateTime().toString({ smallestUnit: 'minute' })
}
