import { z } from 'zod'

import type { Json } from '#kit/json'

import type { Delivery, NetworkEnvironment, Outcome, Published, Publishing, Step, Trouble } from '../network.ts'
import { rejected } from '../rejected.ts'
import { ask, version } from './api.ts'
import { endedBadly, makeContainer, makeItem, readStatus, waitForItems, waitUntilReady } from './containers.ts'
import { lookUp } from './look-up.ts'
import { needRoom } from './quota.ts'
import { findQuoted } from './quote.ts'
import { settingsSchema, signedIn } from './session.ts'
import { allSteps, publishedOf, publishedPart, publishedSchema, stepsToRepeat, tokenOf, workOf } from './steps.ts'

/**
 * Each part is made in two steps: a container, which nobody sees, and publishing it. The container is the token: the network makes one
 * post of it, so a second `threads_publish` adds nothing, and its state says whether it was published. It is saved before the final
 * step, and forgotten only after the network said that it can never be published. For this `auto_publish_text` is never sent.
 */
export const publishing: Publishing = {
  absence: { proof: 'token' },
  // The network itself chooses what identifies a part, when its container is made.
  prepare: () => ({}),
  nextStep: (job) => allSteps(job.content).find(({ name }) => !(name in job.results)),
  perform,
  lookUp,
  published,
  takeDown,
}

async function perform(step: Step, job: Delivery, environment: NetworkEnvironment): Promise<Outcome<Json>> {
  const work = workOf(step)
  switch (work.kind) {
    case 'quota':
      return needRoom(job, environment)
    case 'quote':
      return findQuoted(job, environment)
    case 'item':
      return makeItem(work, job, environment)
    case 'items':
      return waitForItems(work.part, job, environment)
    case 'container':
      return makeContainer(work.part, job, environment)
    case 'ready':
      return waitUntilReady(work.part, job, environment)
    case 'part':
      return publish(work.part, job, environment)
    case 'permalink':
      return readPermalink(job, environment)
  }
}

const madeSchema = z.object({ id: z.string() })

async function publish(part: number, job: Delivery, environment: NetworkEnvironment): Promise<Outcome<Json>> {
  const form = { creation_id: tokenOf(job, part).id }
  const call = { ...signedIn(job.access), path: `${version}/me/threads_publish`, form, answer: madeSchema, final: true }
  const made = await ask(call, environment)
  if (made.ok) return made
  return { ok: false, trouble: await behindRefusal(made.trouble, { part, job, environment }) }
}

interface Refused {
  readonly part: number
  readonly job: Delivery
  readonly environment: NetworkEnvironment
}

/**
 * Why it was refused. What a container that was published already is told is not documented, so its state is asked: an earlier
 * request may have landed late, and then the post is out. Only a container that the network itself calls dead is given up.
 */
async function behindRefusal(trouble: Trouble, { part, job, environment }: Refused): Promise<Trouble> {
  const { kind, reason } = trouble
  if (kind !== 'rejected' && reason.code !== 'not-found-yet') return trouble
  const read = await readStatus(tokenOf(job, part), 'status,error_message', { job, environment })
  if (!read.ok) return trouble
  const { status, error_message: message } = read.value
  if (status === 'PUBLISHED') return { kind: 'unknown-outcome', reason: { ...reason, code: 'published-before' } }
  if (status === 'EXPIRED')
    return { kind: 'unavailable', reason: { ...reason, code: 'container-gone' }, forget: stepsToRepeat(job.content, part) }
  return status === 'ERROR' && kind !== 'rejected' ? endedBadly(message, part, job) : trouble
}

/** The post is out: whatever goes wrong here, its profile is address enough. */
async function readPermalink(job: Delivery, environment: NetworkEnvironment): Promise<Outcome<Json>> {
  const { id, permalink } = publishedOf(job)
  if (id === undefined || permalink !== undefined) return { ok: true, value: {} }
  const query = { fields: 'permalink' }
  const read = await ask({ ...signedIn(job.access), path: `${version}/${id}`, query, answer: publishedSchema }, environment)
  return { ok: true, value: read.ok && read.value.permalink ? { permalink: read.value.permalink } : {} }
}

function published(job: Delivery): Published {
  const { id, permalink } = publishedOf(job)
  return { externalId: id ?? tokenOf(job, 1).id, url: permalink ?? settingsSchema.parse(job.access.settings).profile }
}

const deletedSchema = z.object({ success: z.literal(true) })

/** Part by part, the last first, so that nothing is left that answers nothing. What is gone already is fine. */
async function takeDown(job: Delivery, environment: NetworkEnvironment): Promise<Outcome<void>> {
  const parts = job.content.parts.map((_, index) => publishedPart(job, index + 1)).filter((part) => part !== undefined)
  for (const { id } of parts.toReversed()) {
    if (id === undefined) continue
    const call = { ...signedIn(job.access), path: `${version}/${id}`, method: 'DELETE', answer: deletedSchema } as const
    const deleted = await ask(call, environment)
    if (!deleted.ok && deleted.trouble.reason.code !== 'not-there') return deleted
  }
  if (parts.every(({ id }) => id !== undefined)) return { ok: true, value: undefined }
  return rejected('maybe-still-up')
}
