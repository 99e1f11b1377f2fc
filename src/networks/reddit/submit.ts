import { z } from 'zod'

import type { Json } from '#kit/json'

import type { Delivery, NetworkEnvironment, Outcome } from '../network.ts'
import { change } from './api.ts'
import { communityOf, flairIn, isOn, type Kind, kindOf, partOf, titleIn } from './kinds.ts'
import { daysOf } from './limits.ts'
import { signedIn } from './session.ts'
import { fileOf, imagesIn, imageStep, type Made } from './steps.ts'

/** Of a picture or a film the network may tell no more than where it would tell the rest. */
const answerSchema = z
  .object({ id: z.string().optional(), name: z.string().optional(), url: z.string().optional(), websocket_url: z.string().optional() })
  .refine(({ id, name, websocket_url: later }) => (id ?? name ?? later) !== undefined)

/** Makes the post. */
export async function submit(job: Delivery, environment: NetworkEnvironment): Promise<Outcome<Json>> {
  const made = await change({ session: signedIn(job.access), ...callFor(job), answer: answerSchema, final: true }, environment)
  if (!made.ok) return made
  const { id, name = id } = made.value
  const told = name === undefined ? {} : { name: name.startsWith('t3_') ? name : `t3_${name}` }
  return { ok: true, value: { ...told, at: environment.now().toString() } satisfies Made }
}

function callFor(job: Delivery) {
  const kind = kindOf(job.content)
  const { text, poll } = partOf(job.content)
  if (kind === 'gallery') {
    const items = imagesIn(job.content).map((_, index) => ({
      media_id: fileOf(job, imageStep(index + 1)).assetId,
      caption: '',
      outbound_url: '',
    }))
    return { path: 'api/submit_gallery_post.json', send: { json: { ...common(job), ...(text.trim() === '' ? {} : { text }), items } } }
  }
  if (kind === 'poll' && poll) {
    const options = poll.options.map((option) => option.trim())
    return { path: 'api/submit_poll_post', send: { json: { ...common(job), text, options, duration: daysOf(poll.minutes) } } }
  }
  return { path: 'api/submit', send: { form: formFor(kind, job) } }
}

/** What every kind of post says, as JSON wants it. */
function common({ content }: Delivery) {
  const { settings } = content
  const flair = flairIn(content)
  return {
    sr: communityOf(content),
    title: titleIn(content),
    nsfw: isOn(settings, 'nsfw'),
    spoiler: isOn(settings, 'spoiler'),
    sendreplies: isOn(settings, 'sendreplies', true),
    ...(flair === '' ? {} : { flair_id: flair }),
  }
}

function formFor(kind: Kind, job: Delivery): Readonly<Record<string, string>> {
  const { text, link } = partOf(job.content)
  const said = Object.entries({ ...common(job), kind, ...addressesFor(kind, job, link?.url) })
  return {
    ...Object.fromEntries(said.map(([name, value]) => [name, String(value)])),
    ...(text.trim() === '' && kind !== 'self' ? {} : { text }),
  }
}

function addressesFor(kind: Kind, job: Delivery, link: string | undefined): Readonly<Record<string, string>> {
  switch (kind) {
    case 'link':
      // Without leave the network refuses an address that the community has seen, which makes a second copy harmless there.
      return { url: link ?? '', resubmit: String(isOn(job.content.settings, 'resubmit')) }
    case 'image':
      return { url: fileOf(job, imageStep(1)).url }
    case 'video':
      return { url: fileOf(job, 'video').url, video_poster_url: fileOf(job, 'poster').url }
    case 'self':
    case 'gallery':
    case 'poll':
      return {}
  }
}
