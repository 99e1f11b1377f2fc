import type { Server, Token } from './stand-in-state.ts'
import { Refused } from './stand-in-wire.ts'

/** While an app is in development, each day by UTC. Standard limits are shown in the portal only. */
const development = { app: 500, member: 100 } as const

/** Counts a call of the API. @throws Refused (429) where the day's calls are used up */
export function countCall({ state, world, settings }: Server, { clientId, memberId }: Token): void {
  if (world.rateLimits === false || settings.tier !== 'development') return
  const day = world.now().toString().slice(0, 10)
  const counters = [
    { key: `app ${clientId}`, max: development.app, name: 'APPLICATION' },
    { key: `member ${clientId} ${memberId}`, max: development.member, name: 'APPLICATION_AND_MEMBER' },
  ]
  state.calls = state.calls.filter((each) => each.day === day)
  for (const { key, max, name } of counters) {
    const known = state.calls.find((each) => each.key === key)
    const counted = known ?? { key, day, count: 0 }
    if (!known) state.calls.push(counted)
    if (counted.count >= max) {
      const message = `Resource level throttle ${name} DAY limit for calls to this resource is reached.`
      throw new Refused(429, message, { serviceErrorCode: 101, code: 'TOO_MANY_REQUESTS' })
    }
    counted.count += 1
  }
}
