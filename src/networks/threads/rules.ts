import { judgeImage, judgeVideo } from '../judge-media.ts'
import { notTaken } from '../media.ts'
import type { Finding, PostContent, PostPart, Reason, Rules, SettingField } from '../network.ts'
import { countLinks, countTopics, findEntities, isTopic, measure, textLimits } from './counting.ts'
import { imageRules, mostFiles, narrowest, pollRules, quotedBy, videoRules } from './limits.ts'

/** Those of `reply_control` that make sense for a post that answers nobody. */
const audiences = ['everyone', 'followers_only', 'accounts_you_follow', 'mentioned_only'] as const

/** The documentation names no limit for a thread; this is far below the answers of a day. */
const mostParts = 50

const settings: readonly SettingField[] = [
  { name: 'reply_control', kind: 'choice', options: audiences, usual: 'everyone' },
  { name: 'topic_tag', kind: 'text', maxLength: textLimits.topic },
  { name: 'quote', kind: 'text', maxLength: 300 },
  { name: 'spoiler', kind: 'toggle', usual: false },
]

const rules: Rules = {
  text: { overflow: (text) => measure(text).overflow },
  images: imageRules,
  videosFor: () => videoRules,
  maxParts: mostParts,
  // A post says nothing of its language, so any number does.
  maxLanguages: Number.MAX_SAFE_INTEGER,
  polls: pollRules,
  settings,
  check: checkPost,
  uses: ({ parts }) => [
    { name: 'posts', amount: 1 },
    { name: 'replies', amount: Math.max(parts.length - 1, 0) },
  ],
  count: (text) => [{ unit: 'characters', used: measure(text).count, max: textLimits.characters }],
  entities: findEntities,
}

/** The same for every account. */
export const rulesFor = (): Rules => rules

function checkPost(post: PostContent): readonly Finding[] {
  const parts: readonly PostPart[] = post.parts.length > 0 ? post.parts : [{ text: '', media: [] }]
  const whole: readonly Finding[] =
    parts.length > mostParts ? [{ ...error('too-many-parts', { count: parts.length, max: mostParts }), part: mostParts }] : []
  return [...parts.flatMap((part, index) => checkPart(part, index)), ...checkSettings(post, parts), ...whole]
}

type PartFinding = Omit<Finding, 'part'>

function checkPart(part: PostPart, index: number): readonly Finding[] {
  const found = [...checkText(part), ...checkMedia(part), ...checkPoll(part)].map((each) => ({ ...each, part: index }))
  const files = part.media.flatMap((item, place): readonly Finding[] => {
    const at = { part: index, media: place, altLength: (alt: string) => Array.from(alt).length }
    if (item.kind === 'video') return judgeVideo(item, videoRules, at)
    return item.kind === 'image' ? judgeImage(item, imageRules, at) : []
  })
  return [...found, ...files]
}

function* checkText(part: PostPart): Generator<PartFinding> {
  const { text, media, poll } = part
  const link = sentLink(part)
  if (text.trim() === '' && media.length === 0 && link === undefined) yield error(poll ? 'poll-without-text' : 'empty-part')
  const { count } = measure(text)
  if (count > textLimits.characters) yield error('text-too-long', { over: count - textLimits.characters, max: textLimits.characters })
  const links = countLinks(text, link)
  if (links > textLimits.links) yield error('too-many-links', { count: links, max: textLimits.links })
  if (countTopics(text) > 1) yield change('one-topic')
}

/** The card's address, where there is room for one: beside words alone. */
function sentLink({ media, poll, link }: PostPart): string | undefined {
  return media.length > 0 || poll ? undefined : link?.url
}

function* checkMedia(part: PostPart): Generator<PartFinding> {
  const { media, link, poll } = part
  yield* notTaken(part, ['image', 'video'])
  if (media.length > mostFiles) yield error('too-many-files', { count: media.length, max: mostFiles })
  for (const [index, item] of media.entries()) {
    if (item.kind !== 'image' || item.width < 1 || item.width >= narrowest) continue
    yield { ...warning('image-small', { width: item.width, min: narrowest }), media: index }
  }
  if (link && (media.length > 0 || poll)) yield change('card-left-out')
  else if (link && !isAddress(link.url)) yield error('link-not-an-address')
}

function isAddress(url: string): boolean {
  return URL.canParse(url) && /^https?:$/.test(new URL(url).protocol)
}

function* checkPoll({ poll, media }: PostPart): Generator<PartFinding> {
  if (!poll) return
  const { minOptions: min, maxOptions: max, maxOptionLength: longest, maxMinutes } = pollRules
  if (media.length > 0) yield error('poll-and-media')
  if (poll.options.length < min || poll.options.length > max) yield error('poll-options', { min, max })
  if (poll.options.some((option) => option.trim() === '')) yield error('poll-option-empty')
  if (poll.options.some((option) => Array.from(option.trim()).length > longest)) yield error('poll-option-too-long', { max: longest })
  if (poll.minutes !== maxMinutes) yield change('poll-a-day')
  if (poll.multiple) yield change('poll-single-choice')
}

function* checkSettings({ settings: chosen }: PostContent, [first]: readonly PostPart[]): Generator<Finding> {
  const topic = written(chosen['topic_tag']).replace(/^#/, '')
  if (topic !== '' && !isTopic(topic)) yield { ...error('topic-refused', { max: textLimits.topic }), part: 0, setting: 'topic_tag' }
  if (topic !== '' && first && countTopics(first.text) > 0) yield { ...change('topic-instead'), part: 0, setting: 'topic_tag' }
  const quote = written(chosen['quote'])
  if (quote !== '' && !quotedBy(quote)) yield { ...error('quote-not-an-address'), part: 0, setting: 'quote' }
}

function written(value: string | boolean | undefined): string {
  return typeof value === 'string' ? value.trim() : ''
}

function error(code: string, params?: Reason['params']): PartFinding {
  return { severity: 'error', reason: params ? { code, params } : { code } }
}

function warning(code: string, params: Reason['params'] & object): PartFinding {
  return { severity: 'warning', reason: { code, params } }
}

function change(code: string): PartFinding {
  return { severity: 'change', reason: { code } }
}
