import { z } from 'zod'

import type { Json } from '#kit/json'

import type { AccountAccess, Delivery, NetworkEnvironment, Outcome, QuotaReading, Quotas } from '../network.ts'
import { ask, version } from './api.ts'
import { signedIn } from './session.ts'

const quotaSchema = z.object({
  data: z.array(z.object({ quota_usage: z.number(), config: z.object({ quota_total: z.number() }).optional() })).min(1),
})

/** Any 24 hours count, and nothing says when the oldest post falls out of them. */
const pause = { minutes: 30 }

/** The network counts every post itself, stories and reels too, whoever sent it. */
export const quotas: Quotas = { counted: [], read: readQuotas }

async function readQuotas(access: AccountAccess, environment: NetworkEnvironment): Promise<Outcome<readonly QuotaReading[]>> {
  const read = await readLimit(access, environment)
  if (!read.ok) return read
  const { used, total } = read.value
  return { ok: true, value: total === undefined ? [] : [{ name: 'posts', used, max: total, per: 'rolling-day' }] }
}

interface Limit {
  readonly used: number
  /** undefined where the network does not tell. */
  readonly total?: number
}

async function readLimit(access: AccountAccess, environment: NetworkEnvironment): Promise<Outcome<Limit>> {
  const query = { fields: 'quota_usage,config' }
  const call = { ...signedIn(access), path: `${version}/${access.externalId}/content_publishing_limit`, query, answer: quotaSchema }
  const read = await ask(call, environment)
  if (!read.ok) return read
  const [{ quota_usage: used, config } = { quota_usage: 0 }] = read.value.data
  return { ok: true, value: { used, ...(config ? { total: config.quota_total } : {}) } }
}

/** How many posts the account may still make today, asked before anything is made. What the network does not tell cannot stop a post. */
export async function readQuota(job: Delivery, environment: NetworkEnvironment): Promise<Outcome<Json>> {
  const read = await readLimit(job.access, environment)
  if (!read.ok) return read.trouble.kind === 'rejected' ? { ok: true, value: {} } : read
  const { used, total } = read.value
  if (total === undefined || used < total) return { ok: true, value: { ...read.value } }
  return { ok: false, trouble: { kind: 'slow-down', until: environment.now().add(pause), reason: { code: 'quota-used' } } }
}
