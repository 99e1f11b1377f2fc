import type { Json } from '#kit/json'

import { shorten } from '../failures.ts'
import type { Delivery, LibraryFile, NetworkEnvironment, Outcome, Trouble } from '../network.ts'
import { videoRulesFor } from './rules.ts'
import { settingsSchema } from './session.ts'
import { filmJobSchema } from './steps.ts'
import { isUsedUp, readUploadLimits, type UploadLimits, wordsOf } from './upload-limits.ts'
import { uploadFile, videoOf } from './uploads.ts'
import { readJob, sendVideo, type VideoJob } from './video-service.ts'

/** To the service that prepares films for playing; where the network has none, to the account's own server. */
export async function uploadVideo(part: number, job: Delivery, environment: NetworkEnvironment): Promise<Outcome<Json>> {
  const video = videoOf(part, job)
  const file = await environment.video(video, videoRulesFor(job.access.limits))
  if (!file.ok) return file
  const { width = video.width, height = video.height } = file.value
  const { video: service } = settingsSchema.parse(job.access.settings)
  const sent =
    service === undefined
      ? await uploadFile(file.value, { job, environment, refused: 'video-refused' })
      : await prepareFilm(service, file.value, { job, environment })
  return sent.ok ? { ok: true, value: { ...sent.value, width, height } } : sent
}

interface Sending {
  readonly job: Delivery
  readonly environment: NetworkEnvironment
}

async function prepareFilm(
  service: string,
  file: LibraryFile,
  { job: { access }, environment }: Sending,
): Promise<Outcome<{ readonly job: string; readonly service: string }>> {
  const told = await readUploadLimits(service, access, environment)
  if (!told.ok) return told
  const refused = whyNot(told.value, file, environment.now())
  if (refused) return { ok: false, trouble: refused }
  const bytes = new Uint8Array(await file.read(0, file.bytes))
  const sent = await sendVideo({ service, bytes, name: nameOf(file) }, access, environment)
  if (sent.ok) return { ok: true, value: { job: sent.value.jobId, service } }
  const { trouble } = sent
  if (trouble.kind !== 'rejected' || trouble.reason.code !== 'refused') return sent
  return { ok: false, trouble: { kind: 'rejected', reason: { ...trouble.reason, code: 'video-refused' } } }
}

/** The service names films by it; nothing of the library's own name has to be known there. */
function nameOf({ bytes }: LibraryFile): string {
  return `video-${bytes}.mp4`
}

/** What was used up is free again some time within a day; nobody says when. */
const usedUpPause = { hours: 1 }

function whyNot(told: UploadLimits, { bytes }: LibraryFile, now: Temporal.Instant): Trouble | undefined {
  const tooMuch = told.remainingDailyBytes !== undefined && told.remainingDailyBytes < bytes
  if (isUsedUp(told) || tooMuch) return { kind: 'slow-down', until: now.add(usedUpPause), reason: { code: 'quota-used' } }
  return told.canUpload ? undefined : { kind: 'rejected', reason: { code: 'videos-not-allowed', detail: wordsOf(told) } }
}

const pause = { seconds: 3 }

/** Is the film prepared, and handed to the account's server? */
export async function awaitVideo(part: number, job: Delivery, environment: NetworkEnvironment): Promise<Outcome<Json>> {
  const uploaded = `video ${part}`
  const read = await readJob(filmJobSchema.parse(job.results[uploaded]), environment)
  if (!read.ok) {
    if (read.trouble.kind !== 'rejected') return read
    return { ok: false, trouble: { kind: 'unavailable', reason: { ...read.trouble.reason, code: 'video-gone' }, forget: [uploaded] } }
  }
  const { state, blob } = read.value
  if (state === 'JOB_STATE_FAILED') return { ok: false, trouble: aboutFailure(read.value, uploaded) }
  if (state === 'JOB_STATE_COMPLETED' && blob) return { ok: true, value: { blob } }
  const until = environment.now().add(pause)
  return { ok: false, trouble: { kind: 'slow-down', until, processing: true, reason: { code: 'being-processed' } } }
}

/** A film that is not as the service wants it stays so; anything else may go well the next time. */
function aboutFailure({ failureCode, error, message }: VideoJob, uploaded: string): Trouble {
  const detail = shorten([failureCode, error, message].filter(Boolean).join(': '))
  if (failureCode === 'validation_failure') return { kind: 'rejected', reason: { code: 'video-refused', detail } }
  if (failureCode === 'pds_upload_unsupported_blob_size') return { kind: 'rejected', reason: { code: 'video-too-large-there', detail } }
  return { kind: 'unavailable', reason: { code: 'video-failed', detail }, forget: [uploaded] }
}
