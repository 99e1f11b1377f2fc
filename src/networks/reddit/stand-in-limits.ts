import { inSeconds, isOver } from '../stand-in-time.ts'
import { ApiError, type Asked } from './stand-in-wire.ts'

/** A hundred calls a minute of one app, averaged over ten minutes (support.reddithelp.com, Data API). */
const most = 1000
const windowSeconds = 600

/** A client names its platform, itself, its version and whom to write to; others are slowed down until nothing goes. */
const agent = /^\w+:[\w.-]+:v?[\w.]+ \(by \/u\/[\w-]+\)$/

/** @throws ApiError (429) */
export function countCall({ server, headers, answerHeaders }: Asked): void {
  if (!agent.test(headers.get('user-agent') ?? '')) throw new ApiError(429, 'Too Many Requests')
  const { state, world } = server
  if (world.rateLimits === false) return
  if (!state.calls || isOver(server, state.calls.until)) state.calls = { count: 0, until: inSeconds(server, windowSeconds) }
  state.calls.count += 1
  const { count, until } = state.calls
  answerHeaders.set('x-ratelimit-used', String(Math.min(count, most)))
  answerHeaders.set('x-ratelimit-remaining', `${Math.max(0, most - count)}.0`)
  answerHeaders.set('x-ratelimit-reset', String(Math.ceil((Date.parse(until) - world.now().epochMilliseconds) / 1000)))
  if (count > most) throw new ApiError(429, 'Too Many Requests')
}
