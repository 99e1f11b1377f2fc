import { z } from 'zod'

import type { Delivery, NetworkEnvironment, Outcome } from '../network.ts'
import { ask } from './api.ts'
import { hostsOf, signedIn } from './session.ts'
import type { Published } from './steps.ts'

/** How a video stands, by the network's own word: not asked to be published yet, under way, out, or refused after all. */
export type VideoState =
  | { readonly is: 'waiting' | 'under-way' }
  | { readonly is: 'out'; readonly post: Published }
  | { readonly is: 'refused'; readonly detail: string }

const errorsSchema = z.array(z.object({ code: z.number().optional(), message: z.string().catch('') })).catch([])
const phaseSchema = z.object({ status: z.string().catch(''), errors: errorsSchema }).catch({ status: '', errors: [] })
const stateSchema = z.object({
  status: z.object({
    video_status: z.string().catch(''),
    uploading_phase: phaseSchema.optional(),
    processing_phase: phaseSchema.optional(),
    publishing_phase: phaseSchema.optional(),
  }),
  post_id: z.string().optional(),
  permalink_url: z.string().optional(),
})

/** `rejected` with `not-there` where the network does not know the video, which at times it says of what it has just made. */
export async function readVideoState(videoId: string, job: Delivery, environment: NetworkEnvironment): Promise<Outcome<VideoState>> {
  const query = { fields: 'status,post_id,permalink_url' }
  const read = await ask({ ...signedIn(job.access), path: videoId, query, answer: stateSchema }, environment)
  return read.ok ? { ok: true, value: stateIn(read.value, { job, videoId }) } : read
}

function stateIn(
  { status, post_id: number, permalink_url: path }: z.infer<typeof stateSchema>,
  { job, videoId }: { readonly job: Delivery; readonly videoId: string },
): VideoState {
  const phases = [status.uploading_phase, status.processing_phase, status.publishing_phase].flatMap((phase) => phase ?? [])
  const errors = phases.flatMap(({ errors: said }) => said)
  if (['error', 'upload_failed', 'expired'].includes(status.video_status) || phases.some((phase) => phase.status === 'error')) {
    const said = errors.map(({ code, message }) => `${code ?? ''} ${message}`.trim()).join('; ')
    return { is: 'refused', detail: said || status.video_status }
  }
  if (status.publishing_phase?.status === 'complete') return { is: 'out', post: postOf(number ?? videoId, { path, job }) }
  const begun = [status.processing_phase, status.publishing_phase].some((phase) => phase && !['', 'not_started'].includes(phase.status))
  return { is: begun ? 'under-way' : 'waiting' }
}

/** A post is known by `<page>_<number>` in lists, and by the number alone here. */
function postOf(number: string, { path, job }: { readonly path: string | undefined; readonly job: Delivery }): Published {
  const { externalId } = job.access
  const id = number.includes('_') ? number : `${externalId}_${number}`
  return path === undefined ? { id } : { id, url: new URL(path, hostsOf(job.access).web).toString() }
}
