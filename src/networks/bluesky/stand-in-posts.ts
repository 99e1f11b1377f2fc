import { z } from 'zod'

import { crowdOf } from '../stand-in-crowd.ts'
import type { StandInPost } from '../stand-in.ts'
import { isHidden } from './stand-in-gates.ts'
import { blobKey, personBy, recordsAbout, type Stored } from './stand-in-state.ts'
import type { Server } from './stand-in-wire.ts'

const collection = 'app.bsky.feed.post'
const file = z.object({ ref: z.object({ $link: z.string() }) })
const media = z.union([
  z.object({ images: z.array(z.object({ image: file, alt: z.string() })) }),
  z.object({ video: file, alt: z.string().optional() }),
  z.object({ external: z.object({ uri: z.string(), title: z.string(), description: z.string(), thumb: file.optional() }) }),
])

/** The fields of a post that are shown. */
export const PostValue = z.looseObject({
  text: z.string(),
  createdAt: z.string(),
  reply: z
    .object({ parent: z.object({ uri: z.string() }), root: z.object({ uri: z.string() }) })
    .optional()
    .catch(undefined),
  embed: z
    .union([media, z.object({ media }).transform(({ media: inner }) => inner)])
    .optional()
    .catch(undefined),
  labels: z
    .object({ values: z.array(z.object({ val: z.string() })) })
    .optional()
    .catch(undefined),
})

/** All posts, latest first. */
export function allPosts({ state }: Server, { profileId }: { readonly profileId?: string | undefined } = {}): readonly Stored[] {
  const posts = [...state.records.values()].filter(
    (record) => record.collection === collection && (profileId === undefined || record.did === profileId),
  )
  return posts.toReversed().toSorted((a, b) => compare(shownAt(b), shownAt(a)))
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0
}

/** Where a post stands in time: what its author says, but never later than it came. */
export function shownAt({ value, indexedAt }: Stored): string {
  const claimed = typeof value['createdAt'] === 'string' ? Date.parse(value['createdAt']) : Number.NaN
  return Number.isNaN(claimed) ? indexedAt : new Date(Math.min(claimed, Date.parse(indexedAt))).toISOString()
}

export function shownPost(server: Server, record: Stored): StandInPost {
  const { text, reply, embed, labels } = PostValue.parse(record.value)
  const { state } = server
  const count = (kind: string) => new Set(recordsAbout(state, record.uri, kind).map(({ did }) => did)).size
  const warning = labels?.values.map(({ val }) => val).join(', ')
  return {
    id: record.uri,
    profileId: record.did,
    text,
    images:
      embed && 'images' in embed
        ? embed.images.map(({ image, alt }) => ({ url: imageAddress(server, record.did, image.ref.$link), alt }))
        : [],
    ...(embed && 'video' in embed ? { videos: [filmOf(server, record.did, { cid: embed.video.ref.$link, alt: embed.alt })] } : {}),
    ...(embed && 'external' in embed
      ? { link: { url: embed.external.uri, title: embed.external.title, description: embed.external.description } }
      : {}),
    ...(warning ? { warning } : {}),
    ...(reply ? { replyTo: reply.parent.uri } : {}),
    ...(reply && isHidden(state, { uri: record.uri, root: reply.root.uri }) ? { hidden: true } : {}),
    at: shownAt(record),
    url: postAddress(server, record),
    likes: count('app.bsky.feed.like') + crowdOf(state, record.uri, 'reactions'),
    reposts: count('app.bsky.feed.repost') + crowdOf(state, record.uri, 'shares'),
    replies: recordsAbout(state, record.uri, collection).filter(isAnswerTo(record.uri)).length,
  }
}

function filmOf(server: Server, did: string, { cid, alt }: { readonly cid: string; readonly alt: string | undefined }) {
  const blob = server.state.blobs.get(blobKey({ did, cid }))
  const seconds = blob ? secondsIn(Buffer.from(blob.data, 'base64')) : 0
  return { url: imageAddress(server, did, cid), seconds, ...(alt === undefined ? {} : { alt }) }
}

/** The length that an MP4 says of itself in its movie header (ISO 14496-12, 8.2.2); 0 where it has none. */
export function secondsIn(bytes: Buffer): number {
  const at = bytes.indexOf('mvhd', 0, 'latin1')
  if (at < 0 || at + 32 > bytes.length) return 0
  const isLong = bytes.readUInt8(at + 4) === 1
  const scale = bytes.readUInt32BE(at + (isLong ? 24 : 16))
  const length = isLong ? Number(bytes.readBigUInt64BE(at + 28)) : bytes.readUInt32BE(at + 20)
  return scale > 0 ? length / scale : 0
}

/** Quotes are about a post too, but answer nothing. */
export function isAnswerTo(uri: string): (record: Stored) => boolean {
  return ({ value }) => PostValue.safeParse(value).data?.reply?.parent.uri === uri
}

export function imageAddress({ world }: Server, did: string, cid: string): string {
  return `${world.webOrigin}/img/${did}/${cid}`
}

export function postAddress({ world }: Server, { did, rkey }: Pick<Stored, 'did' | 'rkey'>): string {
  return `${world.webOrigin}/profile/${did}/post/${rkey}`
}

/** The post that `/profile/<actor>/post/<key>` shows. */
export function postAt({ state }: Server, actor: string, rkey: string): Stored | undefined {
  const person = personBy(state, actor)
  return person ? state.records.get(`at://${person.did}/${collection}/${rkey}`) : undefined
}
