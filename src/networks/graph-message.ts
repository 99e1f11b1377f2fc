import { z } from 'zod'

import { graphInstant } from './graph-timeline.ts'
import type { InboxAuthor, InboxItem, InboxMedia, Outcome } from './network.ts'

const personSchema = z.object({ id: z.string(), name: z.string().optional(), username: z.string().optional() })
export type GraphPerson = z.infer<typeof personSchema>

/** One call about talks; what is sent makes it a POST. */
interface TalkCall<Answer> {
  /** Behind the version, without a slash in front. */
  readonly path: string
  readonly query?: Readonly<Record<string, string>>
  readonly form?: Readonly<Record<string, string>>
  readonly answer: z.ZodType<Answer>
  readonly final?: boolean
}

/** The private talks of a profile, which Messenger and Instagram keep in the same way. */
export interface GraphTalks {
  readonly platform: 'messenger' | 'instagram'
  /** By what the profile is called in paths. */
  readonly self: string
  /** By what it is called in talks. */
  readonly ownId: string
  /** Where people see talks, where the network tells no address. */
  readonly web: string
  ask<Answer>(call: TalkCall<Answer>): Promise<Outcome<Answer>>
}

/** What is asked of a message. */
export const messageFields = 'id,created_time,from,to,message,attachments'

const placeSchema = z.object({ url: z.string().optional(), preview_url: z.string().optional() }).optional()
export const messageSchema = z.object({
  id: z.string(),
  created_time: graphInstant,
  from: personSchema.optional(),
  to: z.object({ data: z.array(personSchema) }).optional(),
  message: z.string().optional(),
  attachments: z
    .object({
      data: z.array(
        z.object({
          mime_type: z.string().optional(),
          name: z.string().optional(),
          file_url: z.string().optional(),
          image_data: placeSchema,
          video_data: placeSchema,
        }),
      ),
    })
    .optional()
    .catch(undefined),
})
export type GraphMessage = z.infer<typeof messageSchema>

export const talkSchema = z.object({
  id: z.string(),
  updated_time: graphInstant,
  link: z.string().optional(),
  participants: z.object({ data: z.array(personSchema) }),
})

/** All that a profile and somebody write to one another is one talk. */
export function threadWith(personId: string): string {
  return `messages:${personId}`
}

export function talker({ id, name, username }: GraphPerson): InboxAuthor {
  return { externalId: id, handle: username ?? '', name: name ?? username ?? '' }
}

interface Said extends Pick<InboxItem, 'text' | 'media' | 'at'>, Partial<Pick<InboxItem, 'asOf' | 'editedAt' | 'url' | 'answers'>> {
  readonly id: string
  readonly from: InboxAuthor
  /** The person that the profile speaks with. */
  readonly withId: string
}

export function messageItem({ id, from, withId, ...said }: Said, { ownId }: GraphTalks): InboxItem {
  return {
    externalId: id,
    kind: 'message',
    thread: { externalId: threadWith(withId) },
    author: from,
    byUs: from.externalId === ownId,
    answerTo: { to: withId },
    ...said,
  }
}

/** As a conversation lists it. */
export function listedItem(
  message: GraphMessage,
  { withId, url, talks }: { withId: string; url: string | undefined; talks: GraphTalks },
): InboxItem {
  const { id, created_time: at, from, message: text = '' } = message
  const author = talker(from ?? { id: withId })
  return messageItem({ id, from: author, withId, text, media: mediaOf(message), at, ...(url === undefined ? {} : { url }) }, talks)
}

function mediaOf({ attachments }: GraphMessage): readonly InboxMedia[] {
  return (attachments?.data ?? []).flatMap(({ mime_type: type = '', name = '', file_url: file, image_data: image, video_data: video }) => {
    if (image?.url !== undefined) return [asMedia('image', image.url, { alt: name, thumbUrl: image.preview_url })]
    if (video?.url !== undefined) return [asMedia('video', video.url, { alt: name, thumbUrl: video.preview_url })]
    return file === undefined ? [] : [asMedia(type.startsWith('audio/') ? 'audio' : 'file', file, { alt: name })]
  })
}

function asMedia(kind: InboxMedia['kind'], url: string, { alt, thumbUrl }: { alt: string; thumbUrl?: string | undefined }): InboxMedia {
  return { kind, url, alt, ...(thumbUrl === undefined ? {} : { thumbUrl }) }
}

interface Attachment {
  readonly type: string
  readonly payload?: { readonly url?: string | undefined } | undefined
}

/** As a webhook names what is sent with a message. */
export function toldMedia(attachments: readonly Attachment[]): readonly InboxMedia[] {
  return attachments.flatMap(({ type, payload }) => {
    const kind = type === 'image' || type === 'video' || type === 'audio' ? type : 'file'
    return payload?.url === undefined ? [] : [asMedia(kind, payload.url, { alt: '' })]
  })
}
