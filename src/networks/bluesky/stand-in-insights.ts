import { addCrowd } from '../stand-in-crowd.ts'
import type { Crowd } from '../stand-in.ts'
import type { Server } from './stand-in-wire.ts'

/** Bluesky counts who follows somebody, and what is done with a post: how often anything is seen it tells nobody. @throws Error with a sentence where there is no such post or profile. */
export function crowd(server: Server, deeds: Crowd): void {
  const { people, records } = server.state
  if (people.has(deeds.on)) return addCrowd(server, deeds, ['followers'])
  if (records.get(deeds.on)?.collection !== 'app.bsky.feed.post') throw new Error(`There is no post and nobody ${deeds.on} on Bluesky.`)
  addCrowd(server, deeds, ['reactions', 'shares', 'saves'])
}
