import { z } from 'zod'

import type { Json } from '#kit/json'

import type { Delivery, NetworkEnvironment, Outcome } from '../network.ts'
import { notTaken } from '../not-taken.ts'
import { ask, callOf } from './api.ts'
import { messageSchema } from './message-schema.ts'
import { saysTheSame } from './same.ts'
import { idOf, type Session } from './session.ts'
import { compareIds, snowflakeAt } from './snowflake.ts'
import { notedIn } from './steps.ts'
import { unproven } from './unproven.ts'

type Found = { readonly found: true; readonly result: Json } | { readonly found: false }

interface Looking {
  readonly name: string
  readonly part: number
  readonly job: Delivery
  readonly environment: NetworkEnvironment
  readonly session: Extract<Session, { way: 'bot' }>
}

const threadSchema = z.object({
  id: z.string(),
  name: z.string(),
  parent_id: z.string().nullish(),
  owner_id: z.string().nullish(),
  thread_metadata: z.object({ archive_timestamp: z.string() }).optional(),
})
type Thread = z.infer<typeof threadSchema>

/**
 * A forum's threads have no nonce: one of the bot's that began since, with this name and these words. Where nothing is said for an hour or for some days,
 * as the forum has it, or somebody closes it, a thread is not among the open ones any more and stands in the archive.
 */
export async function lookForThread(looking: Looking): Promise<Outcome<Found>> {
  const { session, environment } = looking
  const path = `guilds/${session.guild}/threads/active`
  const listed = await ask({ ...callOf(session), path, answer: z.object({ threads: z.array(threadSchema) }) }, environment)
  if (!listed.ok) return unproven(listed)
  const open = await among(listed.value.threads, looking)
  return open.ok && !open.value.found ? lookInArchive(looking) : open
}

const archiveSchema = z.object({ threads: z.array(threadSchema), has_more: z.boolean() })
const perPage = 100
const mostPages = 10

/** Told by when they were closed, the last first (docs.discord.com/developers/resources/channel#list-public-archived-threads): what was closed before anything was sent is none of ours. */
async function lookInArchive(looking: Looking): Promise<Outcome<Found>> {
  const { session, environment, job } = looking
  const path = `channels/${session.channel}/threads/archived/public`
  let before: string | undefined
  for (let page = 0; page < mostPages; page += 1) {
    const query = { limit: String(perPage), ...(before === undefined ? {} : { before }) }
    const listed = await ask({ ...callOf(session), path, query, answer: archiveSchema }, environment)
    if (!listed.ok) return unproven(listed)
    const found = await among(listed.value.threads, looking)
    if (!found.ok || found.value.found) return found
    before = listed.value.threads.at(-1)?.thread_metadata?.archive_timestamp
    if (!listed.value.has_more || before === undefined || isBefore(before, notedIn(job))) return found
  }
  return { ok: false, trouble: { kind: 'unavailable', reason: { code: 'channel-too-busy' } } }
}

function isBefore(timestamp: string, id: string): boolean {
  return compareIds(snowflakeAt(Temporal.Instant.from(timestamp)), id) < 0
}

async function among(threads: readonly Thread[], { name, session, environment, job, part }: Looking): Promise<Outcome<Found>> {
  const since = notedIn(job)
  const begun = threads.filter(
    (thread) =>
      thread.parent_id === session.channel && thread.owner_id === session.bot && thread.name === name && compareIds(thread.id, since) > 0,
  )
  const named = begun.map(({ id: thread }) => ({ thread, id: idOf({ channel: thread, id: thread }, session) }))
  for (const { thread } of await notTaken(named, environment)) {
    const path = `channels/${thread}/messages/${thread}`
    const read = await ask({ ...callOf(session), path, answer: messageSchema }, environment)
    if (!read.ok) return unproven(read)
    if (saysTheSame(read.value, part, job)) return { ok: true, value: { found: true, result: { channel: thread, id: thread } } }
  }
  return { ok: true, value: { found: false } }
}
