import { z } from 'zod'

import type { Json } from '#kit/json'

import type { Delivery, NetworkEnvironment, Outcome, Published, Publishing, Step } from '../network.ts'
import { ask } from './api.ts'
import { noteNewest } from './copies.ts'
import { deleteFrom } from './delete.ts'
import { edit } from './edit.ts'
import { commentOf, findThread, pin, writeComment } from './extras.ts'
import { checkFiles } from './files.ts'
import { postId } from './ids.ts'
import { lookUp } from './look-up.ts'
import { sendPart } from './send.ts'
import { addressIn, channelOf, settingsSchema, signedIn } from './session.ts'
import { allSteps, firstOf, madeOf, workOf } from './steps.ts'

/**
 * The network knows no key by which a second copy could be refused, and gives a bot no history in which to look. The only trace of a post is
 * its copy in the discussion group: where one is seen the post is there, else a person looks. It may come some seconds late.
 */
export const publishing: Publishing = {
  absence: { proof: 'never', lookForSeconds: 90 },
  prepare: (_, now) => ({ at: now.toString() }),
  nextStep: (job) => allSteps(job).find(({ name }) => !(name in job.results)),
  perform,
  lookUp,
  published,
  takeDown,
  edit,
}

async function perform(step: Step, job: Delivery, environment: NetworkEnvironment): Promise<Outcome<Json>> {
  const work = workOf(step)
  switch (work.kind) {
    case 'files':
      return checkFiles(job, environment)
    case 'ready':
      return noteNewest(job, environment)
    case 'part':
      return sendPart(work.part, job, environment)
    case 'pin':
      return pin(job, environment)
    case 'thread':
      return findThread(job, environment)
    case 'comment':
      return writeComment(job, environment)
  }
}

function published(job: Delivery): Published {
  const message = firstOf(job, 1)
  const settings = settingsSchema.parse(job.access.settings)
  return { externalId: postId(job.access, message), url: addressIn(settings, { ...settings, id: channelOf(job.access) }, message) }
}

/** All at once, and then the first comment; what is gone already is passed over. */
async function takeDown(job: Delivery, environment: NetworkEnvironment): Promise<Outcome<void>> {
  const ids = job.content.parts.flatMap((_, index) => madeOf(job, index + 1) ?? [])
  for (let from = 0; from < ids.length; from += mostDeleted) {
    const parameters = { chat_id: channelOf(job.access), message_ids: ids.slice(from, from + mostDeleted) }
    const deleted = await ask({ ...signedIn(job.access), method: 'deleteMessages', parameters, answer: z.literal(true) }, environment)
    if (!deleted.ok && deleted.trouble.reason.code !== 'not-there') return deleted
  }
  const comment = commentOf(job)
  return comment ? deleteFrom(comment, job.access, environment) : { ok: true, value: undefined }
}

const mostDeleted = 100
