import { z } from 'zod'

import type { Json } from '#kit/json'

import type { Delivery, NetworkEnvironment, Outcome, PostContent, Published, Publishing, Step } from '../network.ts'
import { rejected } from '../rejected.ts'
import { ask } from './api.ts'
import { editParts, whyNotEdited } from './edit.ts'
import { lookUpPart } from './look-up.ts'
import { publishPart } from './part.ts'
import { findQuoted } from './quote.ts'
import { settingsSchema, signedIn } from './session.ts'
import { allSteps, keySeconds, madeFor, partNumberOf, workOf } from './steps.ts'
import { tokenTrouble } from './token-trouble.ts'
import { awaitFile, uploadFile } from './uploads.ts'

const keysHold = { proof: 'token', forSeconds: keySeconds } as const

export const publishing: Publishing = {
  absence: keysHold,
  absenceOn: ({ settings }) => (settingsSchema.parse(settings).keepsKeys ? keysHold : { proof: 'settles', afterSeconds: 300 }),
  prepare,
  nextStep: (job) => allSteps(job).find(({ name }) => !(name in job.results)),
  perform,
  lookUp: (step, job, environment) => lookUpPart(partNumberOf(step), job, environment),
  published,
  takeDown,
  edit: { refuses: whyNotEdited, apply: editParts },
}

/** A key for each part, and the time from which on its posts are looked for. */
function prepare(content: PostContent, now: Temporal.Instant): Json {
  return { at: now.toString({ smallestUnit: 'millisecond' }), keys: content.parts.map(() => crypto.randomUUID()) }
}

async function perform(step: Step, job: Delivery, environment: NetworkEnvironment): Promise<Outcome<Json>> {
  const work = workOf(step)
  switch (work.kind) {
    case 'image':
    case 'video':
      return uploadFile(work, job, environment)
    case 'quote':
      return findQuoted(job, environment)
    case 'ready':
      return awaitFile(work, job, environment)
    case 'part':
      return publishPart(work.part, job, environment)
  }
}

function published(job: Delivery): Published {
  const first = madeFor(1, job)
  if (!first) throw new Error('Nothing of this post is published.')
  return { externalId: first.id, url: first.url }
}

/** From the last part to the first; what is gone already counts as deleted. */
async function takeDown(job: Delivery, environment: NetworkEnvironment): Promise<Outcome<void>> {
  const made = job.content.parts.flatMap((_, index) => madeFor(index + 1, job)?.id ?? [])
  for (const id of made.toReversed()) {
    const deleted = await deleteStatus(id, job, environment)
    if (!deleted.ok) return deleted
  }
  return { ok: true, value: undefined }
}

async function deleteStatus(id: string, { access }: Delivery, environment: NetworkEnvironment): Promise<Outcome<void>> {
  const { server, token } = signedIn(access)
  const path = `/api/v1/statuses/${encodeURIComponent(id)}`
  const deleted = await ask({ server, method: 'DELETE', path, query: { delete_media: 'true' }, token, answer: z.unknown() }, environment)
  if (deleted.ok) return { ok: true, value: undefined }
  if (deleted.status !== 404 && deleted.status !== 410) {
    return { ok: false, trouble: (await tokenTrouble(deleted, access, environment)) ?? deleted.trouble }
  }
  // Some servers answer so because they delete nothing over the API.
  const there = await ask({ server, path, token, answer: z.unknown() }, environment)
  if (there.ok) return rejected('delete-by-hand', { params: { host: new URL(server).host } })
  return there.status === 404 || there.status === 410 ? { ok: true, value: undefined } : { ok: false, trouble: there.trouble }
}
