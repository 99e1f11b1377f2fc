import { randomUUID } from 'node:crypto'

import { z } from 'zod'

import type { Json } from '#kit/json'

import { shorten } from '../failures.ts'
import { imagesOf } from '../media.ts'
import type { Delivery, NetworkEnvironment, Outcome, PostImage, Publishing, Step } from '../network.ts'
import { ask } from './api.ts'
import { imageRules } from './rules.ts'
import { signedIn } from './session.ts'

/** A note lies under a key that we choose, and Parlour takes no second one under the same: sending again is always safe. */
export const publishing: Publishing = {
  absence: { proof: 'token' },
  prepare: () => ({ key: randomUUID() }),
  nextStep: (job) => stepsOf(job).find(({ name }) => job.results[name] === undefined),
  perform: (step, job, environment) => (step.final ? leaveNote(job, environment) : hangUp(step, job, environment)),
  lookUp: async (_, job, environment) => {
    const found = await ask({ ...signedIn(job.access), method: 'GET', path: pathOf(job), answer: noteSchema }, environment)
    if (found.ok) return { ok: true, value: { found: true, result: {} } }
    return found.code === noSuchNote ? { ok: true, value: { found: false } } : found
  },
  published: (job) => ({ externalId: keyOf(job), url: `${signedIn(job.access).address}/notes/${keyOf(job)}` }),
  takeDown: async (job, environment) => {
    const down = await ask({ ...signedIn(job.access), method: 'DELETE', path: pathOf(job), answer: z.object({}) }, environment)
    return down.ok || down.code === noSuchNote ? { ok: true, value: undefined } : down
  },
}

const noSuchNote = 'no-such-note'
const noteSchema = z.object({ note: z.string() })
const pictureSchema = z.object({ picture: z.string() })

function stepsOf(job: Delivery): readonly Step[] {
  return [...imagesIn(job).map((_, index) => ({ name: `picture ${index + 1}`, final: false })), { name: 'part 1', final: true }]
}

async function hangUp({ name }: Step, job: Delivery, environment: NetworkEnvironment): Promise<Outcome<Json>> {
  const image = imagesIn(job)[Number(name.replace('picture ', '')) - 1]
  if (!image) throw new Error(`Parlour has no step “${name}”.`)
  try {
    const { bytes: picture, mimeType } = await environment.image(image, imageRules)
    const path = `pictures?${new URLSearchParams({ alt: image.alt })}`
    return await ask({ ...signedIn(job.access), method: 'POST', path, body: { picture, mimeType }, answer: pictureSchema }, environment)
  } catch (error) {
    return { ok: false, trouble: { kind: 'unavailable', reason: { code: 'image-not-available', detail: shorten(String(error)) } } }
  }
}

/** “There is one already” can only mean ours: nobody else knows the key. */
async function leaveNote(job: Delivery, environment: NetworkEnvironment): Promise<Outcome<Json>> {
  const pictures = imagesIn(job).map((_, index) => pictureSchema.parse(job.results[`picture ${index + 1}`]).picture)
  const json = { text: job.content.parts[0]?.text ?? '', pictures }
  const left = await ask(
    { ...signedIn(job.access), method: 'PUT', path: pathOf(job), body: { json }, answer: noteSchema, final: true },
    environment,
  )
  return left.ok || left.code === 'note-exists' ? { ok: true, value: {} } : left
}

function imagesIn({ content }: Delivery): readonly PostImage[] {
  return content.parts[0] ? imagesOf(content.parts[0]) : []
}

function keyOf({ prepared }: Delivery): string {
  return z.object({ key: z.string() }).parse(prepared).key
}

function pathOf(job: Delivery): string {
  return `notes/${keyOf(job)}`
}
