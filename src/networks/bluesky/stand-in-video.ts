import { z } from 'zod'

import type { Json } from '#kit/json'

import { bearerToken, signedIn } from './stand-in-access.ts'
import { keepBlob, mimeTypeOf, refTo } from './stand-in-blobs.ts'
import { cidOfBytes } from './stand-in-cids.ts'
import { secondsIn } from './stand-in-posts.ts'
import { serverDid } from './stand-in-session.ts'
import { blobKey, type VideoJob } from './stand-in-state.ts'
import { nextTid } from './stand-in-tid.ts'
import { readServiceToken, signServiceToken } from './stand-in-tokens.ts'
import { type Asked, invalid, type Method, query, Refused, type Server } from './stand-in-wire.ts'

/** The service that prepares films, on the same address as everything else. */
export const videoMethods: Readonly<Record<string, Method>> = {
  'com.atproto.server.getServiceAuth': { verb: 'GET', answer: getServiceAuth },
  'app.bsky.video.getUploadLimits': { verb: 'GET', answer: getUploadLimits },
  'app.bsky.video.uploadVideo': { verb: 'POST', answer: uploadVideo },
  'app.bsky.video.getJobStatus': { verb: 'GET', answer: getJobStatus },
}

/** What the service takes: bytes of one film, its seconds, and films and bytes in a day. */
const most = { bytes: 100_000_000, seconds: 180, dailyVideos: 25, dailyBytes: 10_000_000_000 } as const

const dailyLimit = { error: 'daily_limit_reached', message: 'User has exceeded their daily upload limit' } as const

const nsid = z.string().regex(/^[a-zA-Z][a-zA-Z0-9-]*(\.[a-zA-Z0-9-]+)+\.[a-zA-Z][a-zA-Z0-9]*$/, 'Invalid nsid format')
const Vouching = z.object({ aud: z.string().max(2048), lxm: nsid.optional(), exp: z.coerce.number().int().optional() })

/** Methods for which a server signs for nobody: they are about the account itself. */
const guarded = /^com\.atproto\.(admin|identity\.(sign|submit|update|request)|server\.(?!createAccount$))/

/** The server signs that this account asks another service, for one method and a while. */
function getServiceAuth(asked: Asked): Json {
  const { server } = asked
  const { did: iss } = signedIn(asked, { toWrite: true })
  const { aud, lxm, exp } = query(asked, Vouching)
  if (!/^did:(plc:[a-z2-7]{24}|web:[a-z0-9.-]+(%3A\d+)?)(#[\w.-]+)?$/i.test(aud)) throw invalid('aud must be a valid atproto DID')
  const iat = seconds(server)
  const lasts = exp === undefined ? 60 : exp - iat
  if (lasts < 0) throw invalid('expiration is in past', 'BadExpiration')
  if (lasts > 60 * 60) throw invalid('cannot request a token with an expiration more than an hour in the future', 'BadExpiration')
  if (lxm === undefined && lasts > 60) throw invalid('cannot request a method-less token for more than a minute', 'BadExpiration')
  if (lxm !== undefined && guarded.test(lxm)) throw invalid(`cannot request a service auth token for ${lxm}`)
  return { token: signServiceToken(server.state, { iss, aud, ...(lxm === undefined ? {} : { lxm }), iat, exp: iat + lasts }) }
}

/** Whose token it is, if it is meant for this service (or the person's server, which is the same here) and this method. @throws Refused */
function vouchedFor(asked: Asked, method: string): string {
  const { server } = asked
  const claims = readServiceToken(server.state, bearerToken(asked))
  if (!claims) throw new Refused(401, 'InvalidToken', 'invalid token')
  if (claims.aud !== serverDid(server)) throw new Refused(401, 'InvalidToken', 'invalid token audience')
  if (claims.lxm !== method) throw new Refused(401, 'InvalidToken', `invalid token method: ${claims.lxm}`)
  if (claims.exp <= seconds(server)) throw new Refused(401, 'ExpiredToken', 'token has expired')
  if (!server.state.people.has(claims.iss)) throw new Refused(401, 'InvalidToken', 'unknown account')
  return claims.iss
}

function getUploadLimits(asked: Asked): Json {
  return { ...leftOf(asked.server, vouchedFor(asked, 'app.bsky.video.getUploadLimits')) }
}

function leftOf({ state, world }: Server, did: string) {
  const since = world.now().subtract({ hours: 24 })
  const today = [...state.videoJobs.values()].filter((job) => job.did === did && Temporal.Instant.compare(job.at, since) > 0)
  const remainingDailyVideos = Math.max(0, most.dailyVideos - today.length)
  const remainingDailyBytes = Math.max(0, most.dailyBytes - today.reduce((sum, { size }) => sum + size, 0))
  const canUpload = remainingDailyVideos > 0 && remainingDailyBytes > 0
  const reached = canUpload ? {} : dailyLimit
  return { canUpload, remainingDailyVideos, remainingDailyBytes, ...reached }
}

const Named = z.object({ did: z.string(), name: z.string().min(1) })

/** The token is one for the person's server: the service hands the finished film there in their name. */
function uploadVideo(asked: Asked): Json | Response {
  const { server, request, body, headers } = asked
  const did = vouchedFor(asked, 'com.atproto.repo.uploadBlob')
  if (query(asked, Named).did !== did) throw new Refused(401, 'InvalidToken', 'the token is of another account')
  if (request.headers.get('content-type') !== 'video/mp4') throw invalid('Wrong request encoding (Content-Type)')
  if (body.length === 0) throw invalid('A request body is expected but none was provided')
  if (body.length > most.bytes) throw new Refused(413, 'VideoTooLarge', `video is larger than ${most.bytes} bytes`)
  const cid = cidOfBytes(body)
  const known = [...server.state.videoJobs.values()].find((job) => job.did === did && job.cid === cid && isOfUse(server, job))
  if (known) {
    const jobStatus = { ...statusOf(server, known), error: 'already_exists', message: 'Video already processed' }
    return Response.json({ jobStatus }, { status: 409, headers })
  }
  const { canUpload, remainingDailyBytes } = leftOf(server, did)
  if (!canUpload || remainingDailyBytes < body.length) throw invalid(dailyLimit.message, dailyLimit.error)
  const job: VideoJob = {
    id: nextTid(server),
    did,
    cid,
    size: body.length,
    asked: 0,
    at: server.world.now().toString({ smallestUnit: 'millisecond' }),
    data: Buffer.from(body).toString('base64'),
  }
  server.state.videoJobs.set(job.id, job)
  server.world.changed()
  return { jobStatus: statusOf(server, job) }
}

/** A film that failed, or that was thrown away because no post shows it, is prepared anew. */
function isOfUse({ state }: Server, { did, cid, data, failure }: VideoJob): boolean {
  return failure === undefined && (data !== undefined || state.blobs.has(blobKey({ did, cid })))
}

/** The first look finds it being encoded, the second done. */
function getJobStatus(asked: Asked): Json {
  const { server } = asked
  const job = server.state.videoJobs.get(query(asked, z.object({ jobId: z.string() })).jobId)
  if (!job) throw invalid('job not found', 'JobNotFound')
  job.asked += 1
  if (job.asked > 1 && job.data !== undefined) finish(server, job, Buffer.from(job.data, 'base64'))
  server.world.changed()
  return { jobStatus: statusOf(server, job) }
}

function finish(server: Server, job: VideoJob, bytes: Buffer): void {
  if (mimeTypeOf(bytes) !== 'video/mp4') job.failure = 'this is no MP4'
  else if (secondsIn(bytes) > most.seconds) job.failure = `longer than ${most.seconds} seconds`
  else keepBlob(server, job.did, { bytes, mimeType: 'video/mp4' })
  delete job.data
}

function statusOf({ state }: Server, { id: jobId, did, cid, asked, data, failure }: VideoJob): { readonly [key: string]: Json } {
  if (failure !== undefined)
    return { jobId, did, state: 'JOB_STATE_FAILED', failureCode: 'validation_failure', error: failure, message: 'Failed to process video' }
  if (data !== undefined)
    return { jobId, did, ...(asked === 0 ? { state: 'JOB_STATE_CREATED' } : { state: 'JOB_STATE_ENCODING', progress: 50 }) }
  const blob = state.blobs.get(blobKey({ did, cid }))
  return { jobId, did, state: 'JOB_STATE_COMPLETED', progress: 100, ...(blob ? { blob: refTo(blob) } : {}) }
}

function seconds({ world }: Server): number {
  return Math.floor(world.now().epochMilliseconds / 1000)
}
