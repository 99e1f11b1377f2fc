import type { Cadence, CadenceWarning } from '../contract.ts'
import type { PublishingNeeds } from '../needs.ts'
import { listCadences } from './cadences.ts'
import { plannedOn } from './planned-on.ts'

const daysAhead = 14
/** Nobody wants to be warned of longer gaps than this. */
const daysBack = 60

/** Where the plan of the coming two weeks leaves an account silent for longer, or makes it speak more on a day, than its people want. By the brand's days. */
export async function cadenceWarnings(
  needs: Pick<PublishingNeeds, 'db' | 'brand' | 'accounts'>,
  { workspaceId, brandId, accountIds }: { workspaceId: string; brandId: string; accountIds?: readonly string[] | undefined },
  now: Temporal.Instant,
): Promise<CadenceWarning[]> {
  const { timeZone } = await needs.brand(needs.db, { workspaceId, brandId })
  const cadences = await listCadences(needs.db, { workspaceId, brandId, accountIds })
  const wanted = cadences.filter(({ mostDaysApart, mostPerDay }) => mostDaysApart !== undefined || mostPerDay !== undefined)
  const accounts = await needs.accounts.find(needs.db, { workspaceId, ids: wanted.map(({ accountId }) => accountId) })
  const connected = wanted.filter(({ accountId }) => accounts.some(({ id }) => id === accountId))
  if (connected.length === 0) return []
  const today = now.toZonedDateTimeISO(timeZone).toPlainDate()
  const end = today.add({ days: daysAhead })
  const planned = await plannedOn(needs.db, {
    workspaceId,
    brandId,
    accountIds: connected.map(({ accountId }) => accountId),
    from: today.subtract({ days: daysBack }).toZonedDateTime(timeZone).toInstant(),
    to: end.toZonedDateTime(timeZone).toInstant(),
  })
  return connected.flatMap((cadence) => {
    const days = planned
      .filter(({ accountId }) => accountId === cadence.accountId)
      .map(({ at }) => at.toZonedDateTimeISO(timeZone).toPlainDate())
    return [...gapsOf(cadence, days, { today, end }), ...overfullOf(cadence, days, today)]
  })
}

interface Around {
  readonly today: Temporal.PlainDate
  readonly end: Temporal.PlainDate
}

/** Gaps that are not over yet. `days` are in their order. One that nothing came before begins today. */
function gapsOf({ accountId, mostDaysApart }: Cadence, days: readonly Temporal.PlainDate[], { today, end }: Around): CadenceWarning[] {
  if (mostDaysApart === undefined) return []
  const spokeBefore = days[0] !== undefined && Temporal.PlainDate.compare(days[0], today) < 0
  const stops = [...(spokeBefore ? [] : [today]), ...days, end]
  return stops.flatMap((from, index) => {
    const to = stops[index + 1]
    const apart = to === undefined ? 0 : from.until(to).days
    if (to === undefined || apart <= mostDaysApart || Temporal.PlainDate.compare(to, today) < 0) return []
    return [{ kind: 'gap' as const, accountId, from: from.toString(), to: to.toString(), days: apart }]
  })
}

function overfullOf({ accountId, mostPerDay }: Cadence, days: readonly Temporal.PlainDate[], today: Temporal.PlainDate): CadenceWarning[] {
  if (mostPerDay === undefined) return []
  const byDay = Map.groupBy(
    days.filter((day) => Temporal.PlainDate.compare(day, today) >= 0),
    (day) => day.toString(),
  )
  return [...byDay].flatMap(([day, { length }]) =>
    length > mostPerDay ? [{ kind: 'overfull' as const, accountId, day, posts: length }] : [],
  )
}
