import { type Lived, followersOf as followersIn } from '../stand-in-figures.ts'
import type { Video } from './stand-in-state.ts'
import type { Server } from './stand-in-wire.ts'

/** What the stand-in counts, as it is counted everywhere. */
export function counting({ world, state }: Server) {
  const follows = state.marks.flatMap(({ kind, by, about, at }) =>
    kind === 'follow' ? [{ by, of: about, ...(at === undefined ? {} : { at }) }] : [],
  )
  return { world, state: { crowd: state.crowd, follows } }
}

export function followersOf(server: Server, channelId: string): number {
  return followersIn(counting(server), channelId)
}

/** What people did about a video, as far as it is counted. A film made in the app of a picture lasts fifteen seconds. */
export function livedBy({ state }: Server, { id, publishedAt, facts }: Video): Lived {
  return {
    id,
    at: publishedAt,
    likes: state.marks.filter(({ kind, about }) => kind === 'like' && about === id).length,
    shares: 0,
    comments: state.comments.filter(({ videoId }) => videoId === id).map((comment) => comment.at),
    seconds: facts?.seconds ?? 15,
  }
}
