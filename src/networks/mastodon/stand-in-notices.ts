import { knownAs } from './stand-in-html.ts'
import type { Asked } from './stand-in-request.ts'
import { type Book, newId, type Notice, type Status } from './stand-in-state.ts'
import { pieces } from './stand-in-text.ts'

type Place = Pick<Asked, 'book' | 'now'>

export function addNotice({ book, now }: Place, notice: Omit<Notice, 'id' | 'at'>): void {
  const id = newId(book.notices, now)
  book.notices.set(id, { ...notice, id, at: now })
}

/** Everyone named in a post is told, but its author. */
export function tellNamed(status: Status, place: Place): void {
  for (const profileId of namedIn(status, place.book))
    if (profileId !== status.profileId) addNotice(place, { type: 'mention', profileId, by: status.profileId, statusId: status.id })
}

/** Ids of profiles that a post names. */
export function namedIn({ text }: Status, book: Book): ReadonlySet<string> {
  return new Set(pieces(text).flatMap(({ kind, written }) => (kind === 'mention' ? (knownAs(written, { book })?.id ?? []) : [])))
}
