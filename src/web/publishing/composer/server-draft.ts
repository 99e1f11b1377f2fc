import type { Content, ContentInput, MediaInput, Post } from '#contract/publishing'
import type { Confirmed } from '#contract/voice'

import { refusalOf } from '../../errors/refusal.ts'
import type { Belonging } from '../../strategy/belonging-choice.tsx'
import { newKey } from '../new-key.ts'

/** What the author wrote, as the server takes it. */
export interface Written {
  readonly content: ContentInput
  readonly accountIds: readonly string[]
  /** What it is sorted by: no part of what it says, so nobody quarrels over it. */
  readonly belonging?: Belonging | undefined
  /** Warnings of the brand's rules that the author has seen, of a scheduled post. */
  readonly confirmed?: Confirmed
}

export interface PostRef {
  readonly id: string
  readonly revision: number
}

/** The three calls a draft needs. */
export interface DraftCalls {
  create(written: Written, key: string): Promise<Post>
  save(post: PostRef, written: Written): Promise<Post>
  load(id: string): Promise<Post>
}

/** The first request, kept word for word until its answer is known; it outlives the page, because so may its effect. */
export interface Creating {
  readonly written: Written
  readonly key: string
}

export interface CreatingMemory {
  read(): Creating | undefined
  write(creating: Creating | undefined): void
}

export interface Known {
  readonly post: PostRef | undefined
  readonly creating: CreatingMemory
}

export interface ServerDraft {
  /** Creates the draft the first time, then saves it on top of the revision known here. */
  save(written: Written): Promise<'saved' | 'failed' | 'conflict'>
  post(): PostRef | undefined
  /** What someone else saved meanwhile; set after a conflict. */
  theirs(): Post | undefined
  /** Why the last save failed. */
  trouble(): unknown
  /** Goes on from this revision, after a conflict was settled or another call changed the post; without one, the next save makes a new draft. */
  adopt(post: PostRef | undefined): void
}

/**
 * The server's copy of what is being written. An answer that was lost makes neither a second draft (the first request is repeated word for word
 * under its key) nor a quarrel with oneself (a newer revision with exactly what we sent is ours).
 */
export function serverDraft(calls: DraftCalls, known: Known, onPost: (post: Post) => void): ServerDraft {
  let post = known.post
  let lastSent: Written | undefined
  /** What the server said it has; sent is not saved. */
  let lastSaved: Written | undefined
  let theirs: Post | undefined
  let trouble: unknown

  function adopt(next: Post): void {
    post = { id: next.id, revision: next.revision }
    theirs = undefined
    trouble = undefined
    onPost(next)
  }

  async function create(written: Written): Promise<void> {
    const creating = known.creating.read() ?? { written, key: newKey() }
    known.creating.write(creating)
    try {
      adopt(await calls.create(creating.written, creating.key))
    } catch (error) {
      if (isFinal(error)) known.creating.write(undefined)
      throw error
    }
    lastSent = creating.written
    lastSaved = creating.written
    known.creating.write(undefined)
  }

  async function saveOver(ref: PostRef, written: Written): Promise<'saved' | 'conflict'> {
    const before = lastSent
    lastSent = written
    try {
      adopt(await calls.save(ref, written))
      return 'saved'
    } catch (error) {
      if (refusalOf(error)?.code !== 'POST_CHANGED') throw error
    }
    const found = await calls.load(ref.id)
    if (found.revision !== ref.revision && (says(found, written) || (before !== undefined && says(found, before)))) {
      adopt(found)
      return says(found, written) ? 'saved' : saveOver({ id: found.id, revision: found.revision }, written)
    }
    theirs = found
    return 'conflict'
  }

  return {
    async save(written) {
      try {
        if (post === undefined) await create(written)
        if (post === undefined || lastSaved === written) return 'saved'
        const outcome = await saveOver(post, written)
        if (outcome === 'saved') lastSaved = written
        return outcome
      } catch (error) {
        trouble = error
        return 'failed'
      }
    },
    post: () => post,
    theirs: () => theirs,
    trouble: () => trouble,
    adopt(ref) {
      post = ref
      theirs = undefined
      if (ref === undefined) known.creating.write(undefined)
    },
  }
}

/** Whether a saved post says exactly what was written. */
export function says(post: Post, written: Written): boolean {
  return outline({ content: asInput(post), accountIds: post.accountIds }) === outline(written)
}

function asInput({ content }: Post): ContentInput {
  const variants = Object.entries(content.variants).map(([network, { parts, settings }]) => [
    network,
    { settings, ...(parts === undefined ? {} : { parts: parts.map(asPart) }) },
  ])
  return { languages: content.languages, parts: content.parts.map(asPart), variants: Object.fromEntries(variants) }
}

function asPart({ text, media, link, poll }: Content['parts'][number]): ContentInput['parts'][number] {
  return { text, media, ...(link === undefined ? {} : { link }), ...(poll === undefined ? {} : { poll }) }
}

function outline({ content, accountIds }: Written): string {
  const variants = Object.entries(content.variants)
    .toSorted(byName)
    .map(([network, { parts, settings }]) => [network, parts?.map(outlineOf) ?? null, Object.entries(settings).toSorted(byName)])
  return JSON.stringify([content.parts.map(outlineOf), content.languages, variants, accountIds.toSorted()])
}

function byName([one]: readonly [string, unknown], [other]: readonly [string, unknown]): number {
  return one.localeCompare(other)
}

function outlineOf({ text, media, link, poll }: ContentInput['parts'][number]) {
  return [
    text,
    media.map(outlineOfMedia),
    link === undefined ? [] : [link.url, link.title, link.description, link.thumbMediaId ?? ''],
    poll === undefined ? [] : [poll.options, poll.minutes, poll.multiple],
  ]
}

function outlineOfMedia({ mediaId, alt, focus, trim, cover, captions = [], title }: MediaInput) {
  return [
    mediaId,
    alt,
    focus === undefined ? [] : [focus.x, focus.y],
    trim === undefined ? [] : [trim.from, trim.to],
    cover === undefined ? [] : 'at' in cover ? [cover.at] : [cover.mediaId],
    captions.map((each) => [each.language, each.mediaId]),
    title ?? '',
  ]
}

/** The server judged the request, so repeating it word for word would change nothing. */
function isFinal(error: unknown): boolean {
  const refusal = refusalOf(error)
  return refusal !== undefined && refusal.code !== 'STILL_RUNNING' && refusal.status !== 401 && refusal.status !== 429
}
