import { addCrowd, crowdOf } from '../stand-in-crowd.ts'
import type { Crowd, StandInWorld } from '../stand-in.ts'
import type { Book, Profile, Status } from './stand-in-state.ts'

interface Server {
  readonly book: Book
  readonly world: StandInWorld
  /** @throws Error with a sentence where there is nobody. */
  readonly who: (profileId: string) => Profile
}

/** A server counts who follows somebody, likes and boosts; how often anything is seen it does not. @throws Error with a sentence where there is no such post or profile. */
export function crowd(deeds: Crowd, { book, world, who }: Server): void {
  const server = { world, state: book }
  if (book.statuses.has(deeds.on)) return addCrowd(server, deeds, ['reactions', 'shares'])
  addCrowd(server, { ...deeds, on: who(deeds.on).id }, ['followers'])
}

export function followersOf({ id }: Profile, book: Book): number {
  return book.follows.filter(({ profile }) => profile === id).length + crowdOf(book, id, 'followers')
}

export function likesOf({ id, likedBy }: Status, book: Book): number {
  return likedBy.length + crowdOf(book, id, 'reactions')
}

export function repostsOf({ id, repostedBy }: Status, book: Book): number {
  return repostedBy.length + crowdOf(book, id, 'shares')
}
