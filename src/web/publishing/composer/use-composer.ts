import { useCallback, useEffect, useMemo, useRef, useState } from 'react'

import type { Post } from '#contract/publishing'

import { client, reload } from '../../api.ts'
import { useBrand, useMay } from '../../frame/who.ts'
import type { Belonging } from '../../strategy/belonging-choice.tsx'
import { nextTime } from '../time/wall-clock.ts'
import { fromContent, toContent } from './draft-content.ts'
import { newDraft, type Draft } from './draft.ts'
import { localCopies, type Keeping, type LocalCopy, type TimeChoice } from './local-copy.ts'
import { plannedChoice } from './planned-choice.ts'
import { saveQueue, type SaveState } from './save-queue.ts'
import { serverDraft, type Known, type PostRef, type Written } from './server-draft.ts'
import { isEmpty } from './variants.ts'

/** What is on the desk: the text, where it goes, when, and what it is sorted by. */
export interface Desk {
  readonly draft: Draft
  readonly accountIds: readonly string[]
  readonly choice: TimeChoice
  readonly belonging: Belonging
}

export interface Opening {
  /** The post that is edited; absent for a new one. */
  readonly post?: Post | undefined
  readonly start?: string | undefined
  /** Where a new post goes unless the author says otherwise. */
  readonly accountIds: readonly string[]
}

export type Composer = ReturnType<typeof useComposer>

/**
 * The composer's state and its safe keeping. Every change is on this device at once; a draft is also saved on the server as one types.
 * A scheduled post is not: half a sentence must not go out because its time came while someone was writing.
 */
export function useComposer(opening: Opening) {
  const brand = useBrand()
  const mayWrite = useMay()('posts.write')
  const copies = useMemo(() => localCopies(localStorage, brand.id), [brand.id])
  const [name] = useState(opening.post?.id ?? 'new')
  const [first] = useState(() => openDesk(opening, { copies, brand }))
  const [desk, setDesk] = useState(first.desk)
  const [restored, setRestored] = useState(first.restored)
  const [post, setPost] = useState(opening.post)
  const [saving, setSaving] = useState<SaveState>('saved')
  const [keeping, setKeeping] = useState<Keeping>('kept')
  const [dirty, setDirty] = useState(first.restored)
  const scheduled = post !== undefined && post.state !== 'draft' && post.state !== 'cancelled'
  const [{ server, queue }] = useState(() =>
    startSaving({
      brandId: brand.id,
      known: { post: first.base, creating: copies.creating },
      onPost: setPost,
      onState: (state) => {
        setSaving(state)
        // Also after the sheet was closed: a copy that is saved must not come back as unsaved.
        if (state === 'saved') copies.drop(name)
      },
    }),
  )
  const latest = useRef(desk)

  const keep = useCallback(
    (next: Desk) => {
      const ref = server.post()
      setKeeping(copies.keep(name, { ...next, ...(ref === undefined ? {} : { post: ref }), keptAt: new Date().toISOString() }))
    },
    [copies, name, server],
  )

  const change = useCallback(
    (edit: (desk: Desk) => Desk) => {
      const before = latest.current
      const next = edit(before)
      if (next === before) return
      latest.current = next
      setDesk(next)
      setDirty(true)
      // How far an upload is concerns nobody but this page.
      if (saysTheSame(before, next)) return
      keep(next)
      const worthSaving = server.post() !== undefined || !isEmpty(next.draft)
      if (mayWrite && !scheduled && worthSaving) queue.change(writtenOn(next))
    },
    [keep, mayWrite, queue, scheduled, server],
  )

  useEffect(() => {
    if (first.restored && !scheduled && !isEmpty(first.desk.draft)) queue.change(writtenOn(first.desk))
  }, [first, queue, scheduled])

  useEffect(() => {
    if (!dirty || scheduled || queue.state() !== 'saved' || server.post() === undefined) return
    // oxlint-disable-next-line react/set-state-in-effect -- the queue lives outside React and tells its end through `saving`
    setDirty(false)
    void reload('posts')
    // oxlint-disable-next-line react/exhaustive-effect-dependencies -- `saving` says when to ask the queue again
  }, [saving, dirty, scheduled, queue, server])

  useSafety({ queue, unsaved: dirty && saving !== 'saved' })

  /** Starts over from what the server has, or from nothing. */
  const begin = useCallback(
    (from: Post | undefined) => {
      copies.drop(name)
      const { desk: fresh } = openDesk({ ...opening, post: from }, { copies, brand })
      latest.current = fresh
      setDesk(fresh)
      setDirty(false)
      setRestored(false)
      queue.settle()
      server.adopt(from)
      setPost(from)
    },
    [brand, copies, name, opening, queue, server],
  )

  const finish = useCallback(() => {
    copies.drop(name)
    queue.settle()
    setDirty(false)
  }, [copies, name, queue])

  return {
    brand,
    desk,
    change,
    post,
    /** The post as it was when the sheet opened; absent for a new one. */
    original: opening.post,
    scheduled,
    saving,
    keeping,
    dirty,
    restored,
    server,
    queue,
    begin,
    finish,
    dismissRestored: () => setRestored(false),
  }
}

export function writtenOn({ draft, accountIds, belonging }: Desk): Written {
  return { content: toContent(draft), accountIds, belonging }
}

function saysTheSame(before: Desk, after: Desk): boolean {
  return before.choice === after.choice && JSON.stringify(writtenOn(before)) === JSON.stringify(writtenOn(after))
}

function belongingOf(post: Post | undefined): Belonging {
  return { campaignId: post?.campaignId ?? null, labelIds: post?.labelIds ?? [] }
}

interface Shelf {
  readonly copies: { find(name: string): LocalCopy | undefined }
  readonly brand: { readonly language: string; readonly timeZone: string }
}

function openDesk(
  { post, start, accountIds }: Opening,
  { copies, brand }: Shelf,
): { desk: Desk; restored: boolean; base: PostRef | undefined } {
  const copy = copies.find(post?.id ?? 'new')
  const belonging = copy?.belonging ?? belongingOf(post)
  const known = post === undefined ? copy?.post : { id: post.id, revision: copy?.post?.revision ?? post.revision }
  if (copy !== undefined && !isEmpty(copy.draft)) {
    const choice: TimeChoice = start === undefined ? copy.choice : { kind: 'at', local: start }
    return { desk: { draft: copy.draft, accountIds: copy.accountIds, choice, belonging }, restored: true, base: known }
  }
  const choice: TimeChoice = { kind: 'at', local: start ?? nextTime(Temporal.Now.instant(), brand.timeZone) }
  if (post === undefined)
    return { desk: { draft: newDraft(brand.language), accountIds, choice, belonging }, restored: false, base: undefined }
  const desk = {
    draft: fromContent(post.content),
    accountIds: post.accountIds,
    belonging,
    choice: (post.state === 'scheduled' && plannedChoice(post, brand.timeZone)) || choice,
  }
  return { desk, restored: false, base: { id: post.id, revision: post.revision } }
}

interface Saving {
  readonly brandId: string
  readonly known: Known
  readonly onPost: (post: Post) => void
  readonly onState: (state: SaveState) => void
}

function startSaving({ brandId, known, onPost, onState }: Saving) {
  const server = serverDraft(
    {
      create: ({ content, accountIds, belonging }, idempotencyKey) =>
        client.publishing.create({ brandId, content, accountIds: [...accountIds], ...atFirst(belonging) }, { context: { idempotencyKey } }),
      save: ({ id, revision }, { content, accountIds, belonging, confirmed }) =>
        client.publishing.save({
          postId: id,
          revision,
          content,
          accountIds: [...accountIds],
          ...(belonging && { campaignId: belonging.campaignId, labelIds: [...belonging.labelIds] }),
          ...(confirmed && { confirmed }),
        }),
      load: (postId) => client.publishing.get({ postId }),
    },
    known,
    onPost,
  )
  return { server, queue: saveQueue<Written>({ save: (written) => server.save(written), onState }) }
}

function atFirst({ campaignId, labelIds }: Belonging = belongingOf(undefined)) {
  return { labelIds: [...labelIds], ...(campaignId === null ? {} : { campaignId }) }
}

/** Tries again when the connection is back, saves when the page is hidden, and asks before a page with unsaved work is closed. */
function useSafety({ queue, unsaved }: { queue: ReturnType<typeof startSaving>['queue']; unsaved: boolean }): void {
  useEffect(() => {
    const save = () => void queue.flush()
    const saveWhenHidden = () => document.visibilityState === 'hidden' && save()
    const retry = () => queue.retry()
    addEventListener('online', retry)
    document.addEventListener('visibilitychange', saveWhenHidden)
    return () => {
      removeEventListener('online', retry)
      document.removeEventListener('visibilitychange', saveWhenHidden)
      save()
    }
  }, [queue])
  useEffect(() => {
    if (!unsaved) return
    const ask = (event: BeforeUnloadEvent) => event.preventDefault()
    addEventListener('beforeunload', ask)
    return () => removeEventListener('beforeunload', ask)
  }, [unsaved])
}
