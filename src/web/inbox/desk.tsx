import { SegmentedControl } from '@mantine/core'
import { ExternalLink, Lock } from 'lucide-react'

import type { Thread } from '#contract/inbox'

import { useFormat } from '../language/use-format.ts'
import { useFilterChoices } from '../publishing/planning/use-filter-choices.ts'
import { AnswerBox } from './answer-box.tsx'
import { useDeskState } from './desk-context.ts'
import { nameOfPerson } from './name-of-person.ts'
import { NoteBox } from './note-box.tsx'
import { useInboxText } from './use-inbox-text.ts'

import styles from './desk.module.css'

function isPast(time: string | undefined): boolean {
  return time !== undefined && Date.parse(time) < Date.now()
}

/** Where an answer or a note is written; who will read it stands above. */
export function Desk({ thread }: { thread: Thread }) {
  const words = useInboxText()
  const desk = useDeskState()
  const format = useFormat()
  const { accounts } = useFilterChoices()
  const account = accounts.find(({ id }) => id === thread.accountId)
  const answerable = thread.items.filter((message) => message.answerable && !message.byUs)
  const message = answerable.find(({ id }) => id === desk.draft.messageId) ?? answerable.at(-1)
  const isNote = desk.kind === 'note'
  const isOver = isPast(thread.answerBy)
  return (
    <div className={styles.desk} data-kind={desk.kind}>
      <div className={styles.head}>
        <SegmentedControl
          size="xs"
          aria-label={words.desk.kind}
          data={[
            { value: 'answer', label: words.desk.answer },
            { value: 'note', label: words.desk.note },
          ]}
          value={desk.kind}
          onChange={(kind) => desk.write(kind === 'note' ? 'note' : 'answer')}
        />
        <span className={styles.readers}>
          {isNote && (
            <>
              <Lock size={12} aria-hidden="true" /> {words.desk.noteHint}
            </>
          )}
          {!isNote && message?.kind === 'message' && (
            <>
              <Lock size={12} aria-hidden="true" /> {words.desk.privately(nameOfPerson(message.profile ?? thread.profile, words.someone))}
              {thread.answerBy !== undefined && !isOver && ` ${words.desk.until(format.dateTime(thread.answerBy))}`}
            </>
          )}
          {!isNote && message !== undefined && message.kind !== 'message' && account !== undefined && words.desk.publicly(account.handle)}
        </span>
      </div>
      {isNote && <NoteBox threadId={thread.id} />}
      {!isNote &&
        (message && account && !isOver ? (
          <AnswerBox thread={thread} message={message} isLatest={message === answerable.at(-1)} account={account} />
        ) : (
          <CannotAnswer thread={thread} isOver={isOver} />
        ))}
    </div>
  )
}

function CannotAnswer({ thread, isOver }: { thread: Thread; isOver: boolean }) {
  const words = useInboxText()
  const there = thread.items.findLast(({ url }) => url !== undefined)?.url
  return (
    <p className={styles.cannot}>
      {isOver ? words.desk.isOver : `${words.desk.cannot} ${words.desk.cannotHint}`}{' '}
      {there !== undefined && (
        <a href={there} target="_blank" rel="noreferrer">
          {words.thread.open} <ExternalLink size={12} aria-hidden="true" />
        </a>
      )}
    </p>
  )
}
