import type { Refused } from '../stand-in-google.ts'
import { errorInfo, refused, type Server } from './stand-in-wire.ts'

const callsInAMinute = 300
const changesInAMinute = 10

/** Every API has a quota of its own for each minute, which is none before Google has approved the project. @throws Refused (429) */
export function countCall(server: Server, service: string): void {
  if (!server.state.approved) throw exhausted(server, service, 0)
  count(server, service, callsInAMinute, service)
}

/** One location can be changed ten times a minute, whoever does it. @throws Refused (429) */
export function countChange(server: Server, locationId: string): void {
  count(server, `changes of ${locationId}`, changesInAMinute, 'mybusiness.googleapis.com')
}

function count(server: Server, of: string, max: number, service: string): void {
  const { state, world } = server
  const now = world.now().epochMilliseconds
  state.calls = state.calls.filter(({ at }) => at > now - 60_000)
  if (world.rateLimits !== false && state.calls.filter((each) => each.of === of).length >= max) throw exhausted(server, service, max)
  state.calls.push({ of, at: now })
  world.changed()
}

function exhausted({ state }: Server, service: string, max: number): Refused {
  const consumer = `project_number:${state.projectNumber}`
  const message = `Quota exceeded for quota metric 'Requests' and limit 'Requests per minute' of service '${service}' for consumer '${consumer}'.`
  const metadata = { service, consumer: `projects/${state.projectNumber}`, quota_unit: '1/min/{project}', quota_limit_value: String(max) }
  return refused(429, message, [errorInfo('RATE_LIMIT_EXCEEDED', metadata)])
}
