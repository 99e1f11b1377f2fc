import { inSeconds, isOver } from '../stand-in-time.ts'
import type { Server } from './stand-in-state.ts'
import { ApiError } from './stand-in-wire.ts'

export type Category = 'org_read' | 'org_write' | 'org_analytics'

const minute = 60
const day = 24 * 60 * 60
/** A minute for each person, with standard access; a day for all that the app does, without. */
const standard: Readonly<Record<Category, number>> = { org_read: 1000, org_write: 100, org_analytics: 60 }
const trialADay = 1000

/** Counts a call; answers the headers that say what is left. @throws ApiError (429) */
export function countCall(server: Server, personId: string, category: Category): Readonly<Record<string, string>> {
  if (server.world.rateLimits === false) return {}
  const limit = server.settings.standard
    ? { whose: personId, what: category, max: standard[category], seconds: minute }
    : { whose: 'app', what: 'all', max: trialADay, seconds: day }
  const counted = countedFor(server, limit)
  counted.count += 1
  const left = Math.max(0, limit.max - counted.count)
  const reset = Math.ceil((Date.parse(counted.until) - server.world.now().epochMilliseconds) / 1000)
  const headers = {
    'x-ratelimit-limit': `${limit.max}, ${limit.max};w=${limit.seconds};name="${limit.what}_app_id_user_id"`,
    'x-ratelimit-remaining': String(left),
    'x-ratelimit-reset': String(reset),
  }
  if (counted.count > limit.max) throw new ApiError(429, 8, 'You have exceeded your rate limit. Try again later.', headers)
  return headers
}

interface Limit {
  readonly whose: string
  readonly what: string
  readonly seconds: number
}

function countedFor(server: Server, { whose, what, seconds }: Limit) {
  const { calls } = server.state
  const known = calls.find((each) => each.whose === whose && each.what === what)
  if (known && !isOver(server, known.until)) return known
  if (known) calls.splice(calls.indexOf(known), 1)
  const fresh = { whose, what, count: 0, until: inSeconds(server, seconds) }
  calls.push(fresh)
  return fresh
}
