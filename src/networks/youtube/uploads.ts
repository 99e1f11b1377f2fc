import { z } from 'zod'

import type { Json } from '#kit/json'

import { type Answer, asJson, notUnderstood, shorten, type Situation } from '../failures.ts'
import type { Sent } from '../google-call.ts'
import type { Delivery, LibraryFile, NetworkEnvironment, Outcome, Trouble } from '../network.ts'
import { send } from './api.ts'
import { fromAnswer } from './failures.ts'
import { writtenMetadata } from './metadata.ts'
import { rulesFor } from './rules.ts'
import { signedIn } from './session.ts'
import { lastPieceOf, session, sessionOf, unit, upload, videoIn } from './steps.ts'

/** Sent at once; a failed one costs no more than this. */
const pieceBytes = 32 * unit
/** One step has half a minute; whatever is left is the next one's. */
const stepSeconds = 12

/** Announces the film and all that is said of it. YouTube answers with the address to send it to, which is good for a week. */
export async function startSession(job: Delivery, environment: NetworkEnvironment): Promise<Outcome<Json>> {
  const film = await filmOf(job, environment)
  if (!film.ok) return film
  const { bytes, mimeType } = film.value
  const headers = { 'x-upload-content-length': String(bytes), 'x-upload-content-type': mimeType }
  const query = {
    uploadType: 'resumable',
    part: 'snippet,status',
    notifySubscribers: String(job.content.settings['notify'] !== false),
  }
  const call = {
    ...signedIn(job.access),
    method: 'POST',
    path: uploadPath,
    query,
    headers,
    send: { json: writtenMetadata(job.content) },
  } as const
  const { url, situation, came } = await send(call, environment)
  if (!came.answered) return { ok: false, trouble: came.trouble }
  if (came.response.status !== 200) return { ok: false, trouble: fromAnswer(came, situation) }
  const uri = came.response.headers.get('location')
  // Tokens go to nobody but YouTube, whatever an answer says.
  const isOurs = uri !== null && URL.canParse(uri) && new URL(uri).origin === url.origin
  return isOurs ? { ok: true, value: { uri, bytes, mimeType } } : { ok: false, trouble: notUnderstood(came, situation) }
}

const uploadPath = '/upload/youtube/v3/videos'

/** Everything but the last piece, from where YouTube says it stopped. What does not fit into one step goes on in the next. */
export async function sendPieces(job: Delivery, environment: NetworkEnvironment): Promise<Outcome<Json>> {
  const film = await filmFor(job, environment)
  if (!film.ok) return film
  const end = lastPieceOf(film.value.bytes)
  const began = environment.now()
  let state = await askSession(job, environment)
  while (state.kind === 'received' && state.bytes < end) {
    const from = state.bytes
    if (environment.now().since(began).total('seconds') > stepSeconds) return underWay(from / film.value.bytes, environment)
    state = await sendPiece({ film: film.value, from, to: Math.min(from + pieceBytes, end) }, job, environment)
    if (state.kind === 'received' && state.bytes <= from) return unavailable('upload-stuck')
  }
  if (state.kind === 'trouble') return { ok: false, trouble: state.trouble }
  // An address that is gone cannot be sent to; one that has everything has made its video.
  return state.kind === 'gone' ? uploadAnew() : { ok: true, value: true }
}

function underWay(share: number, environment: NetworkEnvironment): Outcome<never> {
  const reason = { code: 'being-uploaded', params: { percent: Math.floor(share * 100) } }
  return { ok: false, trouble: { kind: 'slow-down', until: environment.now(), processing: true, reason } }
}

/** The last piece, which makes the video. */
export async function sendLastPiece(job: Delivery, environment: NetworkEnvironment): Promise<Outcome<Made>> {
  const film = await filmFor(job, environment)
  if (!film.ok) return film
  const { bytes } = film.value
  const state = await sendPiece({ film: film.value, from: lastPieceOf(bytes), to: bytes }, job, environment, { final: true })
  switch (state.kind) {
    case 'done':
      return { ok: true, value: state.made }
    case 'gone':
      return uploadAnew()
    case 'received':
      // YouTube lacks something of what it had: a clear answer, the film is not there yet.
      return { ok: false, trouble: { kind: 'unavailable', reason: { code: 'upload-incomplete' }, forget: [upload] } }
    case 'trouble':
      return { ok: false, trouble: state.trouble }
  }
}

export interface Made {
  readonly id: string
  readonly visibility?: string | undefined
}

type SessionState =
  | { readonly kind: 'done'; readonly made: Made }
  /** So many bytes have come. */
  | { readonly kind: 'received'; readonly bytes: number }
  /** YouTube does not know the address any more. */
  | { readonly kind: 'gone' }
  | { readonly kind: 'trouble'; readonly trouble: Trouble }

/** How far has it come? */
export async function askSession(job: Delivery, environment: NetworkEnvironment): Promise<SessionState> {
  const { uri, bytes } = sessionOf(job)
  return put({ uri, range: `bytes */${bytes}`, final: false }, job, environment)
}

interface Piece {
  readonly film: LibraryFile
  readonly from: number
  /** Without. */
  readonly to: number
}

async function sendPiece(
  { film, from, to }: Piece,
  job: Delivery,
  environment: NetworkEnvironment,
  { final = false }: { readonly final?: boolean } = {},
): Promise<SessionState> {
  const { uri, bytes, mimeType } = sessionOf(job)
  const piece = await readPiece(film, from, to)
  if (!piece.ok) return { kind: 'trouble', trouble: piece.trouble }
  const range = `bytes ${from}-${to - 1}/${bytes}`
  return put({ uri, range, final, send: { bytes: piece.value, type: mimeType } }, job, environment)
}

async function readPiece(film: LibraryFile, from: number, to: number): Promise<Outcome<Uint8Array>> {
  try {
    return { ok: true, value: await film.read(from, to) }
  } catch (error) {
    return notAvailable(error)
  }
}

interface Put {
  readonly uri: string
  readonly range: string
  readonly final: boolean
  readonly send?: Sent
}

async function put({ uri, range, final, send: sent }: Put, job: Delivery, environment: NetworkEnvironment): Promise<SessionState> {
  const { authorization } = signedIn(job.access)
  const headers = { 'content-range': range }
  const call = { api: uri, method: 'PUT', path: uri, authorization, headers, final, ...(sent ? { send: sent } : {}) } as const
  const { situation, came } = await send(call, environment)
  return came.answered ? stateIn(came, situation) : { kind: 'trouble', trouble: came.trouble }
}

const videoSchema = z.object({ id: z.string().min(1), status: z.object({ privacyStatus: z.string().optional() }).optional() })

function stateIn(answer: Answer, situation: Situation): SessionState {
  const { status, headers } = answer.response
  if (status === 308) {
    const [, last] = /^bytes=0-(\d+)$/.exec(headers.get('range') ?? '') ?? []
    return { kind: 'received', bytes: last === undefined ? 0 : Number(last) + 1 }
  }
  if (status === 404 || status === 410) return { kind: 'gone' }
  if (status !== 200 && status !== 201) return { kind: 'trouble', trouble: fromAnswer(answer, situation) }
  const video = videoSchema.safeParse(asJson(answer.text)).data
  if (!video) return { kind: 'trouble', trouble: notUnderstood(answer, situation) }
  return { kind: 'done', made: { id: video.id, visibility: video.status?.privacyStatus } }
}

/** The film as it is sent. */
async function filmOf({ content, access }: Delivery, environment: NetworkEnvironment): Promise<Outcome<LibraryFile>> {
  const rules = rulesFor(access.limits).videosFor?.(content.settings)
  if (!rules) throw new Error('YouTube always takes videos.')
  try {
    return await environment.video(videoIn(content), rules)
  } catch (error) {
    return notAvailable(error)
  }
}

/** The same, and no other than the one announced: half of one film and half of another would be no film. */
async function filmFor(job: Delivery, environment: NetworkEnvironment): Promise<Outcome<LibraryFile>> {
  const film = await filmOf(job, environment)
  return film.ok && film.value.bytes !== sessionOf(job).bytes ? uploadAnew() : film
}

/** Nothing is visible of an upload that was begun, so another is begun. */
function uploadAnew(): { readonly ok: false; readonly trouble: Trouble } {
  return { ok: false, trouble: { kind: 'unavailable', reason: { code: 'upload-gone' }, forget: [session, upload] } }
}

function unavailable(code: string): { readonly ok: false; readonly trouble: Trouble } {
  return { ok: false, trouble: { kind: 'unavailable', reason: { code } } }
}

export function notAvailable(error: unknown): { readonly ok: false; readonly trouble: Trouble } {
  const detail = shorten(error instanceof Error ? error.message : String(error))
  return { ok: false, trouble: { kind: 'unavailable', reason: { code: 'video-not-available', detail } } }
}
