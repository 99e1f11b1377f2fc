import type { Delivery } from '../network.ts'
import { plainWords } from '../plain-words.ts'
import { answeredBy } from './answered.ts'
import type { Message } from './message-schema.ts'
import { nonceOf, partOf } from './steps.ts'
import { contentOf, hasCard } from './wording.ts'

/**
 * Is this message of the bot the part? Its nonce says so where the network still tells it, which it does not promise for long; else what it says, how
 * many files it has, what it asks and what it answers.
 */
export function isTheSame(message: Message, part: number, job: Delivery): boolean {
  if (message.nonce !== undefined) return String(message.nonce) === nonceOf(job, part)
  if (message.message_reference?.message_id !== answeredBy(job.content)?.id) return false
  return saysTheSame(message, part, job)
}

export function saysTheSame(
  message: Pick<Message, 'content' | 'attachments' | 'embeds' | 'poll'>,
  part: number,
  { content }: Delivery,
): boolean {
  const whole = partOf(content, part)
  const question = whole.poll ? whole.text : ''
  return (
    plainWords(message.content) === plainWords(contentOf(whole, content.settings)) &&
    plainWords(message.poll?.question.text ?? '') === plainWords(question) &&
    message.attachments.length === whole.media.length &&
    (!hasCard(whole, content.settings) || message.embeds.some(({ url }) => url !== undefined))
  )
}
