import type { Json } from '#kit/json'

import { followersOf } from '../stand-in-figures.ts'
import { isOlder } from '../stand-in-time.ts'
import { type Comment, personWith, type Server } from './stand-in-state.ts'
import { commentThing, isShown, letterThing, noticeThing, postThing, type Why } from './stand-in-things.ts'
import { ApiError, needScope, onlyQuery, type Signed } from './stand-in-wire.ts'

interface Row {
  readonly id: string
  readonly at: string
  readonly thing: () => Json
}

/** Newest first; `after` is the last of the page before. */
function listing({ url }: Signed, rows: readonly Row[]): Json {
  const query = url.searchParams
  const limit = Math.min(100, Math.max(1, Number(query.get('limit') ?? 25)))
  const sorted = rows.toReversed().toSorted((one, other) => Date.parse(other.at) - Date.parse(one.at))
  const after = query.get('after')
  const from = after === null ? 0 : sorted.findIndex(({ id }) => id === after) + 1
  const page = after !== null && from === 0 ? [] : sorted.slice(from, from + limit)
  const more = from + page.length < sorted.length
  return {
    kind: 'Listing',
    data: { after: more ? (page.at(-1)?.id ?? null) : null, before: null, dist: page.length, children: page.map(({ thing }) => thing()) },
  }
}

/** `GET /user/{name}/submitted` and `/comments`: of oneself here, since nothing asks for others. */
export function listOwn(asked: Signed, name: string, what: 'submitted' | 'comments'): Json {
  needScope(asked, 'history')
  onlyQuery(asked, ['sort', 'limit', 'after', 't'])
  const { server, grant } = asked
  const { state, settings } = server
  if (personWith(server, grant.personId).handle !== name.toLowerCase()) throw new ApiError(403, 'Forbidden')
  if (what === 'comments') {
    const own = state.comments.filter(({ personId, deleted }) => personId === grant.personId && !deleted)
    return listing(
      asked,
      own.map((comment) => ({ ...comment, thing: () => commentThing(server, comment) })),
    )
  }
  const own = state.posts.filter((post) => post.personId === grant.personId && !post.deleted && isShown(server, post))
  const listed = own.filter(({ shownAt }) => settings.listingLagSeconds === 0 || isOlder(server, shownAt, settings.listingLagSeconds))
  return listing(
    asked,
    listed.map((post) => ({ ...post, thing: () => postThing(server, post) })),
  )
}

/** `GET /message/inbox` and `/message/sent`. */
export function listMessages(asked: Signed, which: 'inbox' | 'sent'): Json {
  needScope(asked, 'privatemessages')
  onlyQuery(asked, ['limit', 'after', 'mark'])
  const { server, grant } = asked
  const { state } = server
  const letters = state.messages.filter(({ from, to }) => (which === 'inbox' ? to : from) === grant.personId)
  const rows: Row[] = letters.map((letter) => ({ ...letter, thing: () => letterThing(server, letter) }))
  if (which === 'sent') return listing(asked, rows)
  const notices = state.comments.flatMap((comment): Row[] => {
    const why = whyTold(server, comment, grant.personId)
    return why ? [{ ...comment, thing: () => noticeThing(server, comment, why) }] : []
  })
  return listing(asked, [...rows, ...notices])
}

/** Somebody answered, or named them; nobody is told of what they wrote themselves. */
function whyTold(server: Server, { personId, parent, text, deleted }: Comment, us: string): Why | undefined {
  if (deleted || personId === us) return undefined
  const post = server.state.posts.find(({ id }) => id === parent)
  if (post?.personId === us) return post.sendReplies ? 'post_reply' : undefined
  if (server.state.comments.some(({ id, personId: by }) => id === parent && by === us)) return 'comment_reply'
  const { handle } = personWith(server, us)
  return new RegExp(`(?:^|\\W)u/${handle}(?![\\w-])`, 'i').test(text) ? 'username_mention' : undefined
}

/** `GET /api/info`: what is not there is left out. */
export function listInfo(asked: Signed): Json {
  needScope(asked, 'read')
  onlyQuery(asked, ['id'])
  const { server, url } = asked
  const { state } = server
  const ids = (url.searchParams.get('id') ?? '').split(',')
  const found = ids.length > 100 ? [] : [...new Set(ids)]
  const children = found.flatMap((id) => {
    const post = state.posts.find((each) => each.id === id && isShown(server, each))
    const comment = state.comments.find((each) => each.id === id)
    return post ? [postThing(server, post)] : comment ? [commentThing(server, comment)] : []
  })
  return { kind: 'Listing', data: { after: null, before: null, dist: children.length, children } }
}

/** `GET /api/v1/me`. */
export function me(asked: Signed): Json {
  needScope(asked, 'identity')
  const { server, grant } = asked
  const { id, handle, displayName, avatarUrl = '' } = personWith(server, grant.personId)
  const posts = server.state.posts.filter(({ personId, deleted }) => personId === id && !deleted)
  const karma = posts.reduce((sum, { likes }) => sum + likes.length, 1)
  return {
    id: id.slice(3),
    name: handle,
    icon_img: avatarUrl,
    is_suspended: false,
    link_karma: karma,
    comment_karma: 0,
    total_karma: karma,
    subreddit: { display_name: `u_${handle}`, title: displayName, subscribers: followersOf(server, id), subreddit_type: 'user' },
  }
}
