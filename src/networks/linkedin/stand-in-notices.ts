import type { Json } from '#kit/json'

import { nowAt } from '../stand-in-time.ts'
import { epochOf, type Comment, type Notice, type Person, type Post, type Server } from './stand-in-state.ts'
import { mayWriteAs } from './stand-in-uploads.ts'
import { denied, needScope, onlyKnown, pageOf, Refused, type Signed } from './stand-in-wire.ts'

/** An organization hears of what is said, rewritten or deleted under its posts. */
export function noteComment(server: Server, comment: Comment, action: 'COMMENT' | 'COMMENT_EDIT' | 'COMMENT_DELETE'): void {
  const post = server.state.posts.find(({ urn }) => urn === comment.post)
  if (!post?.author.startsWith('urn:li:organization:')) return
  const isOwn = comment.actor === post.author
  note(server, {
    organization: post.author,
    action: action === 'COMMENT' && isOwn ? 'ADMIN_COMMENT' : action,
    sourcePost: post.urn,
    activity: urnOf(comment),
    by: comment.actor,
    text: comment.text,
  })
}

/** And of posts that name it. */
export function noteMentions(server: Server, post: Post, text: string): void {
  const named = server.state.people.filter(({ kind, handle, id }) => kind === 'organization' && id !== post.author && names(text, handle))
  for (const { id: organization } of named)
    note(server, { organization, action: 'SHARE_MENTION', sourcePost: post.urn, activity: post.urn, by: post.author, text })
}

function names(text: string, handle: Person['handle']): boolean {
  return text
    .toLowerCase()
    .split(/[^\w@.-]+/)
    .includes(`@${handle}`)
}

function note(server: Server, notice: Omit<Notice, 'id' | 'at'>): void {
  server.state.notices.push({ ...notice, id: server.state.notices.length + 1, at: nowAt(server) })
}

export function urnOf({ post, id }: Pick<Comment, 'post' | 'id'>): string {
  return `urn:li:comment:(${post},${id})`
}

/** `GET /rest/organizationalEntityNotifications?q=criteria` */
export function listNotices(asked: Signed): Json {
  onlyKnown(asked, ['q', 'actions', 'organizationalEntity', 'timeRange', 'start', 'count'])
  needScope(asked, ['rw_organization_admin', 'r_organization_admin'], 'organizationalEntityNotifications.FINDER-criteria')
  const { searchParams, search } = asked.url
  const [, from, to] = /[?&]timeRange=\(start:(\d+),end:(\d+)\)/.exec(search) ?? []
  const [, listed = ''] = /[?&]actions=List\(([\w,]+)\)/.exec(search) ?? []
  const organization = searchParams.get('organizationalEntity') ?? ''
  if (
    searchParams.get('q') !== 'criteria' ||
    from === undefined ||
    to === undefined ||
    !/[?&]organizationalEntity=urn%3Ali%3A/.test(search)
  )
    throw new Refused(400, 'Invalid query parameters passed to request', { code: 'ILLEGAL_ARGUMENT' })
  if (!organization.startsWith('urn:li:organization:')) throw denied('organizationalEntityNotifications.FINDER-criteria')
  mayWriteAs(asked, organization, 'organizationalEntityNotifications.FINDER-criteria')
  const actions = new Set(listed.split(','))
  const found = asked.server.state.notices.filter(
    (notice) =>
      notice.organization === organization &&
      actions.has(notice.action) &&
      epochOf(notice.at) >= Number(from) &&
      epochOf(notice.at) <= Number(to),
  )
  return pageOf(found.toReversed().map(noticeFields), asked)
}

function noticeFields({ id, organization, action, sourcePost, activity, by, text, at }: Notice): Json {
  const said = { entity: activity, owner: by, text, mediaCategory: 'NONE' }
  return {
    notificationId: id,
    organizationalEntity: organization,
    action,
    sourcePost,
    generatedActivity: activity,
    decoratedGeneratedActivity: action === 'SHARE_MENTION' ? { share: said } : { comment: said },
    lastModifiedAt: epochOf(at),
  }
}
