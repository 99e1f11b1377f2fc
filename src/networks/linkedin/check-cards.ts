import { judgeImage } from '../judge-media.ts'
import type { LinkCard, PostContent, PostPart } from '../network.ts'
import { change, error, type PartFinding } from './findings.ts'
import { limits, pictureRules, pollDuration, pollRules } from './limits.ts'
import { pollQuestion } from './question.ts'

/** A poll stands alone. */
export function* checkPoll({ poll, media }: PostPart, post: PostContent): Generator<PartFinding> {
  if (!poll) return
  if (media.length > 0) yield error('poll-and-media')
  const { minOptions, maxOptions, maxOptionLength, minMinutes, maxMinutes } = pollRules
  const options = poll.options.map((text) => text.trim())
  if (options.length < minOptions || options.includes('')) yield error('poll-too-few-options')
  if (options.length > maxOptions) yield error('poll-too-many-options', { count: options.length, max: maxOptions })
  if (new Set(options).size < options.length) yield error('poll-option-twice')
  const over = Math.max(...options.map(({ length }) => length), 0) - maxOptionLength
  if (over > 0) yield error('poll-option-too-long', { over, max: maxOptionLength })
  const days = pollDuration(poll.minutes).minutes / 24 / 60
  if (!(poll.minutes >= minMinutes - 24 * 60 && poll.minutes <= maxMinutes)) yield error('poll-length', { max: maxMinutes / 24 / 60 })
  else if (pollDuration(poll.minutes).minutes !== poll.minutes) yield change('poll-length-rounded', { days })
  if (poll.multiple) yield change('poll-one-vote')
  yield* checkQuestion(post)
}

function* checkQuestion(post: PostContent): Generator<PartFinding> {
  const written = post.settings['poll_question']
  const isOwn = typeof written === 'string' && written.trim() !== ''
  const question = pollQuestion(post)
  const over = question.length - limits.pollQuestion
  if (question === '') yield { ...error('poll-question-missing', { max: limits.pollQuestion }), setting: 'poll_question' }
  else if (over > 0) yield { ...error('poll-question-too-long', { over, max: limits.pollQuestion }), setting: 'poll_question' }
  else if (!isOwn) yield { ...change('poll-question-from-text', { question }), setting: 'poll_question' }
}

/** The network looks nothing up, so the card shows what is written here. */
export function* checkLink({ link, media, poll }: PostPart): Generator<PartFinding> {
  if (!link) return
  if (!isAddress(link.url)) return yield error('link-not-an-address')
  if (media.length > 0) yield error('images-and-link')
  else if (poll) yield change('card-left-out')
  else yield* checkCard(link)
}

function* checkCard({ url, title, description, thumb }: LinkCard): Generator<PartFinding> {
  const [long, longer] = [title.trim().length - limits.title, description.trim().length - limits.description]
  if (title.trim() === '') yield change('card-without-title', { title: new URL(url).hostname })
  if (long > 0) yield error('card-title-too-long', { over: long, max: limits.title })
  if (longer > 0) yield error('card-description-too-long', { over: longer, max: limits.description })
  if (thumb)
    for (const { severity, reason } of judgeImage(thumb, pictureRules, { part: 0, media: 0 }))
      if (severity === 'error') yield { severity, reason }
}

function isAddress(url: string): boolean {
  return URL.canParse(url) && /^https?:$/.test(new URL(url).protocol)
}
