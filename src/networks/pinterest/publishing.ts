import { z } from 'zod'

import type { Json } from '#kit/json'

import type { Delivery, NetworkEnvironment, Outcome, Published, Publishing, Step } from '../network.ts'
import { rejected } from '../rejected.ts'
import { ask } from './api.ts'
import { findBoard } from './boards.ts'
import { asJson, chosenBoard } from './chosen-board.ts'
import { makePin } from './create-pin.ts'
import { edit } from './edit.ts'
import { awaitVideo, registerVideo, uploadVideo } from './film.ts'
import { knownOf } from './known.ts'
import { lookUp } from './look-up.ts'
import { pinUrl, signedIn } from './session.ts'
import { allSteps, boardStep, part, pinIdOf, readyStep, registerStep, uploadStep } from './steps.ts'

/**
 * One request makes a pin, and Pinterest knows no key of ours for it. After an unclear answer the newest pins of its board are read, and ours is known by
 * its words, its link and what it shows. How soon a pin is in that list is not documented: five minutes are given before absence counts.
 */
export const publishing: Publishing = {
  absence: { proof: 'settles', afterSeconds: 300 },
  prepare: (_, now) => ({ at: now.toString() }),
  nextStep: (job) => allSteps(job).find(({ name }) => !(name in job.results)),
  perform,
  lookUp: (_, job, environment) => lookUp(job, environment),
  published,
  takeDown,
  edit,
}

async function perform({ name }: Step, job: Delivery, environment: NetworkEnvironment): Promise<Outcome<Json>> {
  switch (name) {
    case boardStep:
      return chooseBoard(job, environment)
    case registerStep:
      return registerVideo(job, environment)
    case uploadStep:
      return uploadVideo(job, environment)
    case readyStep:
      return awaitVideo(job, environment)
    case part:
      return makePin(job, environment)
    default:
      throw new Error(`Pinterest has no step “${name}”.`)
  }
}

/** From here on it stays the same, whatever boards the account has later. A board that is gone stops the post before its film is sent. */
async function chooseBoard({ access, content }: Delivery, environment: NetworkEnvironment): Promise<Outcome<Json>> {
  const place = chosenBoard(content.settings, knownOf(access.limits))
  if (!place) return rejected('board-needed')
  const found = await findBoard(place.board, signedIn(access), environment)
  return found.ok ? { ok: true, value: asJson(place) } : found
}

function published(job: Delivery): Published {
  const id = pinIdOf(job)
  return { externalId: id, url: pinUrl(job.access, id) }
}

async function takeDown(job: Delivery, environment: NetworkEnvironment): Promise<Outcome<void>> {
  if (!(part in job.results)) return { ok: true, value: undefined }
  const path = `/pins/${pinIdOf(job)}`
  const call = { ...signedIn(job.access), method: 'DELETE', path, answer: z.unknown(), missing: 'pin-gone' } as const
  const deleted = await ask(call, environment)
  return deleted.ok || deleted.trouble.reason.code === 'pin-gone' ? { ok: true, value: undefined } : deleted
}
