import type { Json } from '#kit/json'

import { isOneTooMany } from '../stand-in-graph-calls.ts'
import { GraphError } from '../stand-in-graph.ts'
import { isOlder, nowAt } from '../stand-in-time.ts'
import type { Server, State } from './stand-in-state.ts'

type What = State['spent'][number]['what']

const day = 24 * 60 * 60
const perDay: Readonly<Record<What, number>> = { post: 250, reply: 1000, delete: 100 }
/** 4800 times the impressions, of which at least ten are counted. */
const callsADay = 48_000

export function used(server: Server, personId: string, what: What): number {
  return server.state.spent.filter((each) => each.what === what && each.personId === personId && !isOlder(server, each.at, day)).length
}

/** Spends one of the day's. What is answered when none is left is not documented; the code is the one its sister network has for it. @throws GraphError (9) */
export function spend(server: Server, personId: string, what: What): void {
  const { state, world } = server
  if (world.rateLimits !== false && used(server, personId, what) >= perDay[what]) {
    throw new GraphError('You reached the maximum number of requests of this kind within 24 hours.', {
      code: 9,
      title: 'Application request limit reached',
    })
  }
  state.spent.push({ personId, what, at: nowAt(server) })
  const old = state.spent.filter(({ at }) => isOlder(server, at, 2 * day)).length
  state.spent.splice(0, old)
}

function configOf(what: What): Json {
  return { quota_total: perDay[what], quota_duration: day }
}

/** `GET /{user}/threads_publishing_limit`. */
export function quotaFields(server: Server, personId: string) {
  return {
    quota_usage: (): Json => used(server, personId, 'post'),
    config: () => configOf('post'),
    reply_quota_usage: (): Json => used(server, personId, 'reply'),
    reply_config: () => configOf('reply'),
    delete_quota_usage: (): Json => used(server, personId, 'delete'),
    delete_config: () => configOf('delete'),
    location_search_quota_usage: (): Json => 0,
    location_search_config: (): Json => ({ quota_total: 500, quota_duration: day }),
  }
}

/** Counts a call of the account; the answer says how much of the limit is used. @throws GraphError (4) where none is left. */
export function countCall(server: Server, personId: string, headers: Headers): void {
  const { calls } = server.state
  const isTheirs = (each: { readonly personId: string }) => each.personId === personId
  const begin = (none: { count: number; readonly until: string }) => ({ personId, ...none })
  if (isOneTooMany({ server, calls, isTheirs, begin, most: callsADay, headers }))
    throw new GraphError('(#4) Application request limit reached', { code: 4 })
}
