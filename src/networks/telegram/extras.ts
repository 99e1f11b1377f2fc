import { z } from 'zod'

import type { Json } from '#kit/json'

import { leftOut } from '../left-out.ts'
import type { Delivery, NetworkEnvironment, Outcome, Trouble } from '../network.ts'
import { ask } from './api.ts'
import { latelyCopied } from './copies.ts'
import { heardGroup } from './known.ts'
import { messageOf } from './send.ts'
import { channelOf, signedIn } from './session.ts'
import { firstComment, firstOf, outSince, threadSchema } from './steps.ts'

/** The post is out: what the network refuses now is told as left out, and nothing else. */
export async function pin(job: Delivery, environment: NetworkEnvironment): Promise<Outcome<Json>> {
  const parameters = { chat_id: channelOf(job.access), message_id: firstOf(job, 1), disable_notification: true }
  const pinned = await ask({ ...signedIn(job.access), method: 'pinChatMessage', parameters, answer: z.literal(true) }, environment)
  if (pinned.ok) return { ok: true, value: {} }
  return waits(pinned.trouble) ? pinned : { ok: true, value: leftOut({ ...pinned.trouble.reason, code: 'pin-left-out' }) }
}

function waits({ kind }: Trouble): boolean {
  return kind === 'slow-down' || kind === 'unavailable'
}

/** In seconds. Copies come at once, or not at all. */
const longestCopying = 60

/** A comment is an answer to the post's copy in the discussion group, which comes there by itself a moment later. */
export async function findThread(job: Delivery, environment: NetworkEnvironment): Promise<Outcome<Json>> {
  if (!heardGroup(job.access)) return { ok: true, value: leftOut({ code: 'comment-needs-group' }) }
  const copied = await latelyCopied(job, environment)
  if (!copied.ok)
    return waits(copied.trouble) ? copied : { ok: true, value: leftOut({ ...copied.trouble.reason, code: 'comment-left-out' }) }
  const post = firstOf(job, 1)
  const copy = copied.value.find(({ original }) => original === post)
  if (copy) return { ok: true, value: { message: copy.message } }
  const now = environment.now()
  if (now.since(outSince(job)).total('seconds') > longestCopying) return { ok: true, value: leftOut({ code: 'comment-no-thread' }) }
  return { ok: false, trouble: { kind: 'slow-down', processing: true, until: now.add({ seconds: 3 }), reason: { code: 'not-copied-yet' } } }
}

const commentSchema = z.object({ message_id: z.int() })
const writtenSchema = z.object({ chat: z.int(), message: z.int() })

/** undefined where none was written. */
export function commentOf({ results }: Pick<Delivery, 'results'>): z.infer<typeof writtenSchema> | undefined {
  return writtenSchema.safeParse(results['comment 1']).data
}

export async function writeComment(job: Delivery, environment: NetworkEnvironment): Promise<Outcome<Json>> {
  const thread = threadSchema.safeParse(job.results['thread 1']).data
  const group = heardGroup(job.access)
  // That there is no place for it was said already.
  if (!thread || !group) return { ok: true, value: {} }
  const parameters = {
    chat_id: group.id,
    ...messageOf({ text: firstComment(job.content) }),
    reply_parameters: { message_id: thread.message },
  }
  const made = await ask({ ...signedIn(job.access), method: 'sendMessage', parameters, answer: commentSchema, final: true }, environment)
  if (made.ok) return { ok: true, value: { chat: group.id, message: made.value.message_id } }
  if (waits(made.trouble) || made.trouble.kind === 'unknown-outcome') return made
  return { ok: true, value: leftOut({ ...made.trouble.reason, code: 'comment-left-out' }) }
}
