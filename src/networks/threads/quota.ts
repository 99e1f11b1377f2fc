import { z } from 'zod'

import type { Json } from '#kit/json'

import type { AccountAccess, Delivery, NetworkEnvironment, Outcome, QuotaReading, Quotas } from '../network.ts'
import { ask, version } from './api.ts'
import { quotaPause } from './failures.ts'
import { signedIn } from './session.ts'

/** The network counts everything itself, whoever sent it. */
export const quotas: Quotas = { counted: [], read }

const configSchema = z.object({ quota_total: z.number() }).optional()
const answerSchema = z.object({
  data: z
    .array(
      z.object({
        quota_usage: z.number().optional(),
        config: configSchema,
        reply_quota_usage: z.number().optional(),
        reply_config: configSchema,
        delete_quota_usage: z.number().optional(),
        delete_config: configSchema,
      }),
    )
    .min(1),
})

const fields = 'quota_usage,config,reply_quota_usage,reply_config,delete_quota_usage,delete_config'

async function read(access: AccountAccess, environment: NetworkEnvironment): Promise<Outcome<readonly QuotaReading[]>> {
  const call = { ...signedIn(access), path: `${version}/me/threads_publishing_limit`, query: { fields }, answer: answerSchema }
  const asked = await ask(call, environment)
  if (!asked.ok) return asked
  const [all = {}] = asked.value.data
  return {
    ok: true,
    value: [
      ...reading('posts', all.quota_usage, all.config),
      ...reading('replies', all.reply_quota_usage, all.reply_config),
      ...reading('deletes', all.delete_quota_usage, all.delete_config),
    ],
  }
}

function reading(name: string, used: number | undefined, config: z.infer<typeof configSchema>): readonly QuotaReading[] {
  return used === undefined || !config ? [] : [{ name, used, max: config.quota_total, per: 'rolling-day' }]
}

/** Is there room today for the first part, and for the answers that the others are? Asked before anything is made; what the network does not tell cannot stop a post. */
export async function needRoom(job: Delivery, environment: NetworkEnvironment): Promise<Outcome<Json>> {
  const told = await read(job.access, environment)
  if (!told.ok) return told.trouble.kind === 'rejected' ? { ok: true, value: {} } : told
  const posts = job.content.answers ? 0 : 1
  const needed: Readonly<Record<string, number>> = { posts, replies: job.content.parts.length - posts }
  const full = told.value.some(({ name, used, max }) => used + (needed[name] ?? 0) > max && (needed[name] ?? 0) > 0)
  if (full) return { ok: false, trouble: { kind: 'slow-down', until: environment.now().add(quotaPause), reason: { code: 'quota-used' } } }
  return { ok: true, value: Object.fromEntries(told.value.map(({ name, used, max }) => [name, { used, max }])) }
}
