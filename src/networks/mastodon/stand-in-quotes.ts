import type { Json } from '#kit/json'

import type { Differences } from './stand-in-limits.ts'
import { Refused } from './stand-in-request.ts'
import type { Book, Status } from './stand-in-state.ts'

interface Wish {
  readonly id: string | null | undefined
  /** Whose post would quote it. */
  readonly profileId: string
}

/** The post to quote, if its author lets this one quote it. Who may not, and who names a post that is not there, is answered alike. @throws Refused */
export function quotable({ id, profileId }: Wish, { book, allowed }: { book: Book; allowed: Differences }): Status | undefined {
  if (!id || !allowed.quotes) return undefined
  const status = book.statuses.get(id)
  if (!status || quoteRight(status, { book, viewer: profileId }) !== 'automatic')
    throw new Refused(404, 'The post you are trying to quote does not appear to exist.')
  return status
}

interface Asking {
  readonly book: Book
  readonly viewer: string | undefined
}

function quoteRight({ profileId, visibility, quotePolicy }: Status, { book, viewer }: Asking): 'automatic' | 'denied' {
  if (visibility === 'direct') return 'denied'
  if (profileId === viewer) return 'automatic'
  if (visibility === 'private' || quotePolicy === 'nobody') return 'denied'
  const follows = book.follows.some((follow) => follow.by === viewer && follow.profile === profileId)
  return quotePolicy === 'public' || follows ? 'automatic' : 'denied'
}

export function quoteApproval(status: Status, asking: Asking): Json {
  const { quotePolicy, visibility } = status
  const isOpen = quotePolicy !== 'nobody' && visibility !== 'private' && visibility !== 'direct'
  return { automatic: isOpen ? [quotePolicy] : [], manual: [], current_user: quoteRight(status, asking) }
}
