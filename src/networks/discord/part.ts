import { z } from 'zod'

import type { Json } from '#kit/json'

import type { Delivery, NetworkEnvironment, Outcome, Trouble } from '../network.ts'
import { answeredBy } from './answered.ts'
import { ask, type Call, callOf, webhookPath } from './api.ts'
import { asForm, type File, filesOf } from './files.ts'
import { messageOf } from './message.ts'
import { type Session, signedIn } from './session.ts'
import { nonceOf, partOf, type Target, targetOf } from './steps.ts'

/** Sends one part with its files. */
export async function sendPart(part: number, job: Delivery, environment: NetworkEnvironment): Promise<Outcome<Json>> {
  const session = signedIn(job.access)
  const files = await filesOf(partOf(job.content, part), job.content, environment)
  if (!files.ok) return files
  const sending = {
    message: messageOf(part, job, files.value),
    target: targetOf(part, job, session),
    nonce: nonceOf(job, part),
    files: files.value,
  }
  const made =
    session.way === 'webhook' ? await byWebhook(session, sending, environment) : await byBot(session, { ...sending, job }, environment)
  return made.ok ? made : { ok: false, trouble: orMadeBefore(made.trouble) }
}

/** Every file of every part is had from the library once, so that what is missing stops the post before anything is seen. */
export async function tryFiles({ content }: Delivery, environment: NetworkEnvironment): Promise<Outcome<Json>> {
  let count = 0
  for (const part of content.parts.slice(1)) {
    const files = await filesOf(part, content, environment)
    if (!files.ok) return files
    count += files.value.length
  }
  return { ok: true, value: { count } }
}

interface Sending {
  readonly message: { readonly [name: string]: Json }
  readonly target: Target
  readonly nonce: string
  readonly files: readonly File[]
}

const madeSchema = z.object({ id: z.string(), channel_id: z.string() })
const threadSchema = z.object({ id: z.string(), message: z.object({ id: z.string() }).optional() })

/** `wait`: the answer comes once the message stands there, with its id; without that word nothing would ever be known of it. */
async function byWebhook(
  session: Extract<Session, { way: 'webhook' }>,
  { message, target, files }: Sending,
  environment: NetworkEnvironment,
): Promise<Outcome<Json>> {
  const thread: Readonly<Record<string, string>> =
    'channel' in target && target.channel !== session.channel ? { thread_id: target.channel } : {}
  const body = { ...message, ...('begins' in target ? { thread_name: target.begins } : {}) }
  const query = { wait: 'true', ...thread }
  const call = { ...callOf(session), path: webhookPath(session), query, ...sent(body, files), answer: madeSchema, final: true } as const
  return placed(await ask(call, environment))
}

async function byBot(
  session: Extract<Session, { way: 'bot' }>,
  { message, target, nonce, files, job }: Sending & { readonly job: Delivery },
  environment: NetworkEnvironment,
): Promise<Outcome<Json>> {
  if ('begins' in target) return beginThread(session, { message, name: target.begins, files }, environment)
  const answered = answeredBy(job.content)
  const body = {
    ...message,
    nonce,
    enforce_nonce: true,
    ...(answered ? { message_reference: { message_id: answered.id, fail_if_not_exists: true } } : {}),
  }
  const path = `channels/${target.channel}/messages`
  return placed(await ask({ ...callOf(session), path, ...sent(body, files), answer: madeSchema, final: true }, environment))
}

interface Beginning extends Pick<Sending, 'message' | 'files'> {
  readonly name: string
}

/** A thread of a forum and its first message are made together; the network takes no nonce for it. The message has the thread's id. */
async function beginThread(session: Session, { message, name, files }: Beginning, environment: NetworkEnvironment): Promise<Outcome<Json>> {
  const path = `channels/${session.channel}/threads`
  const call = { ...callOf(session), path, ...sent({ name, message }, files), answer: threadSchema, final: true, good: 201 }
  const made = await ask(call, environment)
  return made.ok ? { ok: true, value: { channel: made.value.id, id: made.value.message?.id ?? made.value.id } } : made
}

function sent(body: { readonly [name: string]: Json }, files: readonly File[]): Required<Pick<Call<unknown>, 'method' | 'send'>> {
  return { method: 'POST', send: files.length > 0 ? { form: asForm(body, files) } : { json: body } }
}

function placed(made: Outcome<z.infer<typeof madeSchema>>): Outcome<Json> {
  return made.ok ? { ok: true, value: { channel: made.value.channel_id, id: made.value.id } } : made
}

/** Of a message under our nonce that somebody has deleted since, the network says that it is not there (discord/discord-api-docs pull request 6647). */
function orMadeBefore(trouble: Trouble): Trouble {
  return trouble.reason.code === 'not-there' ? { ...trouble, reason: { ...trouble.reason, code: 'made-and-deleted' } } : trouble
}
