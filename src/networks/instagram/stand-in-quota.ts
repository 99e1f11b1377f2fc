import type { Json } from '#kit/json'

import { GraphError } from '../stand-in-graph.ts'
import { inSeconds, isOver, nowAt, type Server } from './stand-in-state.ts'

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
  return server.state.media.filter(
    (media) =>
      media.byApi && media.personId === personId && !isOver(server, Temporal.Instant.from(media.at).add({ seconds: day }).toString()),
  ).length
}

/** Counts a call of the account; the answer says how much of the limit is used. @throws GraphError (80002) where none is left. */
export function countCall(server: Server, personId: string, headers: Headers): void {
  if (server.world.rateLimits === false) return
  const { calls } = server.state
  let counted = calls.find((each) => each.personId === personId)
  if (!counted || isOver(server, counted.until)) {
    if (counted) calls.splice(calls.indexOf(counted), 1)
    counted = { personId, count: 0, until: inSeconds(server, day) }
    calls.push(counted)
  }
  counted.count += 1
  const over = counted.count > callsADay
  const minutes = over ? Math.ceil(Temporal.Instant.from(nowAt(server)).until(counted.until).total('minutes')) : 0
  const share = Math.round((counted.count / callsADay) * 100)
  const usage = { type: 'instagram', call_count: share, total_cputime: 1, total_time: 1, estimated_time_to_regain_access: minutes }
  headers.set('x-business-use-case-usage', JSON.stringify({ [personId]: [usage] }))
  headers.set('x-app-usage', JSON.stringify({ call_count: share, total_cputime: 1, total_time: 1 }))
  if (over) throw new GraphError('There have been too many calls to this Instagram account. Wait a bit and try again.', { code: 80002 })
}
