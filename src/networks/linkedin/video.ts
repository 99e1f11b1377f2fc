import { z } from 'zod'

import type { Json } from '#kit/json'

import { videosOf } from '../media.ts'
import type { Delivery, LibraryFile, NetworkEnvironment, Outcome, PostVideo } from '../network.ts'
import { ask, body, status } from './api.ts'
import { pictureRules, videoRules } from './limits.ts'
import { send } from './put.ts'
import { signedIn } from './session.ts'
import { filmOf, partOf } from './steps.ts'
import { fromLibrary } from './uploads.ts'

function videoIn(job: Delivery): PostVideo {
  const [video] = videosOf(partOf(job.content))
  if (!video) throw new Error('This post has no video.')
  return video
}

/** The one captions file that is taken along. */
export function captionsOf({ captions = [] }: Pick<PostVideo, 'captions'>): NonNullable<PostVideo['captions']>[number] | undefined {
  return captions.find(({ mimeType }) => videoRules.captions.includes(mimeType))
}

const begunSchema = z.object({
  value: z.object({
    video: z.string(),
    uploadToken: z.string().catch(''),
    uploadInstructions: z.array(z.object({ uploadUrl: z.url(), firstByte: z.int(), lastByte: z.int() })).min(1),
    captionsUploadUrl: z.url().optional(),
    thumbnailUploadUrl: z.url().optional(),
  }),
})

/** Announces the film; the network says in which pieces it wants it. */
export async function beginVideo(job: Delivery, environment: NetworkEnvironment): Promise<Outcome<Json>> {
  const video = videoIn(job)
  const file = await environment.video(video, videoRules)
  if (!file.ok) return file
  const initializeUploadRequest = {
    owner: job.access.externalId,
    fileSizeBytes: file.value.bytes,
    uploadCaptions: captionsOf(video) !== undefined,
    uploadThumbnail: video.cover !== undefined,
  }
  const call = { session: signedIn(job.access), method: 'POST', path: 'rest/videos', query: { action: 'initializeUpload' } } as const
  const begun = await ask({ ...call, json: { initializeUploadRequest }, answer: body(begunSchema) }, environment)
  if (!begun.ok) return begun
  const { video: urn, uploadToken, uploadInstructions, captionsUploadUrl, thumbnailUploadUrl } = begun.value.value
  const pieces = uploadInstructions.map(({ uploadUrl: url, firstByte: first, lastByte: last }) => ({ url, first, last }))
  return {
    ok: true,
    value: {
      urn,
      uploadToken,
      pieces,
      ...(captionsUploadUrl === undefined ? {} : { captionsUrl: captionsUploadUrl }),
      ...(thumbnailUploadUrl === undefined ? {} : { coverUrl: thumbnailUploadUrl }),
    },
  }
}

/** One piece; after a crash the next one that is missing follows. */
export async function uploadPiece(number: number, job: Delivery, environment: NetworkEnvironment): Promise<Outcome<Json>> {
  const piece = filmOf(job).pieces[number - 1]
  if (!piece) throw new Error(`This film has no piece ${number}.`)
  const file = await environment.video(videoIn(job), videoRules)
  if (!file.ok) return file
  const bytes = await readRange(file.value, piece)
  if (!bytes.ok) return bytes
  const sent = await send({ session: signedIn(job.access), url: piece.url, bytes: bytes.value, signed: false }, environment)
  if (!sent.ok) return sent
  if (sent.value.etag === '')
    return { ok: false, trouble: { kind: 'unavailable', reason: { code: 'not-understood', params: { host: new URL(piece.url).host } } } }
  return { ok: true, value: { etag: sent.value.etag } }
}

function readRange(file: LibraryFile, { first, last }: { readonly first: number; readonly last: number }): Promise<Outcome<Uint8Array>> {
  return fromLibrary(() => file.read(first, last + 1))
}

/** A picture of the author's choice instead of the one that the network would take. */
export async function uploadCover(job: Delivery, environment: NetworkEnvironment): Promise<Outcome<Json>> {
  const cover = await fromLibrary(() => environment.cover(videoIn(job), pictureRules))
  if (!cover.ok) return cover
  const headers = { 'media-type-family': 'STILLIMAGE' }
  const url = filmOf(job).coverUrl ?? ''
  const sent = await send({ session: signedIn(job.access), url, bytes: cover.value.bytes, headers, signed: true }, environment)
  return sent.ok ? { ok: true, value: true } : sent
}

export async function uploadCaptions(job: Delivery, environment: NetworkEnvironment): Promise<Outcome<Json>> {
  const captions = captionsOf(videoIn(job))
  if (!captions) throw new Error('This post has no captions.')
  const text = await fromLibrary(async () => {
    const file = await environment.file(captions.mediaId)
    return file.read(0, file.bytes)
  })
  if (!text.ok) return text
  const form = new FormData()
  form.set('metadata', JSON.stringify(captionsMeta(captions.language)))
  form.set('file', new Blob([new Uint8Array(text.value)], { type: 'application/x-subrip' }), 'captions.srt')
  const sent = await send({ session: signedIn(job.access), url: filmOf(job).captionsUrl ?? '', bytes: form, signed: true }, environment)
  return sent.ok ? { ok: true, value: true } : sent
}

/** The network writes languages and countries in capitals. */
function captionsMeta(tag: string): Json {
  const { language, region } = new Intl.Locale(tag).maximize()
  return {
    format: 'SRT',
    formattedForEasyReader: true,
    largeText: true,
    source: 'USER_PROVIDED',
    locale: { language: language.toUpperCase(), ...(region === undefined ? {} : { country: region }) },
    transcriptType: 'CLOSED_CAPTION',
  }
}

const pieceSchema = z.object({ etag: z.string() })

/** Everything is there: the network puts the pieces together in this order. */
export async function finishVideo(job: Delivery, environment: NetworkEnvironment): Promise<Outcome<Json>> {
  const { urn: video, uploadToken, pieces } = filmOf(job)
  const uploadedPartIds = pieces.map((_, index) => pieceSchema.parse(job.results[`piece 1.${index + 1}`]).etag)
  const json = { finalizeUploadRequest: { video, uploadToken, uploadedPartIds } }
  const call = { session: signedIn(job.access), method: 'POST', path: 'rest/videos', query: { action: 'finalizeUpload' } } as const
  const done = await ask({ ...call, json, answer: status(200) }, environment)
  return done.ok ? { ok: true, value: true } : done
}
