import { z } from 'zod'

import type { Json } from '#kit/json'

import { imagesOf } from '../media.ts'
import type { Delivery, NetworkEnvironment, Outcome } from '../network.ts'
import { notTaken } from '../not-taken.ts'
import { plainWords } from '../plain-words.ts'
import { unlessRefused } from '../unless-refused.ts'
import { ask } from './api.ts'
import { signedIn } from './session.ts'
import { kindOf, partOf, photosOf, preparedAt, sessionOf, videoOf } from './steps.ts'
import { readVideoState } from './video-state.ts'

type Found = { readonly found: true; readonly result: Json } | { readonly found: false }

/** A video knows by its id whether it was published; a photo story by its photo; a post is looked for among the newest. */
export async function lookUp(job: Delivery, environment: NetworkEnvironment): Promise<Outcome<Found>> {
  if (videoOf(job.content)) return lookForVideo(job, environment)
  return kindOf(job.content) === 'story' ? lookForStory(job, environment) : lookForPost(job, environment)
}

/** Taken and then refused counts as taken: what became of it is asked for by a step of its own. */
async function lookForVideo(job: Delivery, environment: NetworkEnvironment): Promise<Outcome<Found>> {
  const { videoId } = sessionOf(job)
  const read = await readVideoState(videoId, job, environment)
  if (!read.ok) return unlessRefused(read.trouble)
  return { ok: true, value: read.value.is === 'waiting' ? { found: false } : { found: true, result: { id: videoId } } }
}

const storiesSchema = z.object({
  data: z.array(z.object({ post_id: z.string(), media_id: z.string().optional(), url: z.string().optional() })),
})

async function lookForStory(job: Delivery, environment: NetworkEnvironment): Promise<Outcome<Found>> {
  const query = { fields: 'post_id,media_id,url', since: sinceFor(job), limit: '50' }
  const call = { ...signedIn(job.access), path: `${job.access.externalId}/stories`, query, answer: storiesSchema }
  const listed = await ask(call, environment)
  if (!listed.ok) return unlessRefused(listed.trouble)
  const [photo] = photosOf(job)
  const story = listed.value.data.find(({ media_id: id }) => id === photo)
  if (!story) return { ok: true, value: { found: false } }
  return { ok: true, value: { found: true, result: { id: story.post_id, ...(story.url === undefined ? {} : { url: story.url }) } } }
}

const targetSchema = z.object({ id: z.string().optional() }).optional()
const attachmentSchema = z.object({
  target: targetSchema,
  unshimmed_url: z.string().optional(),
  subattachments: z.object({ data: z.array(z.object({ target: targetSchema })) }).optional(),
})
const postsSchema = z.object({
  data: z.array(
    z.object({
      id: z.string(),
      message: z.string().optional(),
      created_time: z.string().optional(),
      permalink_url: z.string().optional(),
      attachments: z.object({ data: z.array(attachmentSchema) }).optional(),
    }),
  ),
})
export type Listed = z.infer<typeof postsSchema>['data'][number]

/** The network's clock and ours need not agree. */
const clockSkew = { minutes: 2 }

function sinceFor(job: Delivery): string {
  return String(Math.floor(preparedAt(job).subtract(clockSkew).epochMilliseconds / 1000))
}

const postFields = 'id,message,created_time,permalink_url,attachments{target{id},unshimmed_url,subattachments{target{id}}}'

async function lookForPost(job: Delivery, environment: NetworkEnvironment): Promise<Outcome<Found>> {
  const listed = await newestPosts(job, { since: sinceFor(job) }, environment)
  if (!listed.ok) return unlessRefused(listed.trouble)
  const post = await findPost(listed.value, job, environment)
  if (!post) return { ok: true, value: { found: false } }
  return { ok: true, value: { found: true, result: { id: post.id, ...(post.permalink_url ? { url: post.permalink_url } : {}) } } }
}

export async function newestPosts(
  job: Delivery,
  more: Readonly<Record<string, string>>,
  environment: NetworkEnvironment,
): Promise<Outcome<readonly Listed[]>> {
  const query = { fields: postFields, limit: '50', ...more }
  const call = { ...signedIn(job.access), path: `${job.access.externalId}/published_posts`, query, answer: postsSchema }
  const listed = await ask(call, environment)
  return listed.ok ? { ok: true, value: listed.value.data } : listed
}

/** Photos have ids, so a post with photos is known for certain; one without by its words and link, if it is as new and nobody else's. */
export async function findPost(posts: readonly Listed[], job: Delivery, environment: NetworkEnvironment): Promise<Listed | undefined> {
  if (imagesOf(partOf(job.content)).length > 0) return posts.find((post) => holdsPhotos(post, job))
  const since = preparedAt(job).subtract(clockSkew).epochMilliseconds
  const fitting = posts.filter((post) => saysTheSame(post, job) && Date.parse(post.created_time ?? '') >= since)
  return (await notTaken(fitting, environment)).at(-1)
}

function holdsPhotos({ attachments }: Listed, job: Delivery): boolean {
  const shown = new Set(
    (attachments?.data ?? []).flatMap(({ target, subattachments }) => [
      target?.id,
      ...(subattachments?.data ?? []).map((each) => each.target?.id),
    ]),
  )
  const photos = photosOf(job)
  return photos.length > 0 && photos.every((id) => shown.has(id))
}

/** Only a post without photos or video can be the same. */
export function saysTheSame({ message = '', attachments }: Listed, job: Delivery): boolean {
  const { text, link } = partOf(job.content)
  const [attached] = attachments?.data ?? []
  if (plainWords(message) !== plainWords(text) || attached?.target?.id !== undefined) return false
  const url = attached?.unshimmed_url
  return link === undefined ? url === undefined || text.includes(url) : url === undefined || sameAddress(url, link.url)
}

function sameAddress(one: string, other: string): boolean {
  return one.replace(/\/$/, '') === other.replace(/\/$/, '')
}
