import { z } from 'zod'

import type { Json } from '#kit/json'

import { shorten } from '../failures.ts'
import type { Delivery, LibraryImageBytes, NetworkEnvironment, Outcome, Trouble } from '../network.ts'
import { ask } from './api.ts'
import { coverRules, rulesForImage } from './limits.ts'
import { imagesIn, videoIn, wordsOf } from './sent.ts'
import { signedIn } from './session.ts'
import { boardStep, placeSchema, registeredSchema, registerStep } from './steps.ts'

const pinSchema = z.object({ id: z.string().min(1) })

/** Makes the pin: what it shows travels with it, but for a film, which Pinterest has by now. */
export async function makePin(job: Delivery, environment: NetworkEnvironment): Promise<Outcome<Json>> {
  const shown = await mediaSource(job, environment)
  if (!shown.ok) return shown
  const { board, section } = placeSchema.parse(job.results[boardStep])
  const { title, description, alt, link } = wordsOf(job.content)
  const json = {
    board_id: board,
    ...(section === undefined ? {} : { board_section_id: section }),
    ...written({ title, description, alt_text: alt, link }),
    media_source: shown.value,
  }
  const call = { ...signedIn(job.access), method: 'POST', path: '/pins', answer: pinSchema, final: true, missing: 'board-gone' } as const
  const made = await ask({ ...call, send: { json } }, environment)
  if (made.ok) return { ok: true, value: { id: made.value.id } }
  return { ok: false, trouble: aboutCarousel(made.trouble, job) }
}

/** The OpenAPI document has carousels, the guide to making pins names none: where they are refused, people are told what it may be. */
function aboutCarousel(trouble: Trouble, { content }: Delivery): Trouble {
  const isRefused = trouble.kind === 'rejected' && trouble.reason.code === 'refused' && imagesIn(content).length > 1
  return isRefused ? { ...trouble, reason: { ...trouble.reason, code: 'carousel-refused' } } : trouble
}

/** What was left empty is left out. */
export function written(words: Readonly<Record<string, string>>): Readonly<Record<string, string>> {
  return Object.fromEntries(Object.entries(words).filter(([, value]) => value !== ''))
}

async function mediaSource(job: Delivery, environment: NetworkEnvironment): Promise<Outcome<Json>> {
  try {
    return { ok: true, value: videoIn(job.content) ? await filmSource(job, environment) : await imageSource(job, environment) }
  } catch (error) {
    const detail = shorten(error instanceof Error ? error.message : String(error))
    return { ok: false, trouble: { kind: 'unavailable', reason: { code: 'image-not-available', detail } } }
  }
}

/** Pinterest wants a cover of every film. https://developers.pinterest.com/docs/work-with-organic-content-and-users/create-boards-and-pins/ */
async function filmSource({ content, results }: Delivery, environment: NetworkEnvironment): Promise<Json> {
  const video = videoIn(content)
  if (!video) throw new Error('This pin has no film.')
  const cover = await environment.cover(video, coverRules)
  const { media } = registeredSchema.parse(results[registerStep])
  return { source_type: 'video_id', media_id: media, cover_image_content_type: cover.mimeType, cover_image_data: base64(cover) }
}

async function imageSource({ content }: Delivery, environment: NetworkEnvironment): Promise<Json> {
  const images = imagesIn(content)
  const { title, description, link } = wordsOf(content)
  const items: Json[] = []
  for (const [index, image] of images.entries()) {
    const made = await environment.image(image, rulesForImage(images, index))
    items.push({ content_type: made.mimeType, data: base64(made) })
  }
  const [only] = items
  if (images.length === 1) return { source_type: 'image_base64', ...Object(only) }
  const words = written({ title, description, link })
  return { source_type: 'multiple_image_base64', index: 0, items: items.map((item) => ({ ...words, ...Object(item) })) }
}

function base64({ bytes }: LibraryImageBytes): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('base64')
}
