import type { Json } from '#kit/json'

import type { Delivery, NetworkEnvironment, Outcome } from '../network.ts'
import { notTaken } from '../not-taken.ts'
import { plainWords } from '../plain-words.ts'
import { textIn } from './choices.ts'
import { readStatus } from './status.ts'
import { begunOf, partOf, preparedSchema, type Sent, videoIn } from './steps.ts'
import { type ListedVideo, listVideos } from './videos.ts'

type Found = { readonly found: true; readonly result: Json } | { readonly found: false }

/** Did the final step happen? Of a video the network knows it by its `publishId`. Of photos it knows nothing by which they could be asked for. */
export function lookUp(job: Delivery, environment: NetworkEnvironment): Promise<Outcome<Found>> {
  return videoIn(job.content) ? lookForBytes(job, environment) : lookForPhotos(job, environment)
}

/** Once all bytes are there it happened, whatever became of it: the next step finds that out. */
async function lookForBytes(job: Delivery, environment: NetworkEnvironment): Promise<Outcome<Found>> {
  const { publishId } = begunOf(job)
  const read = await readStatus(publishId, job, environment)
  if (!read.ok) return read
  if (read.value.isWaitingForBytes) return { ok: true, value: { found: false } }
  return { ok: true, value: { found: true, result: { publishId, at: environment.now().toString() } satisfies Sent } }
}

/** Clocks differ. */
const slack = { minutes: 2 }

/** A post with the same words since then that everybody sees is the one. That there is none proves nothing: it may be private, or still looked at. */
async function lookForPhotos(job: Delivery, environment: NetworkEnvironment): Promise<Outcome<Found>> {
  const since = Temporal.Instant.from(preparedSchema.parse(job.prepared).at).subtract(slack)
  const listed = await listVideos({ access: job.access, since }, environment)
  if (!listed.ok) return listed
  const same = listed.value.filter((video) => isSame(video, job))
  const post = (await notTaken(same, environment)).at(-1)
  if (!post) return { ok: true, value: { found: false } }
  return { ok: true, value: { found: true, result: { postId: post.id, at: environment.now().toString() } satisfies Sent } }
}

function isSame({ title, video_description: description }: ListedVideo, { content }: Delivery): boolean {
  const words = [textIn(content.settings, 'title'), partOf(content).text].map(plainWords)
  const [wanted = '', text = ''] = words
  // Without words there is nothing to know it by.
  return (
    words.some((each) => each !== '') &&
    plainWords(description) === (text === '' ? wanted : text) &&
    (wanted === '' || plainWords(title) === wanted)
  )
}
