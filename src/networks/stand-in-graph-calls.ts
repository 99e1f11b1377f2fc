import { inSeconds, isOver, nowAt } from './stand-in-time.ts'
import type { StandInWorld } from './stand-in.ts'

/** How many calls there were in one account's name in these 24 hours. */
interface Calls {
  count: number
  readonly until: string
}

interface Counting<Row> {
  readonly server: { readonly world: StandInWorld }
  readonly calls: Row[]
  readonly isTheirs: (row: Row) => boolean
  readonly begin: (calls: Calls) => Row
  /** How many there may be in 24 hours. */
  readonly most: number
  /** Where the usage is told. */
  readonly headers: Headers
  /** Where it is told by account too: which, and what kind it is. */
  readonly account?: { readonly id: string; readonly type: string }
}

/** Counts a call; the answer says how much of the limit is used. Is it one too many? */
export function isOneTooMany<Row extends Calls>({ server, calls, isTheirs, begin, most, headers, account }: Counting<Row>): boolean {
  if (server.world.rateLimits === false) return false
  let counted = calls.find(isTheirs)
  if (!counted || isOver(server, counted.until)) {
    if (counted) calls.splice(calls.indexOf(counted), 1)
    counted = begin({ count: 0, until: inSeconds(server, 24 * 60 * 60) })
    calls.push(counted)
  }
  counted.count += 1
  const over = counted.count > most
  const used = { call_count: Math.round((counted.count / most) * 100), total_cputime: 1, total_time: 1 }
  headers.set('x-app-usage', JSON.stringify(used))
  if (account) {
    const minutes = over ? Math.ceil(Temporal.Instant.from(nowAt(server)).until(counted.until).total('minutes')) : 0
    const usage = { type: account.type, ...used, estimated_time_to_regain_access: minutes }
    headers.set('x-business-use-case-usage', JSON.stringify({ [account.id]: [usage] }))
  }
  return over
}
