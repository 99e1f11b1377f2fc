import type { Json } from '#kit/json'

import { leftOut } from '../left-out.ts'
import type { Delivery, NetworkEnvironment, Outcome, PostPart, Step } from '../network.ts'
import { notTaken } from '../not-taken.ts'
import { type Copy, latelyCopied, type Told } from './copies.ts'
import { postId } from './ids.ts'
import { madeOf, newestBefore, partOf, preparedAt, workOf } from './steps.ts'
import { plain } from './wording.ts'

type Found = { readonly found: true; readonly result: Json } | { readonly found: false }

/**
 * There is no history to look in. What can be seen is whether the network has copied the post into the discussion group, for as long as
 * that message was not called read; it proves that the post is there, and its absence proves nothing. Of a first comment nothing can be
 * seen at all: it is left as it is, and people are told, for the post itself is out.
 */
export async function lookUp(step: Step, job: Delivery, environment: NetworkEnvironment): Promise<Outcome<Found>> {
  const work = workOf(step)
  if (work.kind === 'comment') return { ok: true, value: { found: true, result: leftOut({ code: 'comment-unclear' }) } }
  if (work.kind !== 'part') throw new Error(`“${step.name}” makes nothing visible.`)
  const copied = await latelyCopied(job, environment)
  if (!copied.ok) return copied
  const wanted = partOf(job.content, work.part)
  const first = (await ofThisPost(copied.value, { part: work.part, wanted, job, environment }))[0]
  if (!first) return { ok: true, value: { found: false } }
  const { media_group_id: album } = first.words
  const ids = copied.value
    .filter((copy) => copy === first || (album !== undefined && copy.words.media_group_id === album))
    .map(({ original }) => original)
    .toSorted((one, other) => one - other)
  // The rest of an album is copied a moment later.
  if (ids.length < wanted.media.length) return { ok: false, trouble: { kind: 'unavailable', reason: { code: 'not-copied-yet' } } }
  return { ok: true, value: { found: true, result: { ids, at: environment.now().toString() } } }
}

interface Looking {
  readonly part: number
  readonly wanted: PostPart
  readonly job: Delivery
  readonly environment: NetworkEnvironment
}

/** The network's clock and ours need not agree. */
const clockSkew = { minutes: 2 }

async function ofThisPost(copied: readonly Told[], { part, wanted, job, environment }: Looking): Promise<readonly Told[]> {
  const newest = newestBefore(job)
  const since = preparedAt(job).subtract(clockSkew).epochMilliseconds / 1000
  const known = new Set(job.content.parts.flatMap((_, index) => (index + 1 === part ? [] : (madeOf(job, index + 1) ?? []))))
  const alike = copied.filter(
    ({ words, original, update }) => update > newest && words.date >= since && !known.has(original) && isSame(words, wanted),
  )
  const named = alike.map((copy) => ({ id: postId(job.access, copy.original), copy }))
  return (await notTaken(named, environment)).map(({ copy }) => copy)
}

function isSame(words: Copy['words'], { text, media, poll, link }: PostPart): boolean {
  if (poll) return words.poll?.question === plain(text) && sameTexts(words.poll.options, poll.options)
  const [first] = media
  if (!first) return words.text === (plain(text) === '' ? (link?.url ?? '') : plain(text))
  if ((words.media_group_id !== undefined) !== media.length > 1) return false
  const carriesCaption = first.kind === 'document' && media.length > 1 ? words.document !== undefined : words.caption === captionOf(text)
  return carriesCaption && isOfKind(words, first.kind)
}

function captionOf(text: string): string | undefined {
  return plain(text) === '' ? undefined : plain(text)
}

function isOfKind({ photo, video, animation, document }: Copy['words'], kind: PostPart['media'][number]['kind']): boolean {
  if (kind === 'image') return photo !== undefined || animation !== undefined
  return kind === 'video' ? video !== undefined : document !== undefined
}

function sameTexts(options: readonly { readonly text: string }[], written: readonly string[]): boolean {
  return options.length === written.length && options.every(({ text }, index) => text === plain(written[index] ?? ''))
}
