import { z } from 'zod'

import type { Json } from '#kit/json'

import { signedIn } from './stand-in-access.ts'
import { gateView } from './stand-in-gates.ts'
import { notificationMethods } from './stand-in-notifications.ts'
import { allPosts, PostValue, shownAt } from './stand-in-posts.ts'
import { personBy, recordsAbout, type Stored } from './stand-in-state.ts'
import { basicProfile, fullProfile, postView, threadView } from './stand-in-views.ts'
import { type Asked, invalid, type Method, query, type Server } from './stand-in-wire.ts'

/** What the app's own service tells. Servers pass these questions on; most need no sign-in. */
export const appMethods: Readonly<Record<string, Method>> = {
  'app.bsky.actor.getProfile': { verb: 'GET', answer: getProfile },
  'app.bsky.actor.searchActorsTypeahead': { verb: 'GET', answer: searchActorsTypeahead },
  'app.bsky.feed.getAuthorFeed': { verb: 'GET', answer: getAuthorFeed },
  'app.bsky.feed.getPostThread': { verb: 'GET', answer: getPostThread },
  'app.bsky.feed.getPosts': { verb: 'GET', answer: getPosts },
  'app.bsky.feed.getLikes': { verb: 'GET', answer: getLikes },
  ...notificationMethods,
}

function viewerIn(asked: Asked): string | undefined {
  return asked.request.headers.has('authorization') ? signedIn(asked).did : undefined
}

function getProfile(asked: Asked): Json {
  const { actor } = query(asked, z.object({ actor: z.string() }))
  const person = personBy(asked.server.state, actor)
  if (!person) throw invalid('Profile not found')
  return fullProfile(asked.server, person, viewerIn(asked))
}

const Search = z.object({
  q: z.string().default(''),
  term: z.string().optional(),
  limit: z.coerce.number().int().min(1).max(100).default(10),
})

/** Whose handle, or a word of whose name, begins so. */
function searchActorsTypeahead(asked: Asked): Json {
  const { q, term = q, limit } = query(asked, Search)
  const viewer = viewerIn(asked)
  const begins = term.trim().toLowerCase()
  const matches = ({ handle, displayName }: { handle: string; displayName: string }) =>
    [handle, ...displayName.toLowerCase().split(/\s+/)].some((word) => word.startsWith(begins))
  const found = begins === '' ? [] : [...asked.server.state.people.values()].filter(matches)
  return { actors: found.slice(0, limit).map((person) => basicProfile(asked.server, person, viewer)) }
}

const page = { limit: z.coerce.number().int().min(1).max(100).default(50), cursor: z.string().optional() }

const Feed = z.object({
  ...page,
  actor: z.string(),
  filter: z
    .enum(['posts_with_replies', 'posts_no_replies', 'posts_with_media', 'posts_and_author_threads', 'posts_with_video'])
    .default('posts_with_replies'),
})

interface Item {
  readonly at: string
  readonly post: Stored
  readonly repost?: Stored
}

/** What somebody posted and reposted, latest first. The cursor is the time of the last one shown. */
function getAuthorFeed(asked: Asked): Json {
  const { server } = asked
  const { actor, limit, cursor, filter } = query(asked, Feed)
  const person = personBy(server.state, actor)
  if (!person) throw invalid('Profile not found')
  const own = allPosts(server, { profileId: person.did }).filter((post) => passes(server, post, filter))
  const items: readonly Item[] = [...own.map((post) => ({ at: shownAt(post), post })), ...repostsBy(server, person.did)]
  const latest = items.filter(({ at }) => cursor === undefined || at < cursor).toSorted((a, b) => (a.at < b.at ? 1 : -1))
  const shown = latest.slice(0, limit)
  const viewer = viewerIn(asked)
  const last = shown.at(-1)?.at
  return { feed: shown.map((item) => itemView(server, item, viewer)), ...(last === undefined ? {} : { cursor: last }) }
}

function passes({ state }: Server, { did, value }: Stored, filter: z.infer<typeof Feed>['filter']): boolean {
  const { reply, embed } = PostValue.parse(value)
  if (filter === 'posts_with_replies') return true
  if (filter === 'posts_no_replies') return reply === undefined
  if (filter === 'posts_with_media') return embed !== undefined && 'images' in embed
  if (filter === 'posts_with_video') return false
  return reply === undefined || (state.records.get(reply.root.uri)?.did === did && state.records.get(reply.parent.uri)?.did === did)
}

const About = z.object({ subject: z.object({ uri: z.string() }) })

function repostsBy({ state }: Server, did: string): readonly Item[] {
  const reposts = [...state.records.values()].filter((record) => record.did === did && record.collection === 'app.bsky.feed.repost')
  return reposts.flatMap((repost) => {
    const post = state.records.get(About.safeParse(repost.value).data?.subject.uri ?? '')
    return post ? [{ at: shownAt(repost), post, repost }] : []
  })
}

function itemView(server: Server, { post, repost }: Item, viewer: string | undefined): Json {
  const { state } = server
  const { reply } = PostValue.parse(post.value)
  const view = (uri: string): Json => {
    const record = state.records.get(uri)
    return record
      ? { $type: 'app.bsky.feed.defs#postView', ...postView(server, record, viewer) }
      : { $type: 'app.bsky.feed.defs#notFoundPost', uri, notFound: true }
  }
  const by = repost && state.people.get(repost.did)
  return {
    post: postView(server, post, viewer),
    ...(reply ? { reply: { root: view(reply.root.uri), parent: view(reply.parent.uri) } } : {}),
    ...(repost && by
      ? {
          reason: {
            $type: 'app.bsky.feed.defs#reasonRepost',
            by: basicProfile(server, by, viewer),
            uri: repost.uri,
            cid: repost.cid,
            indexedAt: repost.indexedAt,
          },
        }
      : {}),
  }
}

const Thread = z.object({
  uri: z.string(),
  depth: z.coerce.number().int().min(0).max(1000).default(6),
  parentHeight: z.coerce.number().int().min(0).max(1000).default(80),
})

function getPostThread(asked: Asked): Json {
  const { uri, depth, parentHeight } = query(asked, Thread)
  const record = postIn(asked.server, uri)
  if (!record) throw invalid(`Post not found: ${uri}`, 'NotFound')
  const root = postIn(asked.server, PostValue.parse(record.value).reply?.root.uri ?? uri)
  return {
    thread: threadView(asked.server, record, { viewer: viewerIn(asked), depth, parentHeight }),
    ...(root ? gateView(asked.server.state, root) : {}),
  }
}

function postIn({ state }: Server, uri: string): Stored | undefined {
  const record = state.records.get(uri)
  return record?.collection === 'app.bsky.feed.post' ? record : undefined
}

/** Those of 25 posts that are there. */
function getPosts(asked: Asked): Json {
  const uris = asked.url.searchParams.getAll('uris')
  if (uris.length === 0 || uris.length > 25) throw invalid('Error: Params must have the property "uris", with at most 25 elements')
  const viewer = viewerIn(asked)
  const found = uris.map((uri) => postIn(asked.server, uri)).filter((record) => record !== undefined)
  return { posts: found.map((record) => postView(asked.server, record, viewer)) }
}

function getLikes(asked: Asked): Json {
  const { server } = asked
  const { uri, limit, cursor } = query(asked, z.object({ ...page, uri: z.string() }))
  const viewer = viewerIn(asked)
  const likes = recordsAbout(server.state, uri, 'app.bsky.feed.like').toReversed()
  const shown = likes.filter(({ indexedAt }) => cursor === undefined || indexedAt < cursor).slice(0, limit)
  const views = shown.flatMap((like) => {
    const actor = server.state.people.get(like.did)
    return actor ? [{ actor: basicProfile(server, actor, viewer), createdAt: shownAt(like), indexedAt: like.indexedAt }] : []
  })
  const last = shown.length === limit ? shown.at(-1)?.indexedAt : undefined
  return { uri, likes: views, ...(last === undefined ? {} : { cursor: last }) }
}
