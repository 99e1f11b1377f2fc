import { z } from 'zod'

import { copyOf, type Json } from '#kit/json'

import { CrowdDeed } from '../stand-in-crowd.ts'
import { AccessToken, GoogleCode, GoogleGrant, newKeys } from '../stand-in-google-tokens.ts'

const Person = z.object({
  /** The channel's id: `UC…`. */
  id: z.string(),
  handle: z.string(),
  displayName: z.string(),
  bio: z.string().exactOptional(),
  avatarUrl: z.string().exactOptional(),
  business: z.boolean(),
  country: z.string(),
  /** Has given a telephone number: may upload long films and thumbnails of its own. */
  verified: z.boolean(),
  createdAt: z.string(),
})
export type Person = z.infer<typeof Person>

const Snippet = z.object({
  title: z.string(),
  description: z.string(),
  tags: z.array(z.string()),
  categoryId: z.string(),
  defaultLanguage: z.string().exactOptional(),
  defaultAudioLanguage: z.string().exactOptional(),
})
export type Snippet = z.infer<typeof Snippet>

const Status = z.object({
  privacyStatus: z.enum(['public', 'unlisted', 'private']),
  publishAt: z.string().exactOptional(),
  license: z.enum(['youtube', 'creativeCommon']),
  embeddable: z.boolean(),
  publicStatsViewable: z.boolean(),
  selfDeclaredMadeForKids: z.boolean().exactOptional(),
  containsSyntheticMedia: z.boolean(),
})
export type Status = z.infer<typeof Status>

/** What a film is, as far as it could be read. */
const Facts = z.object({ seconds: z.number(), width: z.number(), height: z.number() })

const Picture = z.object({ mimeType: z.string(), data: z.string(), width: z.int(), height: z.int(), alt: z.string() })

const Video = z.object({
  id: z.string(),
  channelId: z.string(),
  snippet: Snippet,
  status: Status,
  /** Uploaded by an app whose project no audit has passed: nobody can make it public. */
  locked: z.boolean(),
  /** In base64; a film made in the app of a picture has none. */
  film: z.object({ mimeType: z.string(), data: z.string() }).exactOptional(),
  facts: Facts.exactOptional(),
  failure: z.enum(['conversion', 'invalidFile', 'emptyFile', 'tooSmall', 'codec']).exactOptional(),
  rejection: z.enum(['length']).exactOptional(),
  thumbnail: Picture.exactOptional(),
  notified: z.boolean(),
  publishedAt: z.string(),
  processedAt: z.string(),
})
export type Video = z.infer<typeof Video>

const Upload = z.object({
  id: z.string(),
  channelId: z.string(),
  snippet: Snippet,
  status: Status,
  notify: z.boolean(),
  mimeType: z.string(),
  /** As announced. */
  bytes: z.int(),
  /** In base64, in the order sent. */
  pieces: z.array(z.string()),
  received: z.int(),
  /** Once it is whole. */
  videoId: z.string().exactOptional(),
  expiresAt: z.string(),
})
export type Upload = z.infer<typeof Upload>

const Playlist = z.object({ id: z.string(), channelId: z.string(), title: z.string(), createdAt: z.string() })
export type Playlist = z.infer<typeof Playlist>

const PlaylistItem = z.object({ id: z.string(), playlistId: z.string(), videoId: z.string(), at: z.string() })
export type PlaylistItem = z.infer<typeof PlaylistItem>

const Caption = z.object({
  id: z.string(),
  videoId: z.string(),
  language: z.string(),
  name: z.string(),
  isDraft: z.boolean(),
  text: z.string(),
  at: z.string(),
})
export type Caption = z.infer<typeof Caption>

const Comment = z.object({
  id: z.string(),
  videoId: z.string(),
  by: z.string(),
  text: z.string(),
  at: z.string(),
  editedAt: z.string().exactOptional(),
  /** By whoever owns the video. */
  moderation: z.enum(['published', 'heldForReview', 'rejected', 'likelySpam']).exactOptional(),
  parent: z.string().exactOptional(),
})
export type Comment = z.infer<typeof Comment>

const Saved = z.object({
  clientId: z.string(),
  clientSecret: z.string(),
  /** Has the project of the app passed the audit? */
  audited: z.boolean(),
  /** How long films are processed. */
  processingSeconds: z.int(),
  people: z.array(Person),
  videos: z.array(Video),
  uploads: z.array(Upload),
  playlists: z.array(Playlist),
  playlistItems: z.array(PlaylistItem),
  captions: z.array(Caption),
  comments: z.array(Comment),
  marks: z.array(z.object({ kind: z.enum(['like', 'follow']), by: z.string(), about: z.string(), at: z.string().exactOptional() })),
  crowd: z.array(CrowdDeed).default([]),
  grants: z.array(GoogleGrant.extend({ channelId: z.string() })),
  codes: z.array(GoogleCode.extend({ channelId: z.string() })),
  accessTokens: z.array(AccessToken),
  /** What the project has used, on a day of the Pacific coast. */
  used: z.object({ day: z.string(), uploads: z.int(), units: z.int() }),
  /** Videos that one channel may upload in 24 hours. */
  channelUploads: z.int(),
})
export type State = z.infer<typeof Saved>

/** What differs between one stand-in and another from the start. */
export type Nature = Pick<State, 'audited' | 'processingSeconds' | 'channelUploads'>

export function openState(restore: Json | undefined, nature: Nature): State {
  if (restore !== undefined) return Saved.parse(restore)
  return {
    ...newKeys(String(Date.now())),
    ...nature,
    people: [],
    videos: [],
    uploads: [],
    playlists: [],
    playlistItems: [],
    captions: [],
    comments: [],
    marks: [],
    crowd: [],
    grants: [],
    codes: [],
    accessTokens: [],
    used: { day: '', uploads: 0, units: 0 },
  }
}

export function savedState(state: State): Json {
  return copyOf(state)
}
