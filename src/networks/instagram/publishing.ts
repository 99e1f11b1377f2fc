import { z } from 'zod'

import type { Json } from '#kit/json'

import type { Delivery, NetworkEnvironment, Outcome, Published, Publishing, Step, Trouble } from '../network.ts'
import { ask, version } from './api.ts'
import { writeComment } from './comment.ts'
import { endedBadly, makeCarousel, makeContainer, readStatus, waitForItems, waitUntilReady } from './containers.ts'
import { lookUp } from './look-up.ts'
import { readQuota } from './quota.ts'
import { settingsSchema, signedIn } from './session.ts'
import { allSteps, publishedOf, publishedSchema, stepsToRepeat, tokenOf, workOf } from './steps.ts'

/**
 * A post is made in two steps: containers, which nobody sees, and publishing one of them. The container is the token: the network
 * makes one post of it, so a second `media_publish` adds nothing, and its state says whether it was published. It is saved before
 * the final step, and forgotten only after the network said that it can never be published.
 */
export const publishing: Publishing = {
  absence: { proof: 'token' },
  // The network itself chooses what identifies the post, when the container is made.
  prepare: () => ({}),
  nextStep: (job) => allSteps(job.content).find(({ name }) => !(name in job.results)),
  perform,
  lookUp: (_, job, environment) => lookUp(job, environment),
  published,
}

async function perform(step: Step, job: Delivery, environment: NetworkEnvironment): Promise<Outcome<Json>> {
  const work = workOf(step)
  switch (work.kind) {
    case 'quota':
      return readQuota(job, environment)
    case 'container':
      return makeContainer(work.image, job, environment)
    case 'items':
      return waitForItems(job, environment)
    case 'carousel':
      return makeCarousel(job, environment)
    case 'ready':
      return waitUntilReady(job, environment)
    case 'part':
      return publish(job, environment)
    case 'permalink':
      return readPermalink(job, environment)
    case 'comment':
      return writeComment(job, environment)
  }
}

const madeSchema = z.object({ id: z.string() })

async function publish(job: Delivery, environment: NetworkEnvironment): Promise<Outcome<Json>> {
  const form = { creation_id: tokenOf(job).id }
  const path = `${version}/${job.access.externalId}/media_publish`
  const made = await ask({ ...signedIn(job.access), path, form, answer: madeSchema, final: true }, environment)
  if (made.ok) return made
  return { ok: false, trouble: await behindRefusal(made.trouble, job, environment) }
}

/**
 * Why it was refused. What a container that was published already is told is not documented, so its state is asked: an earlier
 * request may have landed late, and then the post is out. Only a container that the network itself calls dead is given up.
 */
async function behindRefusal(trouble: Trouble, job: Delivery, environment: NetworkEnvironment): Promise<Trouble> {
  const { kind, reason } = trouble
  const isAboutContainer = kind === 'rejected' || reason.code === 'container-gone' || reason.code === 'being-processed'
  if (!isAboutContainer) return trouble
  const read = await readStatus(job, 'status_code,status', environment)
  if (!read.ok) return kind === 'rejected' ? trouble : { kind: 'unavailable', reason }
  const { status_code, status } = read.value
  if (status_code === 'PUBLISHED') return { kind: 'unknown-outcome', reason: { ...reason, code: 'published-before' } }
  if (status_code === 'EXPIRED')
    return { kind: 'unavailable', reason: { ...reason, code: 'container-gone' }, forget: stepsToRepeat(job.content) }
  return status_code === 'ERROR' && kind !== 'rejected' ? endedBadly(status, job, environment) : trouble
}

/** The post is out: whatever goes wrong here, its profile is address enough. */
async function readPermalink(job: Delivery, environment: NetworkEnvironment): Promise<Outcome<Json>> {
  const { id, permalink } = publishedOf(job)
  if (id === undefined || permalink !== undefined) return { ok: true, value: {} }
  const query = { fields: 'permalink,shortcode' }
  const read = await ask({ ...signedIn(job.access), path: `${version}/${id}`, query, answer: publishedSchema }, environment)
  return { ok: true, value: read.ok && read.value.permalink ? { permalink: read.value.permalink } : {} }
}

function published(job: Delivery): Published {
  const { id, permalink } = publishedOf(job)
  return { externalId: id ?? tokenOf(job).id, url: permalink ?? settingsSchema.parse(job.access.settings).profile }
}
