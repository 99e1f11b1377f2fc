import { z } from 'zod'

import { copyOf, type Json } from '#kit/json'

import { CrowdDeed } from '../stand-in-crowd.ts'
import { AccessToken, GoogleCode, GoogleGrant, newKeys } from '../stand-in-google-tokens.ts'
import { newDigits } from '../stand-in-ids.ts'

const Person = z.object({
  /** Of a business, its location. */
  id: z.string(),
  handle: z.string(),
  displayName: z.string(),
  bio: z.string().exactOptional(),
  avatarUrl: z.string().exactOptional(),
  business: z.boolean(),
  /** The account in which the location lies; branches lie in that of the business they belong to. */
  accountId: z.string(),
  phone: z.string(),
  /** Has shown whom it belongs to (“Voice of Merchant”). */
  verified: z.boolean(),
  createdAt: z.string(),
})
export type Person = z.infer<typeof Person>

const PostDate = z.object({ year: z.int(), month: z.int(), day: z.int() })
const PostTime = z.object({ hours: z.int(), minutes: z.int(), seconds: z.int(), nanos: z.int() })
const PostEvent = z.object({
  title: z.string(),
  schedule: z.object({ startDate: PostDate, startTime: PostTime, endDate: PostDate, endTime: PostTime }),
})

/** What is written of a post. */
const Written = z.object({
  languageCode: z.string().exactOptional(),
  summary: z.string().exactOptional(),
  topicType: z.enum(['STANDARD', 'EVENT', 'OFFER']),
  callToAction: z.object({ actionType: z.string(), url: z.string().exactOptional() }).exactOptional(),
  event: PostEvent.exactOptional(),
  offer: z
    .object({
      couponCode: z.string().exactOptional(),
      redeemOnlineUrl: z.string().exactOptional(),
      termsConditions: z.string().exactOptional(),
    })
    .exactOptional(),
})
export type Written = z.infer<typeof Written>

const Post = z.object({
  id: z.string(),
  locationId: z.string(),
  written: Written,
  /** In base64. */
  photo: z.object({ mimeType: z.string(), data: z.string(), alt: z.string() }).exactOptional(),
  createdAt: z.string(),
  updatedAt: z.string(),
})
export type Post = z.infer<typeof Post>

const Review = z.object({
  id: z.string(),
  locationId: z.string(),
  by: z.string(),
  stars: z.union([z.literal(1), z.literal(2), z.literal(3), z.literal(4), z.literal(5)]),
  text: z.string(),
  createdAt: z.string(),
  updatedAt: z.string(),
  reply: z.object({ comment: z.string(), updatedAt: z.string() }).exactOptional(),
})
export type Review = z.infer<typeof Review>

/** `profileId`: as whom somebody signed in; the grant is for all locations of the account. */
const Grant = GoogleGrant.extend({ profileId: z.string(), accountId: z.string() })
export type Grant = z.infer<typeof Grant>

const Saved = z.object({
  clientId: z.string(),
  clientSecret: z.string(),
  projectNumber: z.string(),
  /** Has Google approved the project for these APIs? Until then its quota is no request a minute. */
  approved: z.boolean(),
  /** How long Google looks at posts. */
  processingSeconds: z.int(),
  /** Fewer bytes a photo must not have. */
  leastPhotoBytes: z.int(),
  people: z.array(Person),
  posts: z.array(Post),
  reviews: z.array(Review),
  likes: z.array(z.object({ by: z.string(), about: z.string() })),
  crowd: z.array(CrowdDeed),
  grants: z.array(Grant),
  codes: z.array(GoogleCode.extend({ profileId: z.string() })),
  accessTokens: z.array(AccessToken),
  /** Requests of the last minute: by API, and changes by location. */
  calls: z.array(z.object({ of: z.string(), at: z.number() })),
})
export type State = z.infer<typeof Saved>

/** What differs between one stand-in and another from the start. */
export type Nature = Pick<State, 'approved' | 'processingSeconds' | 'leastPhotoBytes'>

export function openState(restore: Json | undefined, nature: Nature): State {
  if (restore !== undefined) return Saved.parse(restore)
  const projectNumber = newDigits('7', 12)
  return {
    ...newKeys(projectNumber),
    projectNumber,
    ...nature,
    people: [],
    posts: [],
    reviews: [],
    likes: [],
    crowd: [],
    grants: [],
    codes: [],
    accessTokens: [],
    calls: [],
  }
}

export function savedState(state: State): Json {
  return copyOf(state)
}
