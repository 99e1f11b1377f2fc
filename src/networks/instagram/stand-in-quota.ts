import type { Json } from '#kit/json'

import { isOneTooMany } from '../stand-in-graph-calls.ts'
import { GraphError } from '../stand-in-graph.ts'
import { isOlder } from '../stand-in-time.ts'
import type { Server } from './stand-in-state.ts'

/** The guide says 100 posts in 24 hours, the reference 50: the lower one holds here. */
const postsADay = 50
const day = 24 * 60 * 60
/** For each account; the real one multiplies it by how often its posts were seen. */
const callsADay = 4800

export function quotaFields(server: Server, personId: string) {
  return {
    quota_usage: (): Json => used(server, personId),
    config: (): Json => ({ quota_total: postsADay, quota_duration: day }),
  }
}

/** @throws GraphError (9) where the day's posts are used up. */
export function needQuota(server: Server, personId: string): void {
  if (server.world.rateLimits === false || used(server, personId) < postsADay) return
  throw new GraphError('You reached maximum number of posts that is allowed to be published by Content Publishing API.', {
    code: 9,
    subcode: 2207042,
    title: 'Application request limit reached',
  })
}

function used(server: Server, personId: string): number {
  return server.state.media.filter((media) => media.byApi && media.personId === personId && !isOlder(server, media.at, day)).length
}

/** Counts a call of the account; the answer says how much of the limit is used. @throws GraphError (80002) where none is left. */
export function countCall(server: Server, personId: string, headers: Headers): void {
  const { calls } = server.state
  const tooMany = isOneTooMany({
    server,
    calls,
    isTheirs: (each) => each.personId === personId,
    begin: (none) => ({ personId, ...none }),
    most: callsADay,
    headers,
    account: { id: personId, type: 'instagram' },
  })
  if (tooMany) throw new GraphError('There have been too many calls to this Instagram account. Wait a bit and try again.', { code: 80002 })
}
