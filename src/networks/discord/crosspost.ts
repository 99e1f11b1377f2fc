import { z } from 'zod'

import type { Json } from '#kit/json'

import { leftOut } from '../left-out.ts'
import type { Delivery, NetworkEnvironment, Outcome } from '../network.ts'
import { ask, callOf } from './api.ts'
import { signedIn } from './session.ts'
import { madePart } from './steps.ts'

/** Sends a message of an announcement channel on to the servers that follow it. It is out by now, so what is refused is left out; doing it twice does no harm. */
export async function crosspost(part: number, job: Delivery, environment: NetworkEnvironment): Promise<Outcome<Json>> {
  const made = madePart(job, part)
  if (!made) throw new Error(`Part ${part} is not out.`)
  const path = `channels/${made.channel}/messages/${made.id}/crosspost`
  const call = { ...callOf(signedIn(job.access)), path, method: 'POST', answer: z.object({ id: z.string() }) } as const
  const sent = await ask(call, environment)
  if (sent.ok) return { ok: true, value: {} }
  const { kind, reason } = sent.trouble
  if (reason.code === 'crossposted-before') return { ok: true, value: {} }
  return kind === 'rejected' ? { ok: true, value: leftOut({ ...reason, code: 'not-crossposted' }) } : sent
}
