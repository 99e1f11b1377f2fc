import type { Json } from '#kit/json'

import { imagesOf } from '../media.ts'
import type { Delivery, NetworkEnvironment, Outcome, Published, Publishing, Step } from '../network.ts'
import { ask } from './api.ts'
import { deletePost } from './delete-post.ts'
import { edit } from './edit.ts'
import { idOf, localPostSchema, writtenPost } from './local-post.ts'
import { lookUp, noteSame } from './look-up.ts'
import { photoLink } from './photo.ts'
import { settingsSchema, signedIn } from './session.ts'
import { settle } from './settle.ts'
import { allSteps, madeOf, urlOf, workOf } from './steps.ts'

/**
 * Google takes no key of ours and refuses no second copy: after an unclear answer the posts of the location are read, and ours is known by
 * its kind and words among those that were not there before and that no other delivery made. How soon a post stands in that list is not documented; five minutes leave room.
 */
export const publishing: Publishing = {
  absence: { proof: 'settles', afterSeconds: 300 },
  prepare: (_content, now) => ({ at: now.toString() }),
  nextStep: ({ results }) => allSteps.find(({ name }) => !(name in results)),
  perform,
  lookUp: (_step, job, environment) => lookUp(job, environment),
  published,
  takeDown,
  edit,
}

async function perform(step: Step, job: Delivery, environment: NetworkEnvironment): Promise<Outcome<Json>> {
  switch (workOf(step)) {
    case 'before':
      return noteSame(job, environment)
    case 'part':
      return makePost(job, environment)
    case 'settled':
      return settle(job, environment)
  }
}

async function makePost(job: Delivery, environment: NetworkEnvironment): Promise<Outcome<Json>> {
  const [photo] = imagesOf(job.content.parts[0] ?? { media: [] })
  const link = photo ? await photoLink(photo, { job, environment }) : undefined
  if (link && !link.ok) return link
  const json = { ...writtenPost(job.content), ...(link ? { media: [{ mediaFormat: 'PHOTO', sourceUrl: link.value }] } : {}) }
  const { place, ...to } = signedIn(job.access)
  const call = { ...to, method: 'POST', path: `${place}/localPosts`, send: { json }, final: true, answer: localPostSchema } as const
  const made = await ask(call, environment)
  if (!made.ok) return made
  const { name, searchUrl } = made.value
  return { ok: true, value: { name, at: environment.now().toString(), ...(searchUrl ? { url: searchUrl } : {}) } }
}

function published(job: Delivery): Published {
  return { externalId: idOf(madeOf(job)), url: urlOf(job) ?? settingsSchema.parse(job.access.settings).profile }
}

function takeDown(job: Delivery, environment: NetworkEnvironment): Promise<Outcome<void>> {
  return deletePost(madeOf(job).name, job, environment)
}
