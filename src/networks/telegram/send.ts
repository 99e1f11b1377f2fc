import { z } from 'zod'

import type { Json } from '#kit/json'

import type { Delivery, NetworkEnvironment, Outcome, Poll, PostPart, Settings } from '../network.ts'
import { ask, type Call } from './api.ts'
import { filesOf, type Sent } from './files.ts'
import { channelOf, signedIn } from './session.ts'
import { firstOf, partOf } from './steps.ts'
import { plain, wordingOf } from './wording.ts'

type Request = Pick<Call<unknown>, 'method' | 'files'> & { readonly parameters: { readonly [name: string]: Json } }

const messageSchema = z.object({ message_id: z.int() })
/** An album is answered with one message for each of its files. */
const sentSchema = z.union([messageSchema.transform((message) => [message]), z.array(messageSchema).min(1)])

/** Makes one part visible, as an answer to the one before it. */
export async function sendPart(part: number, job: Delivery, environment: NetworkEnvironment): Promise<Outcome<Json>> {
  const request = await requestFor(partOf(job.content, part), job.content.settings, environment)
  if (!request.ok) return request
  const { method, parameters, files } = request.value
  const call = {
    ...signedIn(job.access),
    method,
    parameters: { ...parameters, ...placeOf(part, job) },
    ...(files ? { files } : {}),
    answer: sentSchema,
    final: true,
  }
  const sent = await ask(call, environment)
  return sent.ok ? { ok: true, value: { ids: sent.value.map(({ message_id: id }) => id), at: environment.now().toString() } } : sent
}

function placeOf(part: number, job: Delivery): { readonly [name: string]: Json } {
  const { settings } = job.content
  return {
    chat_id: channelOf(job.access),
    ...(settings['silent'] === true ? { disable_notification: true } : {}),
    ...(settings['protect'] === true ? { protect_content: true } : {}),
    ...(part > 1 ? { reply_parameters: { message_id: firstOf(job, part - 1) } } : {}),
  }
}

async function requestFor(part: PostPart, settings: Settings, environment: NetworkEnvironment): Promise<Outcome<Request>> {
  if (part.poll) return { ok: true, value: { method: 'sendPoll', parameters: pollOf(part, part.poll) } }
  if (part.media.length === 0) return { ok: true, value: { method: 'sendMessage', parameters: messageOf(part) } }
  const files = await filesOf(part, environment)
  if (!files.ok) return files
  const [first, second] = files.value
  if (first && !second) return { ok: true, value: loneFile(first, part, settings) }
  return { ok: true, value: album(files.value, part, settings) }
}

/** Only the card that the author chose is shown, above all none that the network would make of some address in the text. */
export function messageOf({ text, link }: Pick<PostPart, 'text' | 'link'>): { readonly text: string; readonly [name: string]: Json } {
  const wording = wordingOf(plain(text) === '' ? (link?.url ?? '') : text)
  return { ...asJson(wording), link_preview_options: link ? { url: link.url } : { is_disabled: true } }
}

/** In a channel nobody sees who voted. */
function pollOf({ text }: PostPart, { options, minutes, multiple }: Poll): Request['parameters'] {
  return {
    question: plain(text),
    options: options.map((option) => ({ text: plain(option) })),
    is_anonymous: true,
    allows_multiple_answers: multiple,
    open_period: minutes * 60,
  }
}

const methods = { photo: 'sendPhoto', video: 'sendVideo', animation: 'sendAnimation', document: 'sendDocument' } as const

function loneFile({ kind, file, cover, facts }: Sent, part: PostPart, settings: Settings): Request {
  return {
    method: methods[kind],
    parameters: {
      ...captionOf(part),
      ...facts,
      ...(cover ? { cover: 'attach://cover' } : {}),
      ...spoilerFor(kind, settings),
    },
    files: new Map([[kind, file], ...(cover ? [['cover', cover] as const] : [])]),
  }
}

/** The caption of the first file is shown as that of the album; of documents, the last one's. */
function album(sent: readonly Sent[], part: PostPart, settings: Settings): Request {
  const files = new Map<string, File>()
  const captioned = sent[0]?.kind === 'document' ? sent.length - 1 : 0
  const media = sent.map(({ kind, file, cover, facts }, index) => {
    const name = `file${index + 1}`
    files.set(name, file)
    if (cover) files.set(`cover${index + 1}`, cover)
    return {
      type: kind,
      media: `attach://${name}`,
      ...(index === captioned ? captionOf(part) : {}),
      ...facts,
      ...(cover ? { cover: `attach://cover${index + 1}` } : {}),
      ...spoilerFor(kind, settings),
    }
  })
  return { method: 'sendMediaGroup', parameters: { media }, files }
}

function spoilerFor(kind: Sent['kind'], settings: Settings): { readonly has_spoiler?: true } {
  return settings['spoiler'] === true && kind !== 'document' ? { has_spoiler: true } : {}
}

export function captionOf({ text }: Pick<PostPart, 'text'>): { readonly [name: string]: Json } {
  const { text: caption, entities } = asJson(wordingOf(text))
  return caption === '' ? {} : { caption, caption_entities: entities }
}

function asJson({ text, entities }: ReturnType<typeof wordingOf>): { readonly text: string; readonly entities: Json } {
  return { text, entities: entities.map((entity) => ({ ...entity })) }
}
