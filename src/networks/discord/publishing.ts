import { z } from 'zod'

import type { Json } from '#kit/json'

import type { Delivery, NetworkEnvironment, Outcome, PostContent, Published, Publishing, Step } from '../network.ts'
import { rejected } from '../rejected.ts'
import { ask, callOf, messageCall, nothing } from './api.ts'
import { crosspost } from './crosspost.ts'
import { editParts, whyNotEdited } from './edit.ts'
import { lookUp, notePlace } from './look-up.ts'
import { sendPart, tryFiles } from './part.ts'
import { addressOf, idOf, settingsSchema, signedIn } from './session.ts'
import { allSteps, madePart, madeParts, preparedSchema, workOf } from './steps.ts'
import { threadIn, threadNameIn } from './wording.ts'

/** The network promises “the past few minutes” (docs.discord.com/developers/resources/message#create-message); two are surely among them. */
const nonceSeconds = 120
/** What stands before a network's servers gives up long before. */
const settling = { proof: 'settles', afterSeconds: 300 } as const
/** Nothing can be looked for: it is only that whoever looks sees what there is, because by then no request is under way any more. */
const unseen = { proof: 'never', lookForSeconds: 60 } as const

/**
 * A bot's message is known by the nonce chosen before its first attempt: for some minutes the network makes no second one of it and answers with the
 * first; afterwards, and in forums, where there are no nonces, the newest messages are listed and absence settles. A webhook has neither nonces nor lists,
 * so that after an unclear answer a person must look, once no request can be under way any more.
 */
export const publishing: Publishing = {
  absence: { proof: 'token', forSeconds: nonceSeconds },
  absenceOn: ({ settings }, prepared) => {
    const session = settingsSchema.parse(settings)
    if (session.way === 'webhook') return unseen
    return session.forum && preparedSchema.parse(prepared).thread ? settling : { proof: 'token', forSeconds: nonceSeconds }
  },
  prepare,
  nextStep: (job) => allSteps(job).find(({ name }) => !(name in job.results)),
  perform,
  lookUp,
  published,
  takeDown,
  edit: { refuses: whyNotEdited, apply: editParts },
}

/** At most 25 characters: 80 random bits, and which part it is of. `thread`: it begins a thread of its own, where the channel is a forum. */
function prepare({ parts, settings }: PostContent): Json {
  return {
    nonces: parts.map((_, index) => `${crypto.randomUUID().replaceAll('-', '').slice(-20)}-${index + 1}`),
    thread: threadIn(settings) === undefined && threadNameIn(settings) !== '',
  }
}

async function perform(step: Step, job: Delivery, environment: NetworkEnvironment): Promise<Outcome<Json>> {
  const work = workOf(step)
  switch (work.kind) {
    case 'place':
      return notePlace(job, environment)
    case 'files':
      return tryFiles(job, environment)
    case 'part':
      return sendPart(work.part, job, environment)
    case 'crosspost':
      return crosspost(work.part, job, environment)
  }
}

function published(job: Delivery): Published {
  const first = madePart(job, 1)
  if (!first) throw new Error('Nothing of this post is published.')
  const settings = settingsSchema.parse(job.access.settings)
  return { externalId: idOf(first, settings), url: addressOf(settings, first) }
}

/**
 * In a forum the whole thread, with what others said there; else message by message, the last first. What is gone already, with its channel too, counts
 * as deleted. A thread that may not be deleted keeps its title when its messages are gone: that is left to a person.
 */
async function takeDown(job: Delivery, environment: NetworkEnvironment): Promise<Outcome<void>> {
  const session = signedIn(job.access)
  const first = madePart(job, 1)
  const thread = first && first.channel === first.id ? first.channel : undefined
  if (thread !== undefined && session.way === 'bot') {
    const deleted = await ask({ ...callOf(session), path: `channels/${thread}`, method: 'DELETE', answer: threadSchema }, environment)
    if (isGone(deleted)) return done
    if (!deleted.ok && deleted.trouble.reason.code !== 'permission-missing') return deleted
  }
  for (const made of madeParts(job).toReversed()) {
    const call = { ...callOf(session), ...messageCall(session, made), method: 'DELETE', answer: nothing, good: 204 } as const
    const deleted = await ask(call, environment)
    if (!deleted.ok && !isGone(deleted)) return deleted
  }
  return thread === undefined ? done : rejected('thread-by-hand')
}

/** What was deleted. */
const threadSchema = z.object({ id: z.string() })
const done = { ok: true, value: undefined } as const

function isGone(deleted: Outcome<unknown>): boolean {
  return deleted.ok || deleted.trouble.reason.code === 'not-there' || deleted.trouble.reason.code === 'channel-gone'
}
