import { z } from 'zod'

import type { Json } from '#kit/json'

import type { Delivery, NetworkEnvironment, Outcome, Step } from '../network.ts'
import { notTaken } from '../not-taken.ts'
import { ask, callOf } from './api.ts'
import { lookForThread } from './look-for-thread.ts'
import { type Message, messageSchema } from './message-schema.ts'
import { isTheSame } from './same.ts'
import { idOf, type Session, signedIn } from './session.ts'
import { compareIds } from './snowflake.ts'
import { madeParts, notedIn, targetOf, workOf } from './steps.ts'
import { unproven } from './unproven.ts'

type Found = { readonly found: true; readonly result: Json } | { readonly found: false }

type Bot = Extract<Session, { way: 'bot' }>

interface Looking {
  readonly part: number
  readonly job: Delivery
  readonly environment: NetworkEnvironment
  readonly session: Bot
}

const channelSchema = z.object({ id: z.string(), last_message_id: z.string().nullish() })

/** Notes the newest id of the channel, or of a forum its newest thread: ids grow with time, whatever anybody's clock says. */
export async function notePlace(job: Delivery, environment: NetworkEnvironment): Promise<Outcome<Json>> {
  const session = signedIn(job.access)
  const target = targetOf(1, job, session)
  const path = `channels/${'channel' in target ? target.channel : session.channel}`
  const read = await ask({ ...callOf(session), path, answer: channelSchema }, environment)
  return read.ok ? { ok: true, value: { after: read.value.last_message_id ?? read.value.id } } : read
}

/** A webhook lists nothing: there is nobody to ask, and what its silence proves is `never` (publishing.ts). */
export async function lookUp(step: Step, job: Delivery, environment: NetworkEnvironment): Promise<Outcome<Found>> {
  const work = workOf(step)
  if (work.kind !== 'part') throw new Error(`“${step.name}” makes nothing visible.`)
  const session = signedIn(job.access)
  if (session.way === 'webhook') return { ok: true, value: { found: false } }
  const looking = { part: work.part, job, environment, session }
  const target = targetOf(work.part, job, session)
  return 'begins' in target ? lookForThread({ name: target.begins, ...looking }) : lookInChannel(target.channel, looking)
}

const perPage = 50
const mostPages = 40

/** Reads what was said since the place was noted, and answers “no” only where it has seen all of that. */
async function lookInChannel(channel: string, looking: Looking): Promise<Outcome<Found>> {
  const { job, session, environment } = looking
  const path = `channels/${channel}/messages`
  let after = notedIn(job)
  for (let page = 0; page < mostPages; page += 1) {
    const query = { limit: String(perPage), after }
    const listed = await ask({ ...callOf(session), path, query, answer: z.array(messageSchema) }, environment)
    if (!listed.ok) return unproven(listed)
    if (listed.value.length === 0 && page === 0) return provenEmpty(channel, after, looking)
    const found = await among(listed.value, looking)
    if (found) return { ok: true, value: { found: true, result: { channel, id: found.id } } }
    if (listed.value.length < perPage) return { ok: true, value: { found: false } }
    after = listed.value.map(({ id }) => id).reduce((newest, id) => (compareIds(id, newest) > 0 ? id : newest), after)
  }
  return { ok: false, trouble: { kind: 'unavailable', reason: { code: 'channel-too-busy' } } }
}

/** Of the bot's own messages those that are no other part, and that no other delivery made. */
async function among(messages: readonly Message[], { part, job, session, environment }: Looking): Promise<Message | undefined> {
  const known = new Set(madeParts(job).map(({ id }) => id))
  const own = messages.filter((message) => message.author.id === session.bot && !known.has(message.id) && isTheSame(message, part, job))
  const named = own.map((message) => ({ message, id: idOf({ channel: message.channel_id, id: message.id }, session) }))
  const [first] = (await notTaken(named, environment)).toSorted((one, other) => compareIds(one.message.id, other.message.id))
  return first?.message
}

/** Who may not read what was said before is shown an empty list (docs.discord.com/developers/resources/message#get-channel-messages): the channel itself must say that nothing is new. */
async function provenEmpty(channel: string, after: string, { session, environment }: Looking): Promise<Outcome<Found>> {
  const read = await ask({ ...callOf(session), path: `channels/${channel}`, answer: channelSchema }, environment)
  if (!read.ok) return unproven(read)
  const { last_message_id: last } = read.value
  if (!last || compareIds(last, after) <= 0) return { ok: true, value: { found: false } }
  return { ok: false, trouble: { kind: 'unavailable', reason: { code: 'history-not-readable' } } }
}
