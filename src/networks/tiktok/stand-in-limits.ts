import { inSeconds, isOver, later } from '../stand-in-time.ts'
import type { Person, Publish, Server } from './stand-in-state.ts'
import { ApiError } from './stand-in-wire.ts'

/** Calls a minute with one person's token. */
const perMinute = { creator: 20, init: 6, status: 30, other: 600 } as const
const day = 24 * 60 * 60
const directPostsADay = 15
const pendingShares = 5
/** An app that has not passed the audit serves so many people in 24 hours. */
const peopleADay = 5

/** @throws ApiError (rate_limit_exceeded) */
export function countCall(server: Server, personId: string, what: keyof typeof perMinute): void {
  if (server.world.rateLimits === false) return
  const { calls } = server.state
  let counted = calls.find((each) => each.personId === personId && each.what === what)
  if (!counted || isOver(server, counted.until)) {
    if (counted) calls.splice(calls.indexOf(counted), 1)
    counted = { personId, what, count: 0, until: inSeconds(server, 60) }
    calls.push(counted)
  }
  counted.count += 1
  if (counted.count > perMinute[what]) {
    throw new ApiError('rate_limit_exceeded', 429, 'The API rate limit was exceeded. Please try again later.')
  }
}

/** @throws ApiError where the day's posts, or the places in the inbox, are used up. */
export function needRoom(server: Server, person: Person, mode: Publish['mode']): void {
  if (server.world.rateLimits === false) return
  const recent = server.state.publishes.filter(
    (each) =>
      each.failed === undefined && each.mode === mode && !isOver(server, later(Temporal.Instant.from(each.madeAt), day)) && counts(each),
  )
  const own = recent.filter(({ personId }) => personId === person.id)
  if (mode === 'draft' && own.length >= pendingShares) {
    throw new ApiError('spam_risk_too_many_pending_share', 403, 'There are at most 5 pending shares within any 24-hour period.')
  }
  if (mode === 'post' && own.length >= directPostsADay) {
    throw new ApiError('spam_risk_too_many_posts', 403, 'The daily post cap from the API is reached for the current user.')
  }
  const others = new Set(recent.map(({ personId }) => personId).filter((id) => id !== person.id))
  if (!server.settings.audited && mode === 'post' && others.size >= peopleADay) {
    throw new ApiError('reached_active_user_cap', 403, 'The daily quota for active publishing users from your client is reached.')
  }
}

/** A draft takes a place from the first; a post that was never uploaded is none. */
function counts({ mode, readyAt }: Publish): boolean {
  return mode === 'draft' || readyAt !== undefined
}
