import { z } from 'zod'

import type { StandIn } from '../stand-in.ts'
import type { Book, Profile } from './stand-in-state.ts'

type Seen = Parameters<StandIn['read']>[0]

/** Whose request this is and what it does for Hearth. Which part of a thread is sent shows by how deep what it answers lies. */
export function stepOf(
  seen: Seen,
  { book, outside }: { readonly book: Book; readonly outside: (profile: Profile) => string },
): ReturnType<StandIn['read']> {
  const [, written = ''] = /^Bearer (.+)$/i.exec(seen.headers.get('authorization') ?? '') ?? []
  const profile = book.profiles.get(book.tokens.get(written)?.profileId ?? '')
  return { profileId: profile && outside(profile), step: nameOf(seen, book) }
}

function nameOf({ method, url, body }: Seen, book: Book): string {
  const path = `${method} ${new URL(url, 'http://stand-in').pathname}`
  if (path === 'POST /api/v1/statuses') return `part ${1 + depthOf(answeredIn(body), book)}`
  if (/^POST \/api\/v\d\/media$/.test(path)) return 'image'
  if (/^GET \/api\/v1\/media\/\d+$/.test(path)) return 'ready'
  if (path === 'GET /api/v2/search') return 'quote'
  if (path.startsWith('DELETE /api/v1/statuses/')) return 'take-down'
  if (path.startsWith('PUT /api/v1/statuses/')) return 'correct'
  if (/^GET \/api\/v1\/(accounts\/\d+\/statuses|statuses\/\d+\/source)$/.test(path)) return 'look-up'
  return path === 'GET /api/v1/accounts/verify_credentials' ? 'refresh' : 'other'
}

function answeredIn(body: Uint8Array): string | undefined {
  try {
    return z.object({ in_reply_to_id: z.string().optional() }).parse(JSON.parse(Buffer.from(body).toString())).in_reply_to_id
  } catch {
    return undefined // A body that says nothing answers nothing.
  }
}

function depthOf(id: string | undefined, book: Book): number {
  const status = id === undefined ? undefined : book.statuses.get(id)
  return status ? 1 + depthOf(status.inReplyToId ?? undefined, book) : 0
}
