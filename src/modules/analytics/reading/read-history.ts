import type { Asking } from './ask-network.ts'
import { endReading } from './end-reading.ts'
import { readDays } from './read-profile.ts'

/** How many stretches of thirty days are read at a time: what is new must not wait for what is old. */
const mostSteps = 6

/** Reads the days before a profile was connected, youngest first, as far back as its network tells. */
export async function readHistory(asking: Asking): Promise<void> {
  const { needs, reading, insights } = asking
  if (!insights.profile) return
  const now = needs.clock.now()
  const today = now.toZonedDateTimeISO(insights.profile.zone).toPlainDate()
  const first = today.subtract({ days: insights.profile.backDays })
  let backTo = await knownBackTo(asking)
  for (let step = 0; step < mostSteps && !asking.signal.aborted; step += 1) {
    const to = (backTo ?? today.subtract({ days: insights.profile.settleDays })).subtract({ days: 1 })
    if (Temporal.PlainDate.compare(to, first) < 0) return endReading(needs.db, reading, { now: now.epochMilliseconds, next: undefined })
    const wanted = to.subtract({ days: 29 })
    const from = Temporal.PlainDate.compare(wanted, first) < 0 ? first : wanted
    if (!(await readDays(asking, insights.profile, { from, to, historyTo: from }))) return
    backTo = from
  }
  await endReading(needs.db, reading, { now: now.epochMilliseconds, next: now.epochMilliseconds })
}

async function knownBackTo({ needs, reading }: Asking): Promise<Temporal.PlainDate | undefined> {
  const row = await needs.db
    .selectFrom('analytics.reading')
    .select('back_to')
    .where('workspace_id', '=', reading.workspaceId)
    .where('account_id', '=', reading.accountId)
    .where('what', '=', 'history')
    .executeTakeFirst()
  return row?.back_to ? Temporal.PlainDate.from(row.back_to) : undefined
}
