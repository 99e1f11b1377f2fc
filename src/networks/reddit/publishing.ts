import { z } from 'zod'

import type { Json } from '#kit/json'

import type { Delivery, NetworkEnvironment, Outcome, Published, Publishing, Step } from '../network.ts'
import { change } from './api.ts'
import { awaitPost } from './appeared.ts'
import { checkBeforeSending } from './check-before-sending.ts'
import { edit } from './edit.ts'
import { communityOf, kindOf } from './kinds.ts'
import { findPost, lookUp } from './look-up.ts'
import { handleOf, onSite, signedIn } from './session.ts'
import { allSteps, madeOf, nameOf, preparedSchema, workOf } from './steps.ts'
import { submit } from './submit.ts'
import { uploadImage, uploadPoster, uploadVideo } from './uploads.ts'

/**
 * The network takes no key of ours, so after an unclear answer the account's newest posts are read, and ours is known by its title, its
 * community, what it shows and its time, and that it was not there before. A text, a link, a gallery or a poll stands there as soon as it was accepted; how long the list may lag is not
 * documented, and five minutes leave room. A picture or a film is made into a post some time later, for which nothing names an end: that
 * none is there proves nothing, and a person decides. See the README.
 */
export const publishing: Publishing = {
  absence: { proof: 'settles', afterSeconds: 300 },
  absenceOn: (_, prepared) => (isMadeLater(prepared) ? { proof: 'never' } : { proof: 'settles', afterSeconds: 300 }),
  prepare: (content, now) => ({ at: now.toString(), kind: kindOf(content) }),
  nextStep: ({ content, results }) => allSteps(content).find(({ name }) => !(name in results)),
  perform,
  lookUp: (_, job, environment) => lookUp(job, environment),
  published,
  takeDown,
  edit,
}

function isMadeLater(prepared: Json): boolean {
  const kind = preparedSchema.safeParse(prepared).data?.kind
  return kind === 'image' || kind === 'video'
}

async function perform(step: Step, job: Delivery, environment: NetworkEnvironment): Promise<Outcome<Json>> {
  const work = workOf(step)
  switch (work.kind) {
    case 'community':
      return checkBeforeSending(job, environment)
    case 'image':
      return uploadImage(work.number, job, environment)
    case 'video':
      return uploadVideo(job, environment)
    case 'poster':
      return uploadPoster(job, environment)
    case 'part':
      return submit(job, environment)
    case 'appeared':
      return awaitPost(job, environment)
  }
}

/** The address without the words of the title leads there too. */
function published(job: Delivery): Published {
  const name = nameOf(job)
  if (name === undefined) {
    const list = onSite(job.access, `/user/${handleOf(job.access)}/submitted/`)
    return { externalId: list, url: list }
  }
  return { externalId: name, url: onSite(job.access, `/r/${communityOf(job.content)}/comments/${name.replace(/^t3_/, '')}/`) }
}

/** What is gone already counts as deleted: the network says nothing of what was there. One that has not told its id is looked for first. */
async function takeDown(job: Delivery, environment: NetworkEnvironment): Promise<Outcome<void>> {
  if (!madeOf(job)) return { ok: true, value: undefined }
  const name = await findName(job, environment)
  if (!name.ok) return name
  if (name.value === undefined) return { ok: true, value: undefined }
  return remove(name.value, job, environment)
}

async function findName(job: Delivery, environment: NetworkEnvironment): Promise<Outcome<string | undefined>> {
  const known = nameOf(job)
  if (known !== undefined) return { ok: true, value: known }
  const found = await findPost(job, environment)
  return found.ok ? { ok: true, value: found.value?.name } : found
}

/** A post or a comment of the account. */
export async function remove(name: string, { access }: Pick<Delivery, 'access'>, environment: NetworkEnvironment): Promise<Outcome<void>> {
  // It answers an empty object, whatever there was; one with `json` where something is wrong.
  const call = { session: signedIn(access), path: 'api/del', send: { form: { id: name } }, answer: z.unknown(), quiet: true }
  const removed = await change(call, environment)
  return removed.ok ? { ok: true, value: undefined } : removed
}
