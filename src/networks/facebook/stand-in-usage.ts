import { GraphError } from '../stand-in-graph.ts'
import { inSeconds, isOlder, isOver, nowAt, type Server } from './stand-in-state.ts'

const day = 24 * 60 * 60
/** For each Page; the real one multiplies it by the number of people engaged with it. */
const callsADay = 4800
const reelsADay = 30

/** Counts a call in a Page's name; the answer says how much of the limit is used. @throws GraphError (80001) where none is left. */
export function countCall(server: Server, pageId: string, headers: Headers): void {
  if (server.world.rateLimits === false) return
  const { calls } = server.state
  let counted = calls.find((each) => each.pageId === pageId)
  if (!counted || isOver(server, counted.until)) {
    if (counted) calls.splice(calls.indexOf(counted), 1)
    counted = { pageId, count: 0, until: inSeconds(server, day) }
    calls.push(counted)
  }
  counted.count += 1
  const over = counted.count > callsADay
  const minutes = over ? Math.ceil(Temporal.Instant.from(nowAt(server)).until(counted.until).total('minutes')) : 0
  const share = Math.round((counted.count / callsADay) * 100)
  const usage = { type: 'pages', call_count: share, total_cputime: 1, total_time: 1, estimated_time_to_regain_access: minutes }
  headers.set('x-business-use-case-usage', JSON.stringify({ [pageId]: [usage] }))
  headers.set('x-app-usage', JSON.stringify({ call_count: share, total_cputime: 1, total_time: 1 }))
  if (over) throw new GraphError('There have been too many calls to this Page account. Wait a bit and try again.', { code: 80001 })
}

/** The guide names the limit and not the error; this is the one for too many calls of a kind. @throws GraphError (613) */
export function needReelQuota(server: Server, pageId: string): void {
  if (server.world.rateLimits === false) return
  const today = server.state.posts.filter(
    ({ authorId, kind, byApp, at }) => kind === 'reel' && byApp && authorId === pageId && !isOlder(server, at, day),
  )
  if (today.length >= reelsADay) throw new GraphError('(#613) Calls to this api have exceeded the rate limit.', { code: 613 })
}
