import type { Json } from '#kit/json'

import type { Delivery, PostPart, Settings } from '../network.ts'
import { answeredBy } from './answered.ts'
import { hoursOf, limits } from './limits.ts'
import { partOf } from './steps.ts'
import { allowedIn, colourIn, contentOf, hasCard, asText } from './wording.ts'

/** Nobody hears a sound of it (docs.discord.com/developers/resources/message#message-object-message-flags). */
const silent = 1 << 12

/** A file of a message, by its place among them. */
export interface Attached {
  readonly fileName: string
  readonly alt: string
  readonly spoiler: boolean
}

/** What is said, without where; `files` in the order in which they are sent. */
export function messageOf(
  part: number,
  { content }: Pick<Delivery, 'content'>,
  files: readonly Attached[],
): { readonly [name: string]: Json } {
  const whole = partOf(content, part)
  const { settings } = content
  const text = contentOf(whole, settings)
  const card = hasCard(whole, settings) ? cardOf(whole, settings) : undefined
  return {
    ...(text === '' ? {} : { content: text }),
    ...(card ? { embeds: [card] } : {}),
    ...(whole.poll ? { poll: pollOf(whole) } : {}),
    allowed_mentions: allowedMentions(content),
    ...(files.length > 0 ? { attachments: files.map(attachmentOf) } : {}),
    ...(settings['silent'] === true ? { flags: silent } : {}),
  }
}

/** Whoever is answered is told, as an answer given in the app tells them; the words themselves call nobody. */
export function allowedMentions(content: Delivery['content']): { readonly [name: string]: Json } {
  const parse = [...allowedIn(content.settings)]
  return answeredBy(content) ? { parse, replied_user: true } : { parse }
}

function attachmentOf({ fileName, alt, spoiler }: Attached, index: number): Json {
  const description = alt.trim()
  return {
    id: String(index),
    filename: fileName,
    ...(description === '' ? {} : { description }),
    ...(spoiler ? { is_spoiler: true } : {}),
  }
}

/** The picture of a card is one of the message's files, by this name. */
export const cardPicture = 'card.jpg'

/** The link as the network shows cards: title, description, a picture and a stripe of a colour. */
export function cardOf({ link }: PostPart, settings: Settings): { readonly [name: string]: Json } {
  if (!link) throw new Error('This part has no link.')
  const colour = colourIn(asText(settings['colour']))
  const [title, description] = [short(link.title, limits.embedTitle), short(link.description, limits.embedDescription)]
  return {
    url: link.url,
    title: title === '' ? short(link.url, limits.embedTitle) : title,
    ...(description === '' ? {} : { description }),
    ...(colour === undefined ? {} : { color: colour }),
    ...(link.thumb ? { image: { url: `attachment://${cardPicture}` } } : {}),
  }
}

function short(text: string, most: number): string {
  const plain = text.trim()
  return plain.length <= most ? plain : `${plain.slice(0, most - 1).replace(/[\uD800-\uDBFF]$/, '')}…`
}

/** The text is the question. */
function pollOf({ text, poll }: PostPart): Json {
  if (!poll) throw new Error('This part has no poll.')
  return {
    question: { text: text.trim() },
    answers: poll.options.map((option) => ({ poll_media: { text: option.trim() } })),
    duration: hoursOf(poll.minutes),
    allow_multiselect: poll.multiple,
  }
}
