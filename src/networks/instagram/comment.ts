import { z } from 'zod'

import type { Json } from '#kit/json'

import { leftOut } from '../left-out.ts'
import type { Delivery, NetworkEnvironment, Outcome } from '../network.ts'
import { ask, version } from './api.ts'
import { firstComment } from './kinds.ts'
import { signedIn } from './session.ts'
import { publishedOf } from './steps.ts'

const madeSchema = z.object({ id: z.string() })

/**
 * Writes the first comment, unless it stands there already. The post is out: whatever goes wrong here is told as
 * left out and nothing else. `fields` is never sent: the network would make the comment and then refuse the request.
 */
export async function writeComment(job: Delivery, environment: NetworkEnvironment): Promise<Outcome<Json>> {
  const { id } = publishedOf(job)
  if (id === undefined) return without('comment-left-out')
  const before = await findComment(id, job, environment)
  // Who cannot look cannot know whether an earlier request got through.
  if (!before.ok) return without('comment-unclear', before.trouble.reason.detail)
  if (before.value !== undefined) return { ok: true, value: { id: before.value } }
  const form = { message: firstComment(job.content) }
  const made = await ask({ ...signedIn(job.access), path: `${version}/${id}/comments`, form, answer: madeSchema, final: true }, environment)
  if (made.ok) return made
  const { kind, reason } = made.trouble
  if (kind !== 'unknown-outcome') return without('comment-left-out', reason.detail)
  const after = await findComment(id, job, environment)
  return after.ok && after.value !== undefined ? { ok: true, value: { id: after.value } } : without('comment-unclear', reason.detail)
}

function without(code: 'comment-left-out' | 'comment-unclear', detail?: string): Outcome<Json> {
  return { ok: true, value: leftOut({ code, detail }) }
}

const listSchema = z.object({ data: z.array(z.object({ id: z.string(), text: z.string().optional(), username: z.string().optional() })) })

/** Our own words among the newest comments. Just after publishing there are none but ours. */
async function findComment(media: string, job: Delivery, environment: NetworkEnvironment): Promise<Outcome<string | undefined>> {
  const query = { fields: 'id,text,username', limit: '50' }
  const listed = await ask({ ...signedIn(job.access), path: `${version}/${media}/comments`, query, answer: listSchema }, environment)
  if (!listed.ok) return listed
  const words = firstComment(job.content)
  return { ok: true, value: listed.value.data.find(({ text }) => text?.trim() === words)?.id }
}
