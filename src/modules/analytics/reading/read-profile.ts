import { noteReading } from '#modules/publishing'
import type { ProfileInsights } from '#networks/network'

import { makeFactMonths } from '../facts/fact-months.ts'
import { holdProfile } from '../facts/hold-profile.ts'
import { keepProfile } from '../facts/keep-profile.ts'
import { sourceIds } from '../facts/source-ids.ts'
import { announceRead } from './announce-read.ts'
import { type Asking, askNetwork } from './ask-network.ts'
import { endReading, waitLonger } from './end-reading.ts'

/** Reads the days of a profile that are new or may still change, and its levels of this moment. */
export async function readProfile(asking: Asking): Promise<void> {
  const { needs, reading, insights } = asking
  if (!insights.profile) return
  const now = needs.clock.now()
  const today = now.toZonedDateTimeISO(insights.profile.zone).toPlainDate()
  const row = await needs.db
    .selectFrom('analytics.reading')
    .select('read_at')
    .where('workspace_id', '=', reading.workspaceId)
    .where('account_id', '=', reading.accountId)
    .where('what', '=', 'profile')
    .executeTakeFirst()
  const last = row?.read_at?.toTemporalInstant().toZonedDateTimeISO(insights.profile.zone).toPlainDate()
  for (const [from, to] of stretches(firstDay(insights.profile, { today, last }), today)) {
    if (asking.signal.aborted || !(await readDays(asking, insights.profile, { from, to }))) return
  }
  const next = now.add({ minutes: Math.round(insights.profile.everyHours * 60) }).epochMilliseconds
  await endReading(needs.db, reading, { now: now.epochMilliseconds, next })
}

/** Days that may still change since they were read last; where nobody has read yet, those before are read as history. */
function firstDay(
  { backDays, settleDays }: ProfileInsights,
  { today, last }: { today: Temporal.PlainDate; last: Temporal.PlainDate | undefined },
) {
  if (backDays === 0) return today
  const [settling, earliest] = [(last ?? today).subtract({ days: settleDays }), today.subtract({ days: backDays })]
  return Temporal.PlainDate.compare(settling, earliest) < 0 ? earliest : settling
}

/** At most thirty days each. */
export function stretches(from: Temporal.PlainDate, to: Temporal.PlainDate): [Temporal.PlainDate, Temporal.PlainDate][] {
  const end = from.add({ days: 29 })
  if (Temporal.PlainDate.compare(end, to) >= 0) return [[from, to]]
  return [[from, end], ...stretches(end.add({ days: 1 }), to)]
}

/** False where the network is in trouble, which is then noted. */
export async function readDays(
  asking: Asking,
  profile: ProfileInsights,
  { from, to, ...more }: { from: Temporal.PlainDate; to: Temporal.PlainDate; readonly historyTo?: Temporal.PlainDate },
): Promise<boolean> {
  const { needs, reading, account, timeZone } = asking
  const { workspaceId, accountId } = reading
  const at = needs.clock.now().epochMilliseconds
  const read = await askNetwork(asking, (access, environment) => profile.read({ from, to }, access, environment))
  if (!read.ok) {
    await waitLonger(needs.db, reading, { now: at, trouble: read.trouble })
    return false
  }
  const { figures, uses = [], cost = 0 } = read.value
  await makeFactMonths(needs.db, [
    at,
    ...figures.flatMap(({ day }) => (day ? [Date.parse(day.toString()), Date.parse(day.add({ days: 2 }).toString())] : [])),
  ])
  await needs.db.transaction().execute(async (tx) => {
    const held = await holdProfile(tx, { workspaceId, accountId })
    if (!held) return
    const sources = await sourceIds(tx, { network: account.network, of: 'profile', sources: profile.sources, zone: profile.zone })
    const told = figures.filter(({ metric }) => sources.has(metric))
    const news = await keepProfile(tx, { profile: held, timeZone, networkZone: profile.zone, sources, figures: told, at })
    await noteReading(tx, { ...reading, network: account.network, uses, cost })
    if (more.historyTo)
      await tx
        .updateTable('analytics.reading')
        .set({ back_to: more.historyTo.toString() })
        .where('workspace_id', '=', workspaceId)
        .where('account_id', '=', accountId)
        .where('what', '=', 'history')
        .execute()
    if (news > 0) await announceRead(tx, { workspaceId, brandId: held.brandId })
  })
  return true
}
