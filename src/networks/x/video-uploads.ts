import { z } from 'zod'

import type { Json } from '#kit/json'

import { videosOf } from '../media.ts'
import type { Delivery, LibraryFile, NetworkEnvironment, Outcome, PostVideo } from '../network.ts'
import { rulesFor } from './rules.ts'
import { signedIn } from './session.ts'
import { partOf, type PiecePlace, pieceName, videoSchema } from './steps.ts'
import { askMedia, begunSchema, forgetting, imageRefused, pieceForm, statusSchema } from './uploads.ts'

/** X advises at most 5 MB a piece and numbers them from 0 to 999. */
const pieceBytes = 5_000_000

interface Place {
  readonly part: number
  readonly media: number
}

/** Announces the film. Its pieces are steps of their own, so that after a stop it goes on where it was. */
export async function beginVideo(place: Place, job: Delivery, environment: NetworkEnvironment): Promise<Outcome<Json>> {
  const file = await fileOf(place, job, environment)
  if (!file.ok) return file
  const { mimeType, bytes } = file.value
  const json = { media_type: mimeType, total_bytes: bytes, media_category: 'tweet_video' }
  const call = { ...signedIn(job.access), method: 'POST', path: '/2/media/upload/initialize', send: { json }, answer: begunSchema } as const
  const begun = await askMedia(call, environment)
  return begun.ok ? { ok: true, value: { id: begun.value.data.id, pieces: Math.ceil(bytes / pieceBytes) } } : begun
}

export async function sendPiece({ piece, ...place }: PiecePlace, job: Delivery, environment: NetworkEnvironment): Promise<Outcome<Json>> {
  const file = await fileOf(place, job, environment)
  if (!file.ok) return file
  const start = (piece - 1) * pieceBytes
  const bytes = await file.value.read(start, Math.min(start + pieceBytes, file.value.bytes))
  const path = `/2/media/upload/${begunOf(place, job).id}/append`
  const call = { ...signedIn(job.access), method: 'POST', path, send: { form: pieceForm(bytes, piece - 1) }, answer: z.unknown() } as const
  const sent = forgetting(await askMedia(call, environment), forgetAll(place, job))
  return sent.ok ? { ok: true, value: true } : sent
}

/** All pieces have come. X then looks at the film, which takes a while. */
export async function finishVideo(place: Place, job: Delivery, environment: NetworkEnvironment): Promise<Outcome<Json>> {
  const path = `/2/media/upload/${begunOf(place, job).id}/finalize`
  const call = { ...signedIn(job.access), method: 'POST', path, answer: statusSchema } as const
  const done = forgetting(await askMedia(call, environment), forgetAll(place, job))
  if (!done.ok) return done
  const state = done.value.data.processing_info?.state ?? 'succeeded'
  return state === 'failed' ? imageRefused() : { ok: true, value: { processing: state !== 'succeeded' } }
}

function forgetAll({ part, media }: Place, job: Delivery): readonly string[] {
  const { pieces } = begunOf({ part, media }, job)
  const sent = Array.from({ length: pieces }, (_, index) => pieceName({ part, media, piece: index + 1 }))
  return [`video ${part}.${media}`, ...sent, `finish ${part}.${media}`, `processing ${part}.${media}`]
}

export function begunOf({ part, media }: Place, job: Delivery): z.infer<typeof videoSchema> {
  return videoSchema.parse(job.results[`video ${part}.${media}`])
}

async function fileOf(place: Place, job: Delivery, environment: NetworkEnvironment): Promise<Outcome<LibraryFile>> {
  const video = videoAt(place, job)
  const rules = rulesFor(job.access.limits).videosFor?.(job.content.settings)
  if (!rules) throw new Error('X takes videos.')
  return environment.video(video, rules)
}

function videoAt({ part, media }: Place, job: Delivery): PostVideo {
  const found = videosOf(partOf(part, job)).find((video) => partOf(part, job).media.indexOf(video) === media - 1)
  if (!found) throw new Error(`Part ${part} has no video ${media}.`)
  return found
}
