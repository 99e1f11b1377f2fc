import { z } from 'zod'

import type { Json } from '#kit/json'

import { leftOut } from '../left-out.ts'
import type { Delivery, NetworkEnvironment, Outcome } from '../network.ts'
import { ask } from './api.ts'
import { signedIn } from './session.ts'
import { confirmedIn, firstComment, publishedIn } from './steps.ts'

const madeSchema = z.object({ id: z.string() })
const commentsSchema = z.object({
  data: z.array(z.object({ id: z.string(), message: z.string().optional(), from: z.object({ id: z.string() }).optional() })),
})

/**
 * Writes the first comment, unless it stands there already. The post is out: whatever goes wrong here is told as
 * left out and nothing else.
 */
export async function writeComment(job: Delivery, environment: NetworkEnvironment): Promise<Outcome<Json>> {
  const known = await findComment(job, environment)
  if (known !== undefined) return { ok: true, value: { id: known } }
  const message = firstComment(job.content)
  const call = { ...signedIn(job.access), path: `${postIdOf(job)}/comments`, form: { message }, answer: madeSchema, final: true }
  const made = await ask(call, environment)
  if (made.ok) return made
  const { kind, reason } = made.trouble
  if (kind === 'slow-down') return made
  const late = kind === 'unknown-outcome' ? await findComment(job, environment) : undefined
  return { ok: true, value: late === undefined ? leftOut({ code: 'comment-left-out', detail: reason.detail }) : { id: late } }
}

async function findComment(job: Delivery, environment: NetworkEnvironment): Promise<string | undefined> {
  const query = { fields: 'id,message,from', filter: 'stream', limit: '100' }
  const call = { ...signedIn(job.access), path: `${postIdOf(job)}/comments`, query, answer: commentsSchema }
  const listed = await ask(call, environment)
  if (!listed.ok) return undefined
  const words = firstComment(job.content)
  return listed.value.data.find(({ message, from }) => message?.trim() === words && from?.id === job.access.externalId)?.id
}

function postIdOf(job: Delivery): string {
  return (confirmedIn(job) ?? publishedIn(job))?.id ?? ''
}
