import type { Json } from '#kit/json'

import { judgeImage, judgeVideo } from '../judge-media.ts'
import type { Finding, PostContent, PostPart, Reason, Rules, SettingField } from '../network.ts'
import { type Channel, channelOf } from './channel.ts'
import { documentRules, imageRules, limits, pollRules, videoRules } from './limits.ts'
import { colourIn, contentOf, findEntities, hasCard, threadIn, threadNameIn, asText } from './wording.ts'

/** Messages of one post, one after the other. The network names no limit; more than this is a flood. */
const mostParts = 10

/** The rules of one channel: what kind it is decides what can be chosen. */
export function rulesFor(told: Json): Rules {
  const channel = channelOf(told)
  return {
    text: { overflow: (text) => (text.length > most ? most : undefined) },
    images: imageRules,
    videosFor: () => videoRules,
    documents: documentRules,
    maxParts: mostParts,
    // A message says nothing of its language, so any number does.
    maxLanguages: Number.MAX_SAFE_INTEGER,
    polls: pollRules,
    settings: settingsFor(channel),
    check: (post) => [...checkPost(post), ...checkThread(post, channel)],
    count: (text) => [{ unit: 'characters', used: text.length, max: most }],
    entities: findEntities,
  }
}

const most = limits.content

function settingsFor({ way, kind }: Channel): readonly SettingField[] {
  const named: SettingField = { name: 'thread_name', kind: 'text', maxLength: limits.threadName }
  return [
    ...(kind === 'forum' || way === 'webhook' ? [named] : []),
    { name: 'thread', kind: 'text', maxLength: 200 },
    { name: 'card', kind: 'choice', options: ['embed', 'plain'], usual: 'embed' },
    { name: 'colour', kind: 'text', maxLength: 7, when: { setting: 'card', is: ['embed'] } },
    { name: 'mentions', kind: 'choice', options: ['nobody', 'people', 'roles', 'everyone'], usual: 'nobody' },
    { name: 'spoiler', kind: 'toggle', usual: false },
    { name: 'silent', kind: 'toggle', usual: false },
    ...(kind === 'announcement' && way === 'bot' ? [{ name: 'crosspost', kind: 'toggle', usual: false } as const] : []),
  ]
}

function checkPost(post: PostContent): readonly Finding[] {
  const parts: readonly PostPart[] = post.parts.length > 0 ? post.parts : [{ text: '', media: [] }]
  const whole: readonly Finding[] =
    parts.length > mostParts ? [{ ...error('too-many-parts', { count: parts.length, max: mostParts }), part: mostParts }] : []
  return [...parts.flatMap((part, index) => checkPart(part, index, post)), ...checkSettings(post), ...whole]
}

type PartFinding = Omit<Finding, 'part'>

function checkPart(part: PostPart, index: number, post: PostContent): readonly Finding[] {
  const found = [...checkText(part, post), ...checkFiles(part), ...checkPoll(part)].map((each) => ({ ...each, part: index }))
  const files = part.media.flatMap((item, place): readonly Finding[] => {
    const at = { part: index, media: place }
    if (item.kind === 'video') return judgeVideo(item, videoRules, at)
    return item.kind === 'image' ? judgeImage(item, imageRules, at) : []
  })
  return [...found, ...files]
}

function* checkText(part: PostPart, { settings }: PostContent): Generator<PartFinding> {
  const { media, poll, link } = part
  const content = contentOf(part, settings)
  if (content === '' && media.length === 0 && !poll && !hasCard(part, settings)) yield error('empty-part')
  if (content.length > most) yield error('text-too-long', { over: content.length - most, max: most })
  if (link && !poll && !isAddress(link.url)) yield error('link-not-an-address')
  if (link && !poll && !hasCard(part, settings) && settings['card'] !== 'plain') yield change('card-plain')
}

function isAddress(url: string): boolean {
  return URL.canParse(url) && /^https?:$/.test(new URL(url).protocol)
}

function* checkFiles({ media, poll }: PostPart): Generator<PartFinding> {
  if (media.length > limits.files) yield error('too-many-files', { count: media.length, max: limits.files })
  if (poll && media.length > 0) yield error('poll-and-media')
  for (const [index, item] of media.entries()) {
    if (item.kind === 'document' && item.bytes > documentRules.maxBytes)
      yield { ...error('document-too-large', { max: megabytes(documentRules.maxBytes) }), media: index }
    if (item.kind === 'document' && !documentRules.mimeTypes.includes(item.mimeType)) yield { ...error('no-document'), media: index }
  }
}

function megabytes(bytes: number): number {
  return Math.floor(bytes / (1024 * 1024))
}

function* checkPoll({ poll, text, link }: PostPart): Generator<PartFinding> {
  if (!poll) return
  const { minOptions: min, maxOptions: max, maxOptionLength: longest } = pollRules
  const question = text.trim()
  if (question === '') yield error('poll-without-text')
  if (question.length > limits.pollQuestion) yield error('poll-question-too-long', { max: limits.pollQuestion })
  if (poll.options.length < min || poll.options.length > max) yield error('poll-options', { min, max })
  if (poll.options.some((option) => option.trim() === '')) yield error('poll-option-empty')
  if (poll.options.some((option) => option.trim().length > longest)) yield error('poll-option-too-long', { max: longest })
  if (poll.minutes < pollRules.minMinutes || poll.minutes > pollRules.maxMinutes) yield error('poll-time')
  else if (poll.minutes % 60 !== 0) yield change('poll-hours')
  if (link) yield change('poll-without-card')
}

function* checkSettings({ settings, parts }: PostContent): Generator<Finding> {
  const colour = asText(settings['colour'])
  if (colour !== '' && colourIn(colour) === undefined) yield { ...error('colour-not-known'), part: 0, setting: 'colour' }
  if (asText(settings['thread']) !== '' && threadIn(settings) === undefined)
    yield { ...error('thread-not-known'), part: 0, setting: 'thread' }
  if (settings['mentions'] === 'everyone' && parts.some(({ text }) => /@(?:everyone|here)\b/.test(text)))
    yield { severity: 'warning', reason: { code: 'calls-everyone' }, part: 0, setting: 'mentions' }
}

/** In a forum every post begins a thread, or goes to one. */
function* checkThread({ settings }: PostContent, { kind, way }: Channel): Generator<Finding> {
  const [name, thread] = [threadNameIn(settings), asText(settings['thread'])]
  if (kind === 'forum' && name === '' && thread === '') yield { ...error('thread-name-needed'), part: 0, setting: 'thread_name' }
  if (name !== '' && thread !== '' && (kind === 'forum' || way === 'webhook'))
    yield { ...error('thread-name-or-thread'), part: 0, setting: 'thread_name' }
  if (name.length > limits.threadName)
    yield { ...error('thread-name-too-long', { max: limits.threadName }), part: 0, setting: 'thread_name' }
}

function error(code: string, params?: Reason['params']): PartFinding {
  return { severity: 'error', reason: params ? { code, params } : { code } }
}

function change(code: string): PartFinding {
  return { severity: 'change', reason: { code } }
}
