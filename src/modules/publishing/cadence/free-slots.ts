import type { FreeSlot } from '../contract.ts'
import type { PublishingNeeds } from '../needs.ts'
import { listCadences } from './cadences.ts'
import { plannedOn } from './planned-on.ts'
import { daysFrom, weeklyTimes } from './weekly-times.ts'

interface Wanted {
  readonly workspaceId: string
  readonly brandId: string
  readonly accountIds: readonly string[]
  readonly from?: string | undefined
  readonly to?: string | undefined
  readonly limit: number
}

const mostDays = 70

/** Weekly times of these accounts, by the brand's clock, that are still to come and at whose minute nothing is planned there. */
export async function freeSlots(
  needs: Pick<PublishingNeeds, 'db' | 'brand'>,
  { workspaceId, brandId, accountIds, from, to, limit }: Wanted,
  now: Temporal.Instant,
): Promise<FreeSlot[]> {
  const { timeZone } = await needs.brand(needs.db, { workspaceId, brandId })
  const cadences = (await listCadences(needs.db, { workspaceId, brandId })).filter(({ accountId }) => accountIds.includes(accountId))
  if (cadences.length === 0) return []
  const days = daysBetween({ from, to, today: now.toZonedDateTimeISO(timeZone).toPlainDate() })
  const [first, last] = [days[0], days.at(-1)]
  if (!first || !last) return []
  const taken = await plannedOn(needs.db, {
    workspaceId,
    brandId,
    accountIds,
    from: first.toZonedDateTime(timeZone).toInstant(),
    // A time that is skipped moves past midnight at most.
    to: last.add({ days: 2 }).toZonedDateTime(timeZone).toInstant(),
  })
  const takenAt = new Set(taken.map(({ accountId, at }) => `${accountId} ${minuteOf(at)}`))
  const found = new Map<number, FreeSlot>()
  const times = cadences.flatMap(({ accountId, slots }) =>
    [...weeklyTimes(slots, { days, timeZone })].map((time) => ({ ...time, accountId })),
  )
  for (const { at, local, accountId } of times) {
    if (Temporal.Instant.compare(at, now) <= 0 || takenAt.has(`${accountId} ${minuteOf(at)}`)) continue
    const slot = found.get(at.epochMilliseconds)
    found.set(at.epochMilliseconds, { at: at.toString(), local, accountIds: [...(slot?.accountIds ?? []), accountId] })
  }
  return [...found.values()].toSorted((one, other) => (one.at < other.at ? -1 : 1)).slice(0, limit)
}

function daysBetween({ from, to, today }: { from: string | undefined; to: string | undefined; today: Temporal.PlainDate }) {
  const wanted = from === undefined ? today : Temporal.PlainDate.from(from)
  const first = Temporal.PlainDate.compare(wanted, today) < 0 ? today : wanted
  const longest = first.add({ days: mostDays - 1 })
  const asked = to === undefined ? longest : Temporal.PlainDate.from(to)
  const last = Temporal.PlainDate.compare(asked, longest) < 0 ? asked : longest
  return daysFrom(first, last)
}

function minuteOf(at: Temporal.Instant): number {
  return Math.floor(at.epochMilliseconds / 60_000)
}
