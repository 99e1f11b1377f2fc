import { judgeImage, judgeVideo } from '../judge-media.ts'
import { notTaken } from '../media.ts'
import type { Finding, PostContent, PostImage, PostPart, PostVideo, Reason, Rules, SettingField, Settings } from '../network.ts'
import { findEntities, hasAddress } from './caption.ts'
import { cropOf, fillsScreen, finalWidth, imageLimits, imageRules, imagesFor, rulesForVideo, shapeOf, videosFor } from './fit.ts'
import { collaboratorsOf, firstComment, isName, madeOf, mediaOf, settingNames, taggedIn } from './kinds.ts'

/** From the network's documentation. It names no unit for a caption's length; UTF-16 units are the strictest reading. */
const limits = {
  caption: 2200,
  hashtags: 30,
  mentions: 20,
  parts: 1,
  comment: 300,
  commentHashtags: 4,
  collaborators: 3,
  tags: 20,
} as const

const beside = { setting: 'kind', is: ['post', 'reel'] } as const

const settingFields: readonly SettingField[] = [
  { name: 'kind', kind: 'choice', options: ['post', 'reel', 'story'], usual: 'post' },
  { name: settingNames.comment, kind: 'text', maxLength: limits.comment, lines: 3, when: beside },
  { name: settingNames.collaborators, kind: 'text', maxLength: 120, when: beside },
  { name: settingNames.tags, kind: 'text', maxLength: 640, when: beside },
  { name: settingNames.shared, kind: 'toggle', usual: true, when: { setting: 'kind', is: ['reel'] } },
]

const rules: Rules = {
  text: { overflow: (text) => (text.length > limits.caption ? wholeCharacter(text, limits.caption) : undefined) },
  images: imageRules,
  imagesFor,
  videosFor,
  shapeOf,
  maxParts: limits.parts,
  // A caption says nothing of its language, so any number does.
  maxLanguages: Number.MAX_SAFE_INTEGER,
  settings: settingFields,
  uses: () => [{ name: 'posts', amount: 1 }],
  check: checkPost,
  count: (text) => [
    { unit: 'characters', used: text.length, max: limits.caption },
    { unit: 'tags', used: findEntities(text).filter(({ kind }) => kind === 'tag').length, max: limits.hashtags },
  ],
  entities: findEntities,
}

/** The same for every account. */
export const rulesFor = (): Rules => rules

/** Never the middle of a character of two units. */
function wholeCharacter(text: string, at: number): number {
  return /[\uDC00-\uDFFF]/.test(text.charAt(at)) ? at - 1 : at
}

function checkPost(post: PostContent): readonly Finding[] {
  const parts: readonly PostPart[] = post.parts.length > 0 ? post.parts : [{ text: '', media: [] }]
  const whole: readonly Finding[] =
    parts.length > limits.parts ? [{ ...error('too-many-parts', { count: parts.length, max: limits.parts }), part: limits.parts }] : []
  return [
    ...parts.flatMap((part, index) => [...checkPart(part, post.settings)].map((found) => ({ ...found, part: index }))),
    ...checkSettings(post),
    ...whole,
  ]
}

type PartFinding = Omit<Finding, 'part'>

function* checkPart(part: PostPart, settings: Settings): Generator<PartFinding> {
  // A story has no caption, so nothing of it can be too much.
  if (settings['kind'] !== 'story') yield* checkCaption(part.text)
  yield* checkMedia(part, settings)
  if (part.poll) yield error('no-polls')
  if (part.link) yield change('card-left-out')
}

function* checkCaption(text: string): Generator<PartFinding> {
  if (text.length > limits.caption) yield error('text-too-long', { over: text.length - limits.caption, max: limits.caption })
  const found = findEntities(text)
  const hashtags = found.filter(({ kind }) => kind === 'tag').length
  const mentions = found.length - hashtags
  if (hashtags > limits.hashtags) yield error('too-many-hashtags', { count: hashtags, max: limits.hashtags })
  if (mentions > limits.mentions) yield error('too-many-mentions', { count: mentions, max: limits.mentions })
  if (hasAddress(text)) yield change('links-not-clickable')
}

function* checkMedia(part: PostPart, settings: Settings): Generator<PartFinding> {
  yield* notTaken(part, ['image', 'video'])
  const { text, media, link, poll } = part
  const made = madeOf(media, settings)
  if (media.length === 0) yield error(text.trim() === '' && !link && !poll ? 'empty-part' : 'image-needed')
  else if (made === 'story' && media.length > 1) yield error('story-one-file')
  else if (made === 'reel' && (media.length > 1 || media[0]?.kind !== 'video')) yield error('reel-needs-video')
  if (media.length > imageLimits.perPost) yield error('too-many-images', { count: media.length, max: imageLimits.perPost })
  if (made === 'reel' && settings['kind'] !== 'reel') yield change('video-becomes-reel')
  if (made === 'story' && text.trim() !== '') yield change('story-without-text')
  const files = mediaOf(part)
  for (const [index, file] of files.entries()) {
    const found = file.kind === 'video' ? checkVideo(file, { files, index, settings }) : checkPicture(file, { files, index, settings })
    for (const each of found) yield { ...each, media: media.indexOf(file) }
  }
}

interface Place {
  readonly files: readonly (PostImage | PostVideo)[]
  readonly index: number
  readonly settings: Settings
}

function* checkVideo(video: PostVideo, { files, index, settings }: Place): Generator<PartFinding> {
  yield* judgeVideo(video, rulesForVideo(files, index, settings), { part: 0, media: index })
  if (madeOf(files, settings) !== 'carousel' && video.width > 0 && !fillsScreen(video)) yield change('edges-shown')
}

function* checkPicture(image: PostImage, { files, index, settings }: Place): Generator<PartFinding> {
  if (settings['kind'] === 'story') {
    yield* judgeImage(image, imagesFor(settings), { part: 0, media: index })
    if (image.width > 0 && !fillsScreen(image)) yield change('edges-shown')
    return
  }
  yield* checkImage(image)
  yield* checkShape(files, index)
}

function onSetting(setting: string, found: PartFinding): Finding {
  return { ...found, part: 0, setting }
}

function* checkSettings(post: PostContent): Generator<Finding> {
  const comment = firstComment(post)
  const over = comment.length - limits.comment
  if (over > 0) yield onSetting(settingNames.comment, error('comment-too-long', { over, max: limits.comment }))
  const hashtags = findEntities(comment).filter(({ kind }) => kind === 'tag').length
  if (hashtags > limits.commentHashtags)
    yield onSetting(settingNames.comment, error('comment-hashtags', { count: hashtags, max: limits.commentHashtags }))
  for (const [setting, names, max] of [
    [settingNames.collaborators, collaboratorsOf(post), limits.collaborators],
    [settingNames.tags, taggedIn(post), limits.tags],
  ] as const) {
    if (names.length > max) yield onSetting(setting, error('too-many-names', { count: names.length, max }))
    const strange = names.find((name) => !isName(name))
    if (strange !== undefined) yield onSetting(setting, error('not-a-name', { name: strange }))
    if (names.length > 0) yield onSetting(setting, warning('names-unchecked'))
  }
}

/** Bytes, format and large sides are no finding: the library scales and converts before sending. */
function* checkImage(image: PostImage): Generator<PartFinding> {
  if (!image.mimeType.startsWith('image/')) yield error('image-wrong-type', { type: image.mimeType })
  else if (image.width < 1 || image.height < 1 || image.bytes < 1) yield error('image-unreadable')
  else if (image.mimeType === 'image/gif') yield warning('image-stands-still')
  if (image.alt.trim() === '') yield warning('alt-missing')
  if (image.alt.length > imageLimits.alt) yield error('alt-too-long', { over: image.alt.length - imageLimits.alt, max: imageLimits.alt })
}

function* checkShape(images: Place['files'], index: number): Generator<PartFinding> {
  const crop = cropOf(images, index)
  if (crop === 'limits') yield change('image-cropped')
  if (crop === 'first') yield change('image-cropped-to-first')
  const width = Math.round(finalWidth(images, index))
  if (width > 0 && width < imageLimits.width.min) yield warning('image-small', { width, min: imageLimits.width.min })
}

function error(code: string, params?: Reason['params']): PartFinding {
  return { severity: 'error', reason: reasonOf(code, params) }
}

function warning(code: string, params?: Reason['params']): PartFinding {
  return { severity: 'warning', reason: reasonOf(code, params) }
}

function change(code: string): PartFinding {
  return { severity: 'change', reason: { code } }
}

function reasonOf(code: string, params: Reason['params']): Reason {
  return params ? { code, params } : { code }
}
