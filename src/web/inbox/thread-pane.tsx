import { useQuery } from '@tanstack/react-query'
import { MessagesSquare } from 'lucide-react'
import { lazy, type Ref, Suspense, useImperativeHandle, useRef, useState } from 'react'

import type { Message, Thread } from '#contract/inbox'

import { api } from '../api.ts'
import { refusalOf } from '../errors/refusal.ts'
import { useMay } from '../frame/who.ts'
import { EmptyState, ErrorState, LoadingState } from '../ui/states.tsx'
import { AboutPost } from './about-post.tsx'
import { Conversation } from './conversation.tsx'
import { DeskContext, useDesk } from './desk-context.ts'
import { Desk } from './desk.tsx'
import { PlaybookPanel } from './playbook-panel.tsx'
import { PresenceLine } from './presence-line.tsx'
import { LinkedThreads } from './private/linked-threads.tsx'
import type { Asking } from './thread-actions.tsx'
import { ThreadHead } from './thread-head.tsx'
import { useHide } from './use-hide.ts'
import { useInboxText } from './use-inbox-text.ts'
import { usePresence } from './use-presence.ts'
import type { ThreadWork } from './use-thread-work.ts'

import styles from './thread-pane.module.css'

const PrivateDialog = lazy(async () => ({ default: (await import('./private/private-dialog.tsx')).PrivateDialog }))

/** What keys ask of the thread that is open. */
export interface PaneCommands {
  readonly answer: () => void
  readonly note: () => void
  readonly hide: () => void
}

interface ThreadPaneProps {
  threadId: string
  work: ThreadWork
  asking: Asking | undefined
  onAsking: (asking: Asking | undefined) => void
  onPerson: (personId: string) => void
  /** Back to the list, where the thread stands in its place. */
  onBack: (() => void) | undefined
  ref: Ref<PaneCommands>
}

/** One thread: who it is with, the post it is about, what was said and done, and where an answer is written. */
export function ThreadPane({ threadId, ref, ...around }: ThreadPaneProps) {
  const words = useInboxText()
  const thread = useQuery(api.inbox.get.queryOptions({ input: { threadId } }))
  if (thread.isPending) {
    return (
      <section className={styles.pane} aria-label={words.thread.conversation}>
        <div className={styles.waiting}>
          <LoadingState rows={5} height={64} />
        </div>
      </section>
    )
  }
  if (thread.isError) {
    const isGone = refusalOf(thread.error)?.code === 'NOT_FOUND'
    return (
      <section className={styles.pane} aria-label={words.thread.conversation}>
        <ErrorState error={thread.error} {...(isGone ? { title: words.thread.gone } : { retry: () => void thread.refetch() })} />
      </section>
    )
  }
  return <OpenThread thread={thread.data} commands={ref} {...around} />
}

interface OpenThreadProps extends Omit<ThreadPaneProps, 'threadId' | 'ref'> {
  thread: Thread
  commands: Ref<PaneCommands>
}

function OpenThread({ thread, commands, ...around }: OpenThreadProps) {
  const words = useInboxText().thread
  const desk = useDesk(thread)
  const others = usePresence(thread.id, `${desk.draft.answer}\n${desk.draft.note}`)
  const hide = useHide()
  const mayWork = useMay()('inbox.work')
  const foot = useRef<HTMLDivElement>(null)
  const [goingPrivate, setGoingPrivate] = useState<string>()
  const moving = thread.items.find(({ id }) => id === goingPrivate)
  const latest = thread.items.findLast(({ hideable }) => hideable)
  const write = (kind: 'answer' | 'note') => {
    desk.write(kind)
    // Once the other box stands there.
    requestAnimationFrame(() => foot.current?.querySelector('textarea')?.focus())
  }
  useImperativeHandle(commands, () => ({
    answer: () => write('answer'),
    note: () => write('note'),
    hide: () => latest && mayWork && hide(latest),
  }))
  const answerThis = (message: Message) => {
    desk.change({ messageId: message.id })
    write('answer')
  }
  return (
    <DeskContext value={desk}>
      <section className={styles.pane} aria-label={words.conversation}>
        <ThreadHead thread={thread} {...around} />
        {thread.about !== undefined && <AboutPost about={thread.about} />}
        {thread.playbook !== undefined && <PlaybookPanel thread={thread} playbook={thread.playbook} />}
        <LinkedThreads thread={thread} />
        <Conversation thread={thread} onAnswer={answerThis} onHide={hide} onPrivate={({ id }) => setGoingPrivate(id)} />
        <PresenceLine others={others} />
        {mayWork && (
          <div ref={foot} className={styles.foot}>
            <Desk thread={thread} />
          </div>
        )}
        <Suspense>{moving && <PrivateDialog thread={thread} message={moving} onClose={() => setGoingPrivate(undefined)} />}</Suspense>
      </section>
    </DeskContext>
  )
}

/** Beside the list, while none is open. */
export function NoThread() {
  const words = useInboxText().thread
  return (
    <section className={styles.pane} aria-label={words.conversation}>
      <div className={styles.none}>
        <EmptyState icon={<MessagesSquare size={24} />} title={words.choose}>
          {words.chooseHint}
        </EmptyState>
      </div>
    </section>
  )
}
