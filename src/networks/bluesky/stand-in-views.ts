import { z } from 'zod'

import type { Json } from '#kit/json'

import { crowdOf } from '../stand-in-crowd.ts'
import { takesFrom } from './stand-in-chat.ts'
import { gateView } from './stand-in-gates.ts'
import { followersOf, recordsOf } from './stand-in-people.ts'
import { imageAddress, isAnswerTo, PostValue } from './stand-in-posts.ts'
import { type Person, recordsAbout, type Stored } from './stand-in-state.ts'
import type { Server } from './stand-in-wire.ts'

type View = { readonly [key: string]: Json }

const post = 'app.bsky.feed.post'
const like = 'app.bsky.feed.like'
const repost = 'app.bsky.feed.repost'
const follow = 'app.bsky.graph.follow'

/** A person as they stand beside a post. `viewer` is who looks, where somebody is signed in. */
export function basicProfile(server: Server, person: Person, viewer: string | undefined): View {
  const { did, handle, displayName, avatarUrl, createdAt } = person
  return {
    did,
    handle,
    displayName,
    ...(avatarUrl === undefined ? {} : { avatar: avatarUrl }),
    ...associated(server, did),
    ...(viewer === undefined ? {} : { viewer: { muted: false, blockedBy: false, ...between(server, did, viewer) } }),
    labels: [],
    createdAt,
  }
}

/** Only what somebody has said of it themselves. */
function associated({ state }: Server, did: string): View {
  const allowIncoming = takesFrom(state, did)
  return allowIncoming === undefined ? {} : { associated: { chat: { allowIncoming } } }
}

function between({ state }: Server, did: string, viewer: string): View {
  const by = (follower: string, followed: string) => recordsAbout(state, followed, follow).find((record) => record.did === follower)?.uri
  const [following, followedBy] = [by(viewer, did), by(did, viewer)]
  return { ...(following === undefined ? {} : { following }), ...(followedBy === undefined ? {} : { followedBy }) }
}

export function fullProfile(server: Server, person: Person, viewer: string | undefined): View {
  const { did, bio, createdAt } = person
  return {
    ...basicProfile(server, person, viewer),
    ...(bio === undefined ? {} : { description: bio }),
    indexedAt: createdAt,
    followersCount: followersOf(server, did),
    followsCount: recordsOf(server, did, follow).length,
    postsCount: recordsOf(server, did, post).length,
  }
}

export function postView(server: Server, record: Stored, viewer: string | undefined): View {
  const { state } = server
  const author = state.people.get(record.did)
  if (!author) throw new Error(`The post ${record.uri} has no author.`)
  const about = (kind: string) => recordsAbout(state, record.uri, kind)
  const own = (kind: string) => about(kind).find(({ did }) => did === viewer)?.uri
  const answers = about(post).filter(isAnswerTo(record.uri))
  const embed = embedView(server, record, viewer)
  const [liked, reposted] = [own(like), own(repost)]
  return {
    uri: record.uri,
    cid: record.cid,
    author: basicProfile(server, author, viewer),
    record: record.value,
    ...(embed === undefined ? {} : { embed }),
    bookmarkCount: crowdOf(state, record.uri, 'saves'),
    replyCount: answers.length,
    repostCount: about(repost).length + crowdOf(state, record.uri, 'shares'),
    likeCount: about(like).length + crowdOf(state, record.uri, 'reactions'),
    quoteCount: about(post).length - answers.length,
    indexedAt: record.indexedAt,
    ...gateView(state, record),
    ...(viewer === undefined
      ? {}
      : {
          viewer: {
            ...(liked === undefined ? {} : { like: liked }),
            ...(reposted === undefined ? {} : { repost: reposted }),
            threadMuted: false,
          },
        }),
    labels: [],
  }
}

const File = z.object({ ref: z.object({ $link: z.string() }) })
const Images = z.object({
  images: z.array(z.object({ image: File, alt: z.string(), aspectRatio: z.object({ width: z.number(), height: z.number() }).optional() })),
})
const External = z.object({ external: z.object({ uri: z.string(), title: z.string(), description: z.string(), thumb: File.optional() }) })
const Video = z.object({
  video: File,
  alt: z.string().optional(),
  aspectRatio: z.object({ width: z.number(), height: z.number() }).optional(),
})
const Ref = z.object({ uri: z.string() })
const Embed = z.union([
  z.object({ media: z.union([Images, Video, External]), record: z.object({ record: Ref }).transform(({ record }) => record) }),
  Images,
  Video,
  External,
  z.object({ record: Ref }),
])

function embedView(server: Server, { did, value }: Stored, viewer: string | undefined): Json | undefined {
  const { data } = Embed.safeParse(value['embed'])
  if (!data) return undefined
  if ('media' in data) {
    const quoted = quoteView(server, data.record.uri, viewer)
    return { $type: 'app.bsky.embed.recordWithMedia#view', record: { record: quoted }, media: mediaView(server, did, data.media) }
  }
  if ('record' in data) return { $type: 'app.bsky.embed.record#view', record: quoteView(server, data.record.uri, viewer) }
  return mediaView(server, did, data)
}

function mediaView(server: Server, did: string, media: z.infer<typeof Images> | z.infer<typeof Video> | z.infer<typeof External>): Json {
  const at = ({ ref }: z.infer<typeof File>) => imageAddress(server, did, ref.$link)
  if ('external' in media) {
    const { uri, title, description, thumb } = media.external
    return { $type: 'app.bsky.embed.external#view', external: { uri, title, description, ...(thumb ? { thumb: at(thumb) } : {}) } }
  }
  if ('video' in media) {
    const { video, alt, aspectRatio } = media
    const about = { ...(alt === undefined ? {} : { alt }), ...(aspectRatio ? { aspectRatio } : {}) }
    return { $type: 'app.bsky.embed.video#view', cid: video.ref.$link, playlist: at(video), ...about }
  }
  const images = media.images.map(({ image, alt, aspectRatio }) => ({
    thumb: at(image),
    fullsize: at(image),
    alt,
    ...(aspectRatio ? { aspectRatio } : {}),
  }))
  return { $type: 'app.bsky.embed.images#view', images }
}

export function quoteView(server: Server, uri: string, viewer: string | undefined): Json {
  const record = server.state.records.get(uri)
  const author = record && server.state.people.get(record.did)
  if (!record || !author) return { $type: 'app.bsky.embed.record#viewNotFound', uri, notFound: true }
  return {
    $type: 'app.bsky.embed.record#viewRecord',
    uri,
    cid: record.cid,
    author: basicProfile(server, author, viewer),
    value: record.value,
    labels: [],
    indexedAt: record.indexedAt,
  }
}

/** A post with what is above it and below it. */
export function threadView(
  server: Server,
  record: Stored,
  at: { readonly viewer: string | undefined; readonly depth: number; readonly parentHeight: number },
): View {
  const { viewer, depth, parentHeight } = at
  const above = PostValue.safeParse(record.value).data?.reply?.parent.uri
  const answers = depth > 0 ? recordsAbout(server.state, record.uri, post).filter(isAnswerTo(record.uri)) : []
  return {
    $type: 'app.bsky.feed.defs#threadViewPost',
    post: postView(server, record, viewer),
    ...(above === undefined || parentHeight <= 0
      ? {}
      : { parent: aboveView(server, above, { ...at, depth: 0, parentHeight: parentHeight - 1 }) }),
    ...(depth > 0 ? { replies: answers.map((answer) => threadView(server, answer, { viewer, depth: depth - 1, parentHeight: 0 })) } : {}),
  }
}

function aboveView(server: Server, uri: string, at: Parameters<typeof threadView>[2]): Json {
  const record = server.state.records.get(uri)
  return record ? threadView(server, record, at) : { $type: 'app.bsky.feed.defs#notFoundPost', uri, notFound: true }
}
