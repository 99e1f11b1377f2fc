import { judgeVideo } from '../judge-media.ts'
import { notTaken, videosOf } from '../media.ts'
import type { Finding, PostContent, PostPart, PostVideo, SettingField, Settings, VideoRules } from '../network.ts'
import { type Known, limits } from './limits.ts'
import { isForKids, isShort, sentDescription, sentTags, titleIn, visibilityIn } from './sent.ts'
import { tagsLength } from './tags.ts'

interface Judging {
  readonly channel: Known
  readonly settings: readonly SettingField[]
  readonly videosFor: (chosen: Settings) => VideoRules
}

/** Everything to say of a post. Pure. */
export function checkPost(post: PostContent, judging: Judging): readonly Finding[] {
  const first: PostPart = post.parts[0] ?? { text: '', media: [] }
  const { settings } = post
  const inPart = [
    ...checkText(first),
    ...checkMedia(first),
    ...checkTitle(settings),
    ...checkTags(settings),
    ...checkChoices(settings, judging),
    ...checkComment(settings),
    ...checkVisibility(settings, judging.channel),
  ].map((found) => ({ part: 0, ...found }))
  const [video] = videosOf(first)
  const place = {
    part: 0,
    media: Math.max(
      first.media.findIndex(({ kind }) => kind === 'video'),
      0,
    ),
  }
  const ofVideo = video
    ? [
        ...judgeVideo(video, judging.videosFor(settings), place),
        ...checkKind(video, post, judging).map((found) => ({ ...place, ...found })),
      ]
    : []
  return [...inPart, ...ofVideo, ...checkWhole(post)]
}

type Found = Omit<Finding, 'part'>

function* checkText(part: PostPart): Generator<Found> {
  const description = sentDescription(part)
  if (description === '' && part.media.length === 0) yield error('empty-part')
  const bytes = new TextEncoder().encode(description).length
  if (bytes > limits.descriptionBytes)
    yield error('text-too-many-bytes', { over: bytes - limits.descriptionBytes, max: limits.descriptionBytes })
  if (/[<>]/.test(description)) yield error('text-angle-brackets')
  if (part.link && !/^https?:\/\/\S+$/i.test(part.link.url.trim())) yield error('link-not-an-address')
  else if (part.link) yield part.text.includes(part.link.url.trim()) ? change('no-card') : change('link-appended')
  if (part.poll) yield error('no-polls')
}

function* checkMedia(part: PostPart): Generator<Found> {
  const videos = videosOf(part)
  if (videos.length === 0) yield error('video-needed')
  if (videos.length > 1) yield error('one-video', { count: videos.length })
  yield* notTaken(part, ['video'])
}

function* checkTitle(settings: Settings): Generator<Found> {
  const title = titleIn(settings)
  if (title === '') yield error('title-missing', undefined, 'title')
  if (title.length > limits.title) yield error('title-too-long', { over: title.length - limits.title, max: limits.title }, 'title')
  if (/[<>]/.test(title)) yield error('title-angle-brackets', undefined, 'title')
}

function* checkTags(settings: Settings): Generator<Found> {
  const tags = sentTags(settings)
  const length = tagsLength(tags)
  if (length > limits.tags) yield error('tags-too-long', { over: length - limits.tags, max: limits.tags }, 'tags')
  if (tags.some((tag) => /[<>]/.test(tag))) yield error('tags-angle-brackets', undefined, 'tags')
}

/** What can be chosen comes from the channel and may have changed since. */
function* checkChoices(settings: Settings, { settings: fields }: Judging): Generator<Found> {
  for (const name of ['playlist', 'category']) {
    const field = fields.find((each) => each.name === name)
    const chosen = settings[name]
    if (field?.kind !== 'choice' || typeof chosen !== 'string' || chosen === '') continue
    if (!field.options.includes(chosen)) yield error(`${name}-unknown`, undefined, name)
  }
}

function* checkComment(settings: Settings): Generator<Found> {
  const written = settings['first_comment']
  const comment = typeof written === 'string' ? written.trim() : ''
  if (comment === '') return
  if (comment.length > limits.comment)
    yield error('comment-too-long', { over: comment.length - limits.comment, max: limits.comment }, 'first_comment')
  if (isForKids(settings)) yield change('comment-left-out-kids', 'first_comment')
  else if (visibilityIn(settings) === 'private') yield change('comment-left-out-private', 'first_comment')
}

function* checkVisibility(settings: Settings, { audited }: Known): Generator<Found> {
  if (!audited && visibilityIn(settings) !== 'private') yield warning('may-stay-private', 'visibility')
}

function checkKind(video: PostVideo, { settings }: PostContent, { channel }: Judging): readonly Found[] {
  const upright = video.width <= video.height
  const found: Found[] = []
  if (!isShort(settings) && upright && video.seconds <= limits.shortSeconds) found.push(change('becomes-short', 'kind'))
  if (!isShort(settings) && video.cover && !channel.longUploads) found.push(warning('thumbnail-needs-phone'))
  if (!channel.longUploads && !isShort(settings) && video.seconds > limits.secondsUnverified) found.push(warning('longer-needs-phone'))
  return found
}

function* checkWhole({ parts }: PostContent): Generator<Finding> {
  if (parts.length > 1) yield { ...error('too-many-parts', { count: parts.length, max: 1 }), part: 1 }
}

function error(code: string, params?: Readonly<Record<string, string | number>>, setting?: string): Found {
  return { severity: 'error', reason: params ? { code, params } : { code }, ...(setting === undefined ? {} : { setting }) }
}

function warning(code: string, setting?: string): Found {
  return { severity: 'warning', reason: { code }, ...(setting === undefined ? {} : { setting }) }
}

function change(code: string, setting?: string): Found {
  return { severity: 'change', reason: { code }, ...(setting === undefined ? {} : { setting }) }
}
