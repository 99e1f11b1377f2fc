import { type Asked, Refused } from './stand-in-wire.ts'

interface Limit {
  readonly name: string
  readonly points: number
  readonly seconds: number
}

const minute = 60
const day = 24 * 60 * minute

/** From the network's documentation on rate limits. The last is counted for each address; here everybody comes from one. */
export const limits = {
  signInSoon: { name: 'sign-in-5-minutes', points: 30, seconds: 5 * minute },
  signInDay: { name: 'sign-in-day', points: 300, seconds: day },
  writeHour: { name: 'repo-write-hour', points: 5000, seconds: 60 * minute },
  writeDay: { name: 'repo-write-day', points: 35_000, seconds: day },
  uploadDay: { name: 'upload-day', points: 1000, seconds: day },
  address: { name: 'address', points: 3000, seconds: 5 * minute },
} as const satisfies Record<string, Limit>

/** Uses points of a limit; the answer says how many are left. @throws Refused (429) where none are. */
export function spend({ server, headers }: Asked, limit: Limit, { key, points }: { readonly key: string; readonly points: number }): void {
  const { state, world } = server
  if (world.rateLimits === false) return
  const now = world.now().epochMilliseconds
  const name = `${limit.name} ${key}`
  const known = state.spent.get(name)
  const spent = known && known.until > now ? known : { points: 0, until: now + limit.seconds * 1000 }
  spent.points += points
  state.spent.set(name, spent)
  const left = Math.max(0, limit.points - spent.points)
  const tightest = headers.get('ratelimit-remaining')
  if (tightest === null || left < Number(tightest)) {
    headers.set('ratelimit-limit', String(limit.points))
    headers.set('ratelimit-remaining', String(left))
    headers.set('ratelimit-reset', String(Math.floor(spent.until / 1000)))
    headers.set('ratelimit-policy', `${limit.points};w=${limit.seconds}`)
  }
  if (spent.points > limit.points) throw new Refused(429, 'RateLimitExceeded', 'Rate Limit Exceeded')
}

/** Windows that have ended say nothing any more. */
export function forgetEndedWindows({ state, world }: Asked['server']): void {
  const now = world.now().epochMilliseconds
  for (const [key, { until }] of state.spent) if (until <= now) state.spent.delete(key)
}
