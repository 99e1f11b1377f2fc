import { z } from 'zod'

import type { Json } from '#kit/json'

import { leftOut } from '../left-out.ts'
import type { Delivery, NetworkEnvironment, Outcome } from '../network.ts'
import { ask, type Call } from './api.ts'
import { coverRules } from './fit.ts'
import { asFile } from './photos.ts'
import { signedIn } from './session.ts'
import { sessionOf, videoOf } from './steps.ts'

const doneSchema = z.object({ success: z.literal(true) })

/** Gives the video the cover that was chosen. It is out without it, so nothing that goes wrong here can hurt it. */
export async function setCover(job: Delivery, environment: NetworkEnvironment): Promise<Outcome<Json>> {
  const video = videoOf(job.content)
  if (!video) return { ok: true, value: {} }
  const cover = await environment.cover(video, coverRules).catch(() => undefined)
  if (!cover) return { ok: true, value: leftOut({ code: 'cover-refused' }) }
  const form = new FormData()
  form.set('is_preferred', 'true')
  form.set('source', asFile(cover), 'cover.jpg')
  return orLeftOut('cover-refused', { job, path: 'thumbnails', form }, environment)
}

/** Adds a captions file, whose name says its language. */
export async function addCaptions(number: number, job: Delivery, environment: NetworkEnvironment): Promise<Outcome<Json>> {
  const captions = videoOf(job.content)?.captions?.[number - 1]
  const file = captions && (await environment.file(captions.mediaId).catch(() => undefined))
  if (!captions || !file) return { ok: true, value: leftOut({ code: 'captions-refused' }) }
  const form = new FormData()
  form.set('default_locale', 'none')
  const blob = new Blob([new Uint8Array(await file.read(0, file.bytes))], { type: 'application/x-subrip' })
  form.set('captions_file', blob, `captions.${localeOf(captions.language)}.srt`)
  return orLeftOut('captions-refused', { job, path: 'captions', form }, environment)
}

/** `en_US`, `zh_TW`: the network wants a country with each language. */
function localeOf(language: string): string {
  const { language: tongue, region } = new Intl.Locale(language).maximize()
  return `${tongue}_${region ?? 'US'}`
}

async function orLeftOut(
  code: string,
  { job, path, form }: { readonly job: Delivery; readonly path: string; readonly form: FormData },
  environment: NetworkEnvironment,
): Promise<Outcome<Json>> {
  const call: Call<Json> = { ...signedIn(job.access), path: `${sessionOf(job).videoId}/${path}`, form, answer: doneSchema }
  const done = await ask(call, environment)
  if (done.ok || done.trouble.kind === 'slow-down') return done
  return { ok: true, value: leftOut({ code, detail: done.trouble.reason.detail }) }
}
