import { z } from 'zod'

import type { Json } from '#kit/json'

import type { Delivery, NetworkEnvironment, Outcome } from '../network.ts'
import { ask, version } from './api.ts'
import { signedIn } from './session.ts'

const quotaSchema = z.object({
  data: z.array(z.object({ quota_usage: z.number(), config: z.object({ quota_total: z.number() }).optional() })).min(1),
})

/** Any 24 hours count, and nothing says when the oldest post falls out of them. */
const pause = { minutes: 30 }

/** How many posts the account may still make today, asked before anything is made. What the network does not tell cannot stop a post. */
export async function readQuota(job: Delivery, environment: NetworkEnvironment): Promise<Outcome<Json>> {
  const query = { fields: 'quota_usage,config' }
  const call = { ...signedIn(job.access), path: `${version}/${job.access.externalId}/content_publishing_limit`, query, answer: quotaSchema }
  const read = await ask(call, environment)
  if (!read.ok) return read.trouble.kind === 'rejected' ? { ok: true, value: {} } : read
  const [{ quota_usage: used, config } = { quota_usage: 0 }] = read.value.data
  const total = config?.quota_total
  if (total === undefined || used < total) return { ok: true, value: { used, ...(total === undefined ? {} : { total }) } }
  return { ok: false, trouble: { kind: 'slow-down', until: environment.now().add(pause), reason: { code: 'quota-used' } } }
}
