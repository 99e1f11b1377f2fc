import type { Json } from '#kit/json'

import type { Finding, PostContent, PostPart, Rules, SettingField } from '../network.ts'
import { callsFor } from './calls.ts'
import { checkLink, checkPoll } from './check-cards.ts'
import { checkMedia } from './check-media.ts'
import { error, type PartFinding, warning } from './findings.ts'
import { documentRules, imageRules, limits, pollRules, videoRules } from './limits.ts'
import { findPieces, overflowAt, sentLength } from './little.ts'

/** What differs between profiles; `comments` is false where the right to comment was not given. */
interface Profile {
  readonly author: 'member' | 'organization'
  readonly comments: boolean
}

function profileIn(given: Json): Profile {
  if (typeof given !== 'object' || given === null || Array.isArray(given)) return { author: 'member', comments: true }
  const { author, comments } = Object.fromEntries(Object.entries(given))
  return { author: author === 'organization' ? 'organization' : 'member', comments: comments !== false }
}

export function rulesFor(given: Json): Rules {
  const profile = profileIn(given)
  return {
    text: { overflow: (text) => overflowAt(text, limits.text) },
    images: imageRules,
    videosFor: () => videoRules,
    documents: documentRules,
    maxParts: 1,
    // A post says nothing of its language, so any number does.
    maxLanguages: Number.MAX_SAFE_INTEGER,
    polls: pollRules,
    settings: settingsFor(profile),
    uses: (post) => {
      const amount = callsFor(post)
      return [
        { name: 'member_calls', amount },
        { name: 'app_calls', amount },
      ]
    },
    check: (post) => checkPost(post, profile),
    count: (text) => [{ unit: 'characters', used: sentLength(text), max: limits.text }],
    entities: findPieces,
  }
}

function settingsFor({ author }: Profile): readonly SettingField[] {
  const audience: SettingField = { name: 'visibility', kind: 'choice', options: ['public', 'connections'], usual: 'public' }
  return [
    ...(author === 'member' ? [audience] : []),
    { name: 'no_reposts', kind: 'toggle', usual: false },
    { name: 'poll_question', kind: 'text', maxLength: limits.pollQuestion },
    { name: 'first_comment', kind: 'text', maxLength: limits.comment, lines: 3 },
  ]
}

function checkPost(post: PostContent, profile: Profile): readonly Finding[] {
  const parts: readonly PostPart[] = post.parts.length > 0 ? post.parts : [{ text: '', media: [] }]
  const found = parts.flatMap((part, index) => [...checkPart(part, post)].map((each) => ({ ...each, part: index })))
  const whole: readonly Finding[] = parts.length > 1 ? [{ ...error('too-many-parts', { count: parts.length }), part: 1 }] : []
  return [...found, ...whole, ...[...checkSettings(post, profile)].map((each) => ({ ...each, part: 0 }))]
}

function* checkPart(part: PostPart, post: PostContent): Generator<PartFinding> {
  const { text, media, link, poll } = part
  if (text.trim() === '' && media.length === 0 && !link && !poll) yield error('empty-part')
  const over = sentLength(text.trim()) - limits.text
  if (over > 0) yield error('text-too-long', { over, max: limits.text })
  yield* checkMedia(part)
  yield* checkPoll(part, post)
  yield* checkLink(part)
}

function* checkSettings({ settings }: PostContent, { comments }: Profile): Generator<PartFinding> {
  const { first_comment: comment } = settings
  if (typeof comment !== 'string' || comment.trim() === '') return
  const over = comment.trim().length - limits.comment
  if (over > 0) yield { ...error('comment-too-long', { over, max: limits.comment }), setting: 'first_comment' }
  if (!comments) yield { ...error('comments-not-allowed'), setting: 'first_comment' }
  if (findPieces(comment).some(({ kind }) => kind === 'mention')) yield { ...warning('comment-is-plain'), setting: 'first_comment' }
}
