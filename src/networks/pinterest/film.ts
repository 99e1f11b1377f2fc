import { z } from 'zod'

import type { Json } from '#kit/json'

import { exchange } from '../exchange.ts'
import { type Answer, notUnderstood, shorten, type Situation, slowDown } from '../failures.ts'
import type { Delivery, LibraryFile, NetworkEnvironment, Outcome, Trouble } from '../network.ts'
import { rejected } from '../rejected.ts'
import { ask } from './api.ts'
import { formAround } from './form-around.ts'
import { videoRules } from './limits.ts'
import { videoIn } from './sent.ts'
import { signedIn } from './session.ts'
import { filmSteps, registeredSchema, registerStep, uploadedSchema, uploadStep } from './steps.ts'

const registeredAnswer = z.object({
  media_id: z.string().min(1),
  upload_url: z.url(),
  upload_parameters: z.record(z.string(), z.string()),
})

/** Nobody sees a film that was only registered, so an answer that was lost costs nothing. */
export async function registerVideo({ access }: Delivery, environment: NetworkEnvironment): Promise<Outcome<Json>> {
  const call = { ...signedIn(access), method: 'POST', path: '/media', send: { json: { media_type: 'video' } } } as const
  const registered = await ask({ ...call, answer: registeredAnswer }, environment)
  if (!registered.ok) return registered
  const { media_id: media, upload_url: url, upload_parameters: parameters } = registered.value
  return { ok: true, value: { media, url, parameters } satisfies z.infer<typeof registeredSchema> }
}

/** Sends the film to where it was registered: a form of the parameters given, and the file after them. It is never in memory as a whole. */
export async function uploadVideo(job: Delivery, environment: NetworkEnvironment): Promise<Outcome<Json>> {
  const { url: address, parameters } = registeredSchema.parse(job.results[registerStep])
  const file = await filmFor(job, environment)
  if (!file.ok) return file
  const url = new URL(address)
  const situation = { host: url.host, final: false, now: environment.now() }
  const { headers, body } = formAround(file.value, parameters)
  const init: RequestInit = { method: 'POST', headers, body, redirect: 'manual', signal: environment.signal }
  const came = await exchange({ url, init, fetch: environment.fetch }, situation)
  if (!came.answered) return { ok: false, trouble: came.trouble }
  if ([200, 201, 204].includes(came.response.status)) return { ok: true, value: { at: environment.now().toString() } }
  return { ok: false, trouble: fromUploadHost(came, situation) }
}

async function filmFor({ content }: Delivery, environment: NetworkEnvironment): Promise<Outcome<LibraryFile>> {
  const video = videoIn(content)
  if (!video) throw new Error('This pin has no film.')
  return environment.video(video, videoRules)
}

/** The host for films is a store that speaks XML: 403 says that the permission to upload has run out, any other no is about the file. */
function fromUploadHost(answer: Answer, situation: Situation): Trouble {
  const { status } = answer.response
  if (status === 429) return slowDown(answer, situation)
  if (status < 400 || status >= 500 || status === 408) return notUnderstood(answer, situation)
  const detail = shorten(`${status} ${answer.text.slice(0, 500)}`)
  const params = { host: situation.host }
  if (status === 403) return { kind: 'unavailable', reason: { code: 'upload-over', params, detail }, forget: filmSteps }
  return { kind: 'rejected', reason: { code: 'video-refused', params, detail } }
}

const mediaAnswer = z.object({ status: z.enum(['registered', 'processing', 'succeeded', 'failed']) })

/** Waits until Pinterest has made something of the film; before, no pin can show it. */
export async function awaitVideo(job: Delivery, environment: NetworkEnvironment): Promise<Outcome<Json>> {
  const { media } = registeredSchema.parse(job.results[registerStep])
  const path = `/media/${media}`
  const asked = await ask({ ...signedIn(job.access), method: 'GET', path, answer: mediaAnswer, missing: 'upload-over' }, environment)
  if (!asked.ok) {
    const { trouble } = asked
    return trouble.reason.code === 'upload-over' ? begunAnew(trouble.reason) : asked
  }
  switch (asked.value.status) {
    case 'succeeded':
      return { ok: true, value: true }
    case 'failed':
      return rejected('video-failed')
    case 'registered':
    case 'processing':
      return stillWaiting(asked.value.status, job, environment)
  }
}

function begunAnew(reason: Trouble['reason']): Outcome<never> {
  return { ok: false, trouble: { kind: 'unavailable', reason, forget: filmSteps } }
}

/** An hour after the last byte nothing more will come of a film that Pinterest says it has not got. */
function stillWaiting(status: 'registered' | 'processing', job: Delivery, environment: NetworkEnvironment): Outcome<Json> {
  const now = environment.now()
  const { at } = uploadedSchema.parse(job.results[uploadStep])
  const waited = now.since(Temporal.Instant.from(at)).total('seconds')
  if (status === 'registered' && waited > 3600) return begunAnew({ code: 'upload-over' })
  const seconds = waited < 30 ? 3 : waited < 300 ? 15 : 60
  return { ok: false, trouble: { kind: 'slow-down', processing: true, until: now.add({ seconds }), reason: { code: 'being-processed' } } }
}
