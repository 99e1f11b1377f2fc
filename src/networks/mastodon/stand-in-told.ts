import { accountEntity, statusEntity } from './stand-in-entities.ts'
import { type Asked, json, Refused } from './stand-in-request.ts'
import type { Book, Notice, Status } from './stand-in-state.ts'
import { isBetween, visibleStatus } from './stand-in-statuses.ts'
import { signedIn } from './stand-in-tokens.ts'

/** A page of what a profile was told, newest first; with `min_id` what follows that immediately. */
export function listNotices(asked: Asked): Response {
  const { book, url } = asked
  const { profile } = signedIn(asked, 'read:notifications')
  const limit = Math.min(Math.abs(Number(url.searchParams.get('limit') ?? 40)) || 40, 80)
  const wanted = url.searchParams.getAll('types[]')
  const unwanted = url.searchParams.getAll('exclude_types[]')
  const mine = [...book.notices.values()]
    .filter(({ profileId, statusId }) => profileId === profile.id && book.statuses.has(statusId))
    .filter(({ type }) => (wanted.length === 0 || wanted.includes(type)) && !unwanted.includes(type))
    .filter(({ id }) => isBetween(id, url.searchParams))
    .toSorted((a, b) => (BigInt(b.id) > BigInt(a.id) ? 1 : -1))
  const page = url.searchParams.has('min_id') ? mine.slice(-limit) : mine.slice(0, limit)
  return json(page.map((notice) => noticeEntity(notice, asked, profile.id)))
}

function noticeEntity({ id, type, by, statusId, at }: Notice, asked: Asked, viewer: string) {
  const [author, status] = [asked.book.profiles.get(by), asked.book.statuses.get(statusId)]
  if (!author || !status) throw new Error('A notice is about nothing.')
  return {
    id,
    type,
    created_at: new Date(at).toISOString(),
    group_key: `ungrouped-${id}`,
    account: accountEntity(author, asked),
    status: statusEntity(status, asked, viewer),
  }
}

/** What a post answers, the oldest first, and what answers it, as far as the viewer sees it. */
export function readContext(asked: Asked, id: string): Response {
  const viewer = asked.request.headers.has('authorization') ? signedIn(asked, 'read:statuses').profile.id : undefined
  const status = visibleStatus(asked, id, viewer)
  const isSeen = (one: Status) => {
    try {
      return visibleStatus(asked, one.id, viewer) === one
    } catch (error) {
      if (error instanceof Refused) return false
      throw error
    }
  }
  const ancestors: Status[] = []
  for (let above = answeredBy(status, asked.book); above; above = answeredBy(above, asked.book)) ancestors.unshift(above)
  const show = (all: readonly Status[]) => all.filter(isSeen).map((one) => statusEntity(one, asked, viewer))
  return json({ ancestors: show(ancestors), descendants: show(below(status, asked.book)) })
}

function answeredBy({ inReplyToId }: Status, book: Book): Status | undefined {
  return inReplyToId === null ? undefined : book.statuses.get(inReplyToId)
}

function below({ id }: Status, book: Book): readonly Status[] {
  return [...book.statuses.values()].filter(({ inReplyToId }) => inReplyToId === id).flatMap((status) => [status, ...below(status, book)])
}
