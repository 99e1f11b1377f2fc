import type { Json } from '#kit/json'

import type { Delivery, NetworkEnvironment, Outcome } from '../network.ts'
import { notTaken } from '../not-taken.ts'
import { readUploads } from './read-uploads.ts'
import { sentDescription, titleIn } from './sent.ts'
import { partOf, preparedSchema } from './steps.ts'
import { tidy } from './tidy.ts'
import { askSession, type Made } from './uploads.ts'

type Found = { readonly found: true; readonly result: Json } | { readonly found: false }

/** Seconds by which YouTube's clock and ours may differ. */
const clockMargin = 120
const mostPages = 4

/**
 * Was the video made? The upload's address knows: it answers with the video, or with how much of the film is still missing. Only where
 * YouTube has forgotten the address is the channel's list of uploads read, and the video told by its title and description.
 */
export async function lookForVideo(job: Delivery, environment: NetworkEnvironment): Promise<Outcome<Found>> {
  const state = await askSession(job, environment)
  switch (state.kind) {
    case 'done':
      return { ok: true, value: { found: true, result: asResult(state.made, environment.now()) } }
    case 'received':
      return { ok: true, value: { found: false } }
    case 'trouble':
      // A refused question proves nothing.
      return state.trouble.kind === 'rejected' ? unclear(state.trouble.reason.code) : { ok: false, trouble: state.trouble }
    case 'gone':
      return lookInUploads(job, environment)
  }
}

export function asResult({ id, visibility }: Made, now: Temporal.Instant): Json {
  return { id, ...(visibility === undefined ? {} : { visibility }), at: now.toString() }
}

async function lookInUploads(job: Delivery, environment: NetworkEnvironment): Promise<Outcome<Found>> {
  const since = Temporal.Instant.from(preparedSchema.parse(job.prepared).at).subtract({ seconds: clockMargin })
  const read = await readUploads({ since, mostPages }, job.access, environment)
  if (!read.ok) return read.trouble.kind === 'rejected' ? unclear(read.trouble.reason.code) : read
  const title = titleIn(job.content.settings)
  const description = sentDescription(partOf(job.content))
  const same = read.value.videos.filter((video) => alike(video.title, title) && alike(video.description, description))
  const [ours] = await notTaken(same, environment)
  if (ours) return { ok: true, value: { found: true, result: asResult(ours, environment.now()) } }
  return read.value.complete ? { ok: true, value: { found: false } } : unclear('not-understood')
}

function alike(one: string, other: string): boolean {
  return tidy(one) === tidy(other)
}

function unclear(code: string): Outcome<never> {
  return { ok: false, trouble: { kind: 'unavailable', reason: { code } } }
}
