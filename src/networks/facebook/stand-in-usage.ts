import { isOneTooMany } from '../stand-in-graph-calls.ts'
import { GraphError } from '../stand-in-graph.ts'
import { isOlder } from '../stand-in-time.ts'
import type { Server } from './stand-in-state.ts'

const day = 24 * 60 * 60
/** For each Page; the real one multiplies it by the number of people engaged with it. */
const callsADay = 4800
const reelsADay = 30

/** Counts a call in a Page's name; the answer says how much of the limit is used. @throws GraphError (80001) where none is left. */
export function countCall(server: Server, pageId: string, headers: Headers): void {
  const { calls } = server.state
  const tooMany = isOneTooMany({
    server,
    calls,
    isTheirs: (each) => each.pageId === pageId,
    begin: (none) => ({ pageId, ...none }),
    most: callsADay,
    headers,
    account: { id: pageId, type: 'pages' },
  })
  if (tooMany) throw new GraphError('There have been too many calls to this Page account. Wait a bit and try again.', { code: 80001 })
}

/** The guide names the limit and not the error; this is the one for too many calls of a kind. @throws GraphError (613) */
export function needReelQuota(server: Server, pageId: string): void {
  if (server.world.rateLimits === false) return
  const today = server.state.posts.filter(
    ({ authorId, kind, byApp, at }) => kind === 'reel' && byApp && authorId === pageId && !isOlder(server, at, day),
  )
  if (today.length >= reelsADay) throw new GraphError('(#613) Calls to this api have exceeded the rate limit.', { code: 613 })
}
