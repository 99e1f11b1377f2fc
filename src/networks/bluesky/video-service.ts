import { z } from 'zod'

import type { AccountAccess, NetworkEnvironment, Outcome, Trouble } from '../network.ts'
import { ask, blobSchema, type Call } from './api.ts'
import { settingsSchema, signedIn } from './session.ts'

/** Long enough to send a film over a slow line; a server signs for an hour at most. */
const tokenSeconds = 30 * 60

/** A token by which the account's server vouches for it towards another service: good for one method of one service. */
async function serviceToken(
  { audience, method }: { readonly audience: string; readonly method: string },
  access: AccountAccess,
  environment: NetworkEnvironment,
): Promise<Outcome<string>> {
  const session = signedIn(access, environment)
  const exp = Math.floor(environment.now().epochMilliseconds / 1000) + tokenSeconds
  const query = { aud: audience, lxm: method, exp: String(exp) }
  const call = { server: session.pds, method: 'com.atproto.server.getServiceAuth', query, answer: z.object({ token: z.string() }) }
  const signed = await ask(call, session.environment)
  return signed.ok ? { ok: true, value: signed.value.token } : signed
}

type Asked<Answer> = Pick<Call<Answer>, 'method' | 'answer'> & { readonly service: string }

/** Asks the video service in the account's name. */
export async function askService<Answer>(
  { service, method, answer }: Asked<Answer>,
  access: AccountAccess,
  environment: NetworkEnvironment,
): Promise<Outcome<Answer>> {
  const token = await serviceToken({ audience: didOf(service), method }, access, environment)
  if (!token.ok) return token
  return aboutService(await ask({ server: service, method, token: token.value, answer }, environment))
}

const jobSchema = z.object({
  jobId: z.string().min(1),
  state: z.string().optional(),
  blob: blobSchema.optional().catch(undefined),
  failureCode: z.string().optional(),
  error: z.string().optional(),
  message: z.string().optional(),
})

export type VideoJob = z.infer<typeof jobSchema>

const answerSchema = z.object({ jobStatus: jobSchema })

/** The lexicon wraps a job; the service itself was seen to answer the bare one to an upload. */
const uploadAnswerSchema = z.union([answerSchema.transform(({ jobStatus }) => jobStatus), jobSchema])

/**
 * Sends a film to be prepared. The token is for the account's server, to which the service hands the finished film in the account's name. The same film again
 * is answered with 409 and the job that it was given the first time.
 */
export async function sendVideo(
  { service, bytes, name }: { readonly service: string; readonly bytes: Uint8Array<ArrayBuffer>; readonly name: string },
  access: AccountAccess,
  environment: NetworkEnvironment,
): Promise<Outcome<VideoJob>> {
  const { pds } = settingsSchema.parse(access.settings)
  const token = await serviceToken({ audience: didOf(pds), method: 'com.atproto.repo.uploadBlob' }, access, environment)
  if (!token.ok) return token
  const sent = await ask(
    {
      server: service,
      method: 'app.bsky.video.uploadVideo',
      query: { did: access.externalId, name },
      send: { bytes, mimeType: 'video/mp4' },
      token: token.value,
      answer: uploadAnswerSchema,
      alsoAnswers: [409],
    },
    environment,
  )
  return aboutService(sent)
}

/** How far a job is; asked of nobody in particular's name, as in the network's own app. */
export async function readJob(
  { service, job }: { readonly service: string; readonly job: string },
  environment: NetworkEnvironment,
): Promise<Outcome<VideoJob>> {
  const call = { server: service, method: 'app.bsky.video.getJobStatus', query: { jobId: job }, answer: answerSchema }
  const read = await ask(call, environment)
  return aboutService(read.ok ? { ok: true, value: read.value.jobStatus } : read)
}

function didOf(address: string): string {
  return `did:web:${new URL(address).hostname}`
}

/** What the service refuses says nothing about the account's grant on its own server. A token that ran out on the way is made anew the next time. */
function aboutService<Value>(outcome: Outcome<Value>): Outcome<Value> {
  if (outcome.ok || outcome.trouble.kind !== 'signed-out') return outcome
  const { reason } = outcome.trouble
  const trouble: Trouble =
    reason.code === 'token-expired'
      ? { kind: 'unavailable', reason: { ...reason, code: 'video-failed' } }
      : { kind: 'rejected', reason: { ...reason, code: 'videos-not-allowed' } }
  return { ok: false, trouble }
}
