import type { Json } from '#kit/json'

import { judgeImage, judgeVideo } from '../judge-media.ts'
import { documentsOf } from '../media.ts'
import type { Finding, ImageRules, PostContent, PostPart, Reason, Rules, SettingField } from '../network.ts'
import { findEntities } from './entities.ts'
import { knownOf } from './known.ts'
import { animationRules, documentRules, mostFiles, mostParts, photoRules, pollRules, textLimits, videoRules } from './limits.ts'
import { plain } from './wording.ts'

/** What may be chosen depends on whether the channel has a discussion group that the bot hears, and on its rights. */
export function rulesFor(limits: Json): Rules {
  const { hears, pins } = knownOf(limits) ?? { hears: 'comments', pins: true }
  return rulesWith([...always, ...(pins ? [pin] : []), ...(hears === 'comments' ? [firstComment] : [])])
}

const always: readonly SettingField[] = [
  { name: 'silent', kind: 'toggle', usual: false },
  { name: 'protect', kind: 'toggle', usual: false },
  { name: 'spoiler', kind: 'toggle', usual: false },
]
const pin: SettingField = { name: 'pin', kind: 'toggle', usual: false }
const firstComment: SettingField = { name: 'first_comment', kind: 'text', maxLength: textLimits.message, lines: 3 }

/** A moving picture moves where it stands alone. */
const images: ImageRules = { ...photoRules, mimeTypes: [...photoRules.mimeTypes, ...animationRules.mimeTypes] }

function rulesWith(settings: readonly SettingField[]): Rules {
  return {
    text: { overflow },
    images,
    videosFor: () => videoRules,
    documents: documentRules,
    maxParts: mostParts,
    // A post says nothing of its language, so any number does.
    maxLanguages: Number.MAX_SAFE_INTEGER,
    polls: pollRules,
    settings,
    check: checkPost,
    count: (text) => [{ unit: 'characters', used: plain(text).length, max: textLimits.message }],
    entities: findEntities,
  }
}

/** What is empty at the beginning is not sent. Never the middle of a character of two units. */
function overflow(text: string): number | undefined {
  if (plain(text).length <= textLimits.message) return undefined
  const at = text.length - text.trimStart().length + textLimits.message
  return /[\uDC00-\uDFFF]/.test(text.charAt(at)) ? at - 1 : at
}

function checkPost(post: PostContent): readonly Finding[] {
  const parts: readonly PostPart[] = post.parts.length > 0 ? post.parts : [{ text: '', media: [] }]
  const whole: readonly Finding[] =
    parts.length > mostParts ? [{ ...error('too-many-parts', { count: parts.length, max: mostParts }), part: mostParts }] : []
  return [...parts.flatMap((part, index) => [...checkPart(part, index), ...judgeFiles(part, index)]), ...whole, ...checkComment(post)]
}

type PartFinding = Omit<Finding, 'part'>

function checkPart(part: PostPart, index: number): readonly Finding[] {
  return [...checkText(part), ...checkFiles(part), ...checkPoll(part)].map((each) => ({ ...each, part: index }))
}

/** Beside files a text is a caption, beside a poll its question: each has a limit of its own. */
function* checkText({ text, media, link, poll }: PostPart): Generator<PartFinding> {
  const { length } = plain(text)
  if (length === 0 && poll) yield error('poll-without-text')
  else if (length === 0 && media.length === 0 && !link) yield error('empty-part')
  const [code, max] = poll
    ? (['question-too-long', textLimits.question] as const)
    : media.length > 0
      ? (['caption-too-long', textLimits.caption] as const)
      : (['text-too-long', textLimits.message] as const)
  if (length > max) yield error(code, { over: length - max, max })
  if (!link) return
  if (media.length > 0 || poll) yield change('card-left-out')
  else yield URL.canParse(link.url) && /^https?:/i.test(link.url) ? change('card-made-there') : error('link-not-an-address')
}

function* checkFiles(part: PostPart): Generator<PartFinding> {
  const { media } = part
  const documents = documentsOf(part)
  if (media.length > mostFiles) yield error('too-many-files', { count: media.length, max: mostFiles })
  if (documents.length > 0 && documents.length < media.length) yield error('documents-alone')
  for (const [index, item] of media.entries()) {
    if (item.kind !== 'document') continue
    if (item.bytes > documentRules.maxBytes)
      yield { ...error('document-too-large', { max: documentRules.maxBytes / 1_000_000 }), media: index }
  }
}

function judgeFiles({ media }: PostPart, part: number): readonly Finding[] {
  return media.flatMap((item, place): readonly Finding[] => {
    if (item.kind === 'video') return judgeVideo(item, videoRules, { part, media: place })
    return item.kind === 'image' ? judgeImage(item, media.length > 1 ? photoRules : images, { part, media: place }) : []
  })
}

function* checkPoll({ poll, media }: PostPart): Generator<PartFinding> {
  if (!poll) return
  const { minOptions: min, maxOptions: max, maxOptionLength: longest, minMinutes, maxMinutes } = pollRules
  if (media.length > 0) yield error('poll-and-media')
  if (poll.options.length < min || poll.options.length > max) yield error('poll-options', { min, max })
  if (poll.options.some((option) => plain(option) === '')) yield error('poll-option-empty')
  if (poll.options.some((option) => plain(option).length > longest)) yield error('poll-option-too-long', { max: longest })
  if (poll.minutes < minMinutes || poll.minutes > maxMinutes) yield error('poll-time', { days: Math.floor(maxMinutes / 1440) })
}

function* checkComment({ settings: { first_comment: words } }: PostContent): Generator<Finding> {
  if (typeof words !== 'string') return
  const over = plain(words).length - textLimits.message
  if (over > 0) yield { ...error('comment-too-long', { over, max: textLimits.message }), part: 0, setting: 'first_comment' }
}

function error(code: string, params?: Reason['params']): PartFinding {
  return { severity: 'error', reason: params ? { code, params } : { code } }
}

function change(code: string): PartFinding {
  return { severity: 'change', reason: { code } }
}
