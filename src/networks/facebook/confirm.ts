import type { Json } from '#kit/json'

import { shorten } from '../failures.ts'
import type { Delivery, NetworkEnvironment, Outcome } from '../network.ts'
import { unlessRefused } from '../unless-refused.ts'
import { sessionOf } from './steps.ts'
import { readVideoState } from './video-state.ts'

/** In minutes: a long film takes its time; whatever is not known then, is not known. */
const longestProcessing = 60

/** Waits until the network has made a post of the video, or has said why it never will. */
export async function confirm(job: Delivery, environment: NetworkEnvironment): Promise<Outcome<Json>> {
  const { videoId, begunAt } = sessionOf(job)
  const waited = environment.now().since(Temporal.Instant.from(begunAt)).total('minutes')
  const read = await readVideoState(videoId, job, environment)
  if (!read.ok) return waited > longestProcessing ? { ok: true, value: {} } : unlessRefused(read.trouble)
  const state = read.value
  if (state.is === 'out') return { ok: true, value: { ...state.post } }
  if (state.is === 'refused') {
    return { ok: false, trouble: { kind: 'rejected', reason: { code: 'video-refused', detail: shorten(state.detail) }, undone: true } }
  }
  if (waited > longestProcessing) return { ok: true, value: {} }
  const seconds = waited < 1 ? 5 : waited < 5 ? 15 : 60
  return {
    ok: false,
    trouble: { kind: 'slow-down', processing: true, until: environment.now().add({ seconds }), reason: { code: 'being-processed' } },
  }
}
