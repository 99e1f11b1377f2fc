import type { Live } from '#kit/live'
import type { Acting } from '#modules/teams'

import type { LiveEvent } from './contract.ts'

export interface LiveNeeds {
  readonly live: Pick<Live, 'subscribe'>
  /** Reads anew who sent these headers: undefined once the session, the key or the membership has ended. */
  readonly resolveActing: (headers: Headers) => Promise<Acting | undefined>
  /** How often a quiet stream shows that it is alive and looks whether its reader may still read. */
  readonly keepAliveMs?: number
}

interface Reader {
  readonly acting: Acting
  readonly headers: Headers
  readonly signal: AbortSignal | undefined
}

/** What changes in the reader's workspace, as it changes; an event without topics only says that the connection lives. Ends with the session. */
export async function* liveEvents(needs: LiveNeeds, { acting, headers, signal }: Reader): AsyncGenerator<LiveEvent, void> {
  const over = new AbortController()
  const end = AbortSignal.any([over.signal, ...(signal ? [signal] : [])])
  const changes = needs.live.subscribe(acting.workspaceId, end)
  try {
    // Opens the stream at once, so that the page knows it is connected.
    yield { topics: [] }
    let next = changes.next()
    while (true) {
      const quiet = timer(needs.keepAliveMs ?? 25_000)
      const event = await Promise.race([next, quiet.over]).finally(quiet.stop)
      if (event !== 'quiet' && event.done) return
      const topics = event === 'quiet' ? [] : event.value.topics
      if ((event === 'quiet' || concernsMembership(topics)) && !(await mayStillRead(needs, headers, acting))) return
      yield { topics: [...topics] }
      if (event !== 'quiet') next = changes.next()
    }
  } finally {
    over.abort()
  }
}

function timer(milliseconds: number): { over: Promise<'quiet'>; stop: () => void } {
  const { promise, resolve } = Promise.withResolvers<'quiet'>()
  const running = setTimeout(resolve, milliseconds, 'quiet')
  return { over: promise, stop: () => clearTimeout(running) }
}

/** A removed member's stream ends at once, not at the next keep-alive. */
function concernsMembership(topics: readonly string[]): boolean {
  return topics.includes('members') || topics.includes('*')
}

async function mayStillRead({ resolveActing }: LiveNeeds, headers: Headers, was: Acting): Promise<boolean> {
  const acting = await resolveActing(headers)
  return acting !== undefined && acting.workspaceId === was.workspaceId && acting.memberId === was.memberId
}
