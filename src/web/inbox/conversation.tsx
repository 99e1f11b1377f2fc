import { useLayoutEffect, useRef } from 'react'

import type { AnswerOnItsWay, Deed, Message, RuleAct, Thread } from '#contract/inbox'

import { DeedLine } from './deed-line.tsx'
import { MessageItem } from './message-item.tsx'
import { OnItsWay } from './on-its-way.tsx'
import { RuleLine } from './rule-line.tsx'
import { useInboxText } from './use-inbox-text.ts'

import styles from './conversation.module.css'

interface ConversationProps {
  thread: Thread
  onAnswer: (message: Message) => void
  onHide: (message: Message) => void
  onPrivate: (message: Message) => void
}

/** Everything said and done, in its order, the latest at the foot and in sight; then the answers that are on their way. */
export function Conversation({ thread, onAnswer, onHide, onPrivate }: ConversationProps) {
  const words = useInboxText().thread
  const entries = entriesOf(thread)
  const scroll = useFootInSight()
  const latest = thread.items.findLast(({ byUs }) => !byUs)
  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- what scrolls has to be reached by key
    <div ref={scroll} className={styles.scroll} role="group" aria-label={words.conversation} tabIndex={0}>
      <ol className={styles.entries}>
        {entries.map((entry) =>
          'deed' in entry ? (
            <DeedLine key={entry.deed.id} deed={entry.deed} />
          ) : 'act' in entry ? (
            <RuleLine key={`${entry.act.ruleId}/${entry.act.messageId}`} act={entry.act} thread={thread} />
          ) : (
            <MessageItem
              key={entry.message.id}
              message={entry.message}
              answers={entry.answers}
              thread={thread}
              isLatest={entry.message === latest}
              onAnswer={onAnswer}
              onHide={onHide}
              onPrivate={onPrivate}
            />
          ),
        )}
        {thread.answers.map((answer: AnswerOnItsWay) => (
          <OnItsWay key={answer.id} answer={answer} network={thread.network} />
        ))}
      </ol>
    </div>
  )
}

type Entry =
  | { readonly at: string; readonly message: Message; readonly answers: Message | undefined }
  | { readonly at: string; readonly deed: Deed }
  | { readonly at: string; readonly act: RuleAct }

/** What answers the line right above it need not say so. */
function entriesOf({ items, deeds, ruled }: Thread): Entry[] {
  const messages = items.map((message, index) => {
    const answered = items.find(({ id }) => id === message.answersId)
    return { at: message.at, message, answers: answered === items[index - 1] ? undefined : answered }
  })
  const done = [...deeds.map((deed) => ({ at: deed.at, deed })), ...ruled.map((act) => ({ at: act.at, act }))]
  return [...messages, ...done].toSorted((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : 0))
}

/** Stays at the foot when something is added, unless somebody is reading further up. */
function useFootInSight() {
  const scroll = useRef<HTMLDivElement>(null)
  const atFoot = useRef(true)
  useLayoutEffect(() => {
    const area = scroll.current
    if (area && atFoot.current) area.scrollTop = area.scrollHeight
  })
  useLayoutEffect(() => {
    const area = scroll.current
    if (!area) return undefined
    const look = () => {
      atFoot.current = area.scrollHeight - area.scrollTop - area.clientHeight < 80
    }
    area.addEventListener('scroll', look, { passive: true })
    const sized = new ResizeObserver(() => {
      if (atFoot.current) area.scrollTop = area.scrollHeight
    })
    sized.observe(area)
    return () => {
      area.removeEventListener('scroll', look)
      sized.disconnect()
    }
  }, [])
  return scroll
}
