import { judgeImage, judgeVideo } from '../judge-media.ts'
import { imagesOf, notTaken, videosOf } from '../media.ts'
import type { Finding, ImageRules, PostContent, PostPart, Reason, Rules, SettingField, Settings } from '../network.ts'
import { findEntities, hasName } from './entities.ts'
import { type Kind, photoRules, storyPhotoRules, videoRules } from './fit.ts'

/** The documentation names no limit for a text; this one is what the network has been known for. UTF-16 units are the strictest reading. */
const limits = { text: 63_206, comment: 8000, parts: 1 } as const

const settings: readonly SettingField[] = [
  { name: 'kind', kind: 'choice', options: ['post', 'reel', 'story'], usual: 'post' },
  { name: 'first_comment', kind: 'text', maxLength: limits.comment, lines: 3, when: { setting: 'kind', is: ['post', 'reel'] } },
]

const noPhotos: ImageRules = { ...photoRules, maxPerPart: 0 }

/** `comments`: whether the person allowed Hearth to comment; a Page of which nothing is known is taken to be usual. */
export function rulesFor(limited: unknown): Rules {
  return typeof limited === 'object' && limited !== null && 'comments' in limited && limited.comments === false ? silent : usual
}

function rulesWith({ comments }: { readonly comments: boolean }): Rules {
  return {
    text: { overflow: (text) => (text.length > limits.text ? wholeCharacter(text, limits.text) : undefined) },
    images: photoRules,
    imagesFor: (chosen) => ({ post: photoRules, reel: noPhotos, story: storyPhotoRules })[kindIn(chosen)],
    videosFor: (chosen) => videoRules[kindIn(chosen)],
    maxParts: limits.parts,
    // A post says nothing of its language, so any number does.
    maxLanguages: Number.MAX_SAFE_INTEGER,
    settings,
    uses: (post) => (kindIn(post.settings) === 'reel' ? [{ name: 'reels', amount: 1 }] : []),
    check: (post) => [...checkPost(post), ...checkComment(post, comments)],
    count: (text) => [{ unit: 'characters', used: text.length, max: limits.text }],
    entities: findEntities,
  }
}

const usual = rulesWith({ comments: true })
const silent = rulesWith({ comments: false })

function kindIn({ kind }: Settings): Kind {
  return kind === 'reel' || kind === 'story' ? kind : 'post'
}

/** Never the middle of a character of two units. */
function wholeCharacter(text: string, at: number): number {
  return /[\uDC00-\uDFFF]/.test(text.charAt(at)) ? at - 1 : at
}

type PartFinding = Omit<Finding, 'part'>

function checkPost(post: PostContent): readonly Finding[] {
  const parts: readonly PostPart[] = post.parts.length > 0 ? post.parts : [{ text: '', media: [] }]
  const whole: readonly Finding[] =
    parts.length > limits.parts ? [{ ...error('too-many-parts', { count: parts.length, max: limits.parts }), part: limits.parts }] : []
  const kind = kindIn(post.settings)
  return [
    ...parts.flatMap((part, index) =>
      [...checkPart(part, kind), ...judgeMedia(part, { kind, part: index })].map((found) => ({ ...found, part: index })),
    ),
    ...whole,
  ]
}

function* checkPart(part: PostPart, kind: Kind): Generator<PartFinding> {
  if (kind === 'story') {
    if (part.text.trim() !== '') yield change('story-text-left-out')
  } else yield* checkText(part.text)
  yield* { post: checkFeed, reel: checkReel, story: checkStory }[kind](part)
  if (part.poll) yield error('no-polls')
  if (part.link) yield* checkLink(part, kind)
}

function* checkText(text: string): Generator<PartFinding> {
  if (text.length > limits.text) yield error('text-too-long', { over: text.length - limits.text, max: limits.text })
  if (hasName(text)) yield change('names-stay-plain')
}

/** One photo, several, or one video; never both. */
function* checkFeed(part: PostPart): Generator<PartFinding> {
  const { text, media, link, poll } = part
  const [images, videos] = [imagesOf(part).length, videosOf(part).length]
  if (text.trim() === '' && media.length === 0 && !link && !poll) yield error('empty-part')
  if (images > photoRules.maxPerPart) yield error('too-many-images', { count: images, max: photoRules.maxPerPart })
  if (videos > 1) yield error('too-many-videos', { count: videos, max: 1 })
  if (images > 0 && videos > 0) yield error('photos-or-video')
  yield* notTaken(part, ['image', 'video'])
}

function* checkReel(part: PostPart): Generator<PartFinding> {
  const videos = videosOf(part).length
  if (videos === 0) yield error('reel-needs-video')
  if (videos > 1) yield error('too-many-videos', { count: videos, max: 1 })
  yield* notTaken(part, ['video'])
}

function* checkStory(part: PostPart): Generator<PartFinding> {
  const count = imagesOf(part).length + videosOf(part).length
  if (count === 0) yield error('story-needs-media')
  if (count > 1) yield error('story-shows-one', { count })
  yield* notTaken(part, ['image', 'video'])
}

function* checkLink({ media, link }: PostPart, kind: Kind): Generator<PartFinding> {
  if (kind !== 'post' || media.length > 0) yield change('card-left-out')
  else if (!/^https?:\/\/[^/\s]+\.[^/\s]+/i.test(link?.url ?? '')) yield error('link-not-an-address')
  else yield change('card-made-there')
}

function judgeMedia(part: PostPart, { kind, part: index }: { readonly kind: Kind; readonly part: number }): readonly Finding[] {
  const pictures = kind === 'story' ? storyPhotoRules : photoRules
  return part.media.flatMap((item, media) => {
    const place = { part: index, media }
    if (item.kind === 'image') return kind === 'reel' ? [] : judgeImage(item, pictures, place)
    return item.kind === 'video' ? judgeVideo(item, videoRules[kind], place) : []
  })
}

function* checkComment({ settings: chosen }: PostContent, comments: boolean): Generator<Finding> {
  const { first_comment: words } = chosen
  if (typeof words !== 'string' || words.trim() === '' || kindIn(chosen) === 'story') return
  const about = { part: 0, setting: 'first_comment' } as const
  if (!comments) yield { ...error('comment-right-missing'), ...about }
  if (words.length > limits.comment)
    yield { ...error('comment-too-long', { over: words.length - limits.comment, max: limits.comment }), ...about }
}

function error(code: string, params?: Reason['params']): PartFinding {
  return { severity: 'error', reason: params ? { code, params } : { code } }
}

function change(code: string): PartFinding {
  return { severity: 'change', reason: { code } }
}
