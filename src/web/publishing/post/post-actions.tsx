import { Button, Group } from '@mantine/core'
import { CalendarClock, Copy, Pencil, Repeat2 } from 'lucide-react'
import { lazy, Suspense, useState } from 'react'

import type { Account } from '#contract/connections'
import type { Post } from '#contract/publishing'

import { client, reload } from '../../api.ts'
import { useExplain } from '../../errors/use-explain.ts'
import { useWrite } from '../../frame/use-write.ts'
import { useMay } from '../../frame/who.ts'
import { useText } from '../../language/text-provider.tsx'
import { useFormat } from '../../language/use-format.ts'
import { ConfirmButton } from '../../ui/confirm-button.tsx'
import { showTrouble, toast, undoToast } from '../../ui/toast.tsx'
import { useIdempotencyKey } from '../../use-idempotency-key.ts'
import { occurrenceOf, planAt } from '../time/wall-clock.ts'
import { actionsFor } from './actions-for.ts'
import { MoveDialog } from './move-dialog.tsx'

const KeepDialog = lazy(async () => ({ default: (await import('../evergreen/keep-dialog.tsx')).KeepDialog }))

interface PostActionsProps {
  post: Post
  accounts: readonly Account[]
  /** Asks from which of these copies it is to be taken down. */
  onTakeDown: (deliveryIds: readonly string[]) => void
  /** The post is no more. */
  onGone: () => void
}

/** What can be done with a post as it stands and with what the role allows. The first one is the likely one. */
export function PostActions({ post, accounts, onTakeDown, onGone }: PostActionsProps) {
  const words = useText().post
  const may = useMay()
  const write = useWrite()
  const format = useFormat()
  const act = useActions(post)
  const [moving, setMoving] = useState(false)
  const [keeping, setKeeping] = useState(false)
  const can = actionsFor(post, may)
  const handles = handlesOf(accounts, post.accountIds)
  const live = post.deliveries.filter(({ state }) => state === 'published')
  return (
    <Group gap="xs">
      {can.edit && (
        <Button leftSection={<Pencil size={16} aria-hidden="true" />} onClick={() => write.open({ postId: post.id })}>
          {words.actions.edit}
        </Button>
      )}
      {can.move && (
        <Button variant="default" leftSection={<CalendarClock size={16} aria-hidden="true" />} onClick={() => setMoving(true)}>
          {post.planned === undefined ? words.actions.schedule : words.actions.move}
        </Button>
      )}
      {can.publishNow && (
        <ConfirmButton
          question={words.publishQuestion(format.list(handles))}
          explanation={words.publishExplanation}
          confirm={words.actions.publishNow}
          onConfirm={act.publishNow}
        >
          {words.actions.publishNow}
        </ConfirmButton>
      )}
      {can.unschedule && (
        <Button variant="default" onClick={act.unschedule}>
          {words.actions.unschedule}
        </Button>
      )}
      {can.duplicate && (
        <Button variant="default" leftSection={<Copy size={16} aria-hidden="true" />} onClick={act.duplicate}>
          {words.actions.duplicate}
        </Button>
      )}
      {can.keep && (
        <Button variant="default" leftSection={<Repeat2 size={16} aria-hidden="true" />} onClick={() => setKeeping(true)}>
          {words.actions.keep}
        </Button>
      )}
      {can.takeDown && (
        <Button variant="default" onClick={() => onTakeDown(live.map(({ id }) => id))}>
          {words.actions.takeDown}
        </Button>
      )}
      {can.remove && (
        <ConfirmButton
          question={words.removeQuestion}
          explanation={words.removeExplanation}
          confirm={words.actions.remove}
          onConfirm={async () => (await act.remove()) && onGone()}
        >
          {words.actions.remove}
        </ConfirmButton>
      )}
      {moving && <MoveDialog post={post} onClose={() => setMoving(false)} />}
      {keeping && (
        <Suspense>
          <KeepDialog postId={post.id} accountIds={post.accountIds} onClose={() => setKeeping(false)} />
        </Suspense>
      )}
    </Group>
  )
}

function handlesOf(accounts: readonly Account[], ids: readonly string[]): string[] {
  return accounts.filter(({ id }) => ids.includes(id)).map(({ handle }) => `@${handle}`)
}

function useActions(post: Post) {
  const words = useText().post.done
  const explain = useExplain()
  const write = useWrite()
  const key = useIdempotencyKey()
  const ref = { postId: post.id, revision: post.revision }

  async function attempt(work: () => Promise<unknown>): Promise<boolean> {
    try {
      await work()
      return true
    } catch (error) {
      showTrouble(explain(error))
      return false
    } finally {
      void reload('posts')
    }
  }

  return {
    publishNow: () =>
      attempt(async () => {
        await client.publishing.schedule({ ...ref, when: { kind: 'now' } })
        toast(words.publishing)
      }),
    unschedule: () =>
      void attempt(async () => {
        const draft = await client.publishing.unschedule(ref)
        const { planned } = post
        if (planned === undefined) return
        const undo = () => client.publishing.schedule({ postId: draft.id, revision: draft.revision, when: planOf(planned) })
        undoToast({ message: words.unscheduled, undo: words.undo, onUndo: () => void attempt(undo) })
      }),
    duplicate: () =>
      void attempt(async () => {
        const copy = await client.publishing.duplicate({ postId: post.id }, { context: { idempotencyKey: key.current() } })
        key.next()
        toast(words.duplicated)
        write.open({ postId: copy.id })
      }),
    remove: () =>
      attempt(async () => {
        await client.publishing.remove({ postId: post.id })
        toast(words.removed)
      }),
  }
}

/** The same moment again, also in an hour that happens twice. */
function planOf({ at, local, timeZone }: NonNullable<Post['planned']>) {
  return planAt(local, timeZone, occurrenceOf(at, local, timeZone))
}
