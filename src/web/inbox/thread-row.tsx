import { Checkbox } from '@mantine/core'
import { shallowEqual } from '@mantine/hooks'
import { replaceEqualDeep } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { Clock3, Flame, Hourglass, Tag } from 'lucide-react'
import { memo, type MouseEvent } from 'react'

import type { ThreadSummary } from '#contract/inbox'
import type { Label } from '#contract/strategy'

import { useLanguage } from '../language/text-provider.tsx'
import { useFormat } from '../language/use-format.ts'
import { Avatar } from '../ui/avatar.tsx'
import { LocalTime } from '../ui/local-time.tsx'
import { NetworkIcon } from '../ui/network-icon.tsx'
import { StateBadge } from '../ui/state-badge.tsx'
import { Tinted } from '../ui/tinted.tsx'
import { DueBar, DueChip } from './deadlines/due-chip.tsx'
import { howLong } from './how-long.ts'
import { kindIcons } from './kind-icons.ts'
import { meaningLooks } from './meaning-looks.ts'
import { nameOfPerson } from './name-of-person.ts'
import type { Choice } from './use-choice.ts'
import { useInboxText } from './use-inbox-text.ts'

import styles from './thread-row.module.css'

interface ThreadRowProps extends Pick<Choice, 'toggle' | 'extendTo'> {
  thread: ThreadSummary
  isOpen: boolean
  isChosen: boolean
  labels: readonly Label[]
  nameOf: (memberId: string) => string
  /** Another one each minute, so that how long they have waited is counted anew. */
  minute: number
}

export const rowId = (threadId: string) => `thread-${threadId}`

/** One thread in the list: who, where, what was said last, of what kind, since when they wait, and who is on it. In a storm the others are not drawn again. */
export const ThreadRow = memo(function ThreadRow({ thread, isOpen, isChosen, toggle, extendTo, labels, nameOf }: ThreadRowProps) {
  const words = useInboxText()
  const name = nameOfPerson(thread.profile, words.someone)
  function click(event: MouseEvent): void {
    if (!event.shiftKey && !event.ctrlKey && !event.metaKey) return
    event.preventDefault()
    if (event.shiftKey) extendTo(thread.id)
    else toggle(thread.id)
  }
  return (
    <li className={styles.row} data-open={isOpen || undefined} data-chosen={isChosen || undefined}>
      <Link
        id={rowId(thread.id)}
        from="/inbox"
        to="/inbox"
        search={(before) => ({ ...before, thread: thread.id })}
        activeOptions={{ exact: true }}
        aria-current={isOpen ? 'page' : undefined}
        className={styles.link}
        onClick={click}
      >
        <span className={styles.face}>
          <Avatar name={name} url={thread.profile?.avatarUrl} size={32} mark={<NetworkIcon network={thread.network} size={12} />} />
        </span>
        <span className={styles.body}>
          <span className={styles.top}>
            <span className={styles.name} dir="auto">
              {name}
            </span>
            <Since thread={thread} />
          </span>
          <span className={styles.words} dir="auto">
            {thread.firstLine || words.noWords}
          </span>
          <Foot thread={thread} labels={labels} nameOf={nameOf} />
        </span>
      </Link>
      <Checkbox
        size="xs"
        className={styles.check ?? ''}
        aria-label={words.choose(name)}
        checked={isChosen}
        onChange={() => toggle(thread.id)}
      />
      <DueBar thread={thread} />
    </li>
  )
}, isSameRow)

/** A thread that was asked for anew is another object, though nothing about it changed. */
function isSameRow({ thread, ...before }: ThreadRowProps, { thread: threadNow, ...now }: ThreadRowProps): boolean {
  return shallowEqual(before, now) && replaceEqualDeep(thread, threadNow) === thread
}

/** How long they wait, when it comes back, or else when the last thing was said. */
function Since({ thread: { waitingSince, snoozedUntil, state, lastAt } }: Pick<ThreadRowProps, 'thread'>) {
  const words = useInboxText()
  const { language } = useLanguage()
  const format = useFormat()
  if (state === 'snoozed' && snoozedUntil !== undefined) {
    return (
      <span className={styles.since}>
        <Clock3 size={12} aria-hidden="true" /> {words.sleepsUntil(format.dateTime(snoozedUntil))}
      </span>
    )
  }
  if (waitingSince === undefined) {
    return (
      <span className={styles.since}>
        <LocalTime at={lastAt} as="relative" />
      </span>
    )
  }
  return (
    <time className={styles.since} data-waits="" dateTime={waitingSince} title={format.dateTime(waitingSince)}>
      <Hourglass size={12} aria-hidden="true" /> {words.waits(howLong(waitingSince, language))}
    </time>
  )
}

function Foot({ thread, labels, nameOf }: Pick<ThreadRowProps, 'thread' | 'labels' | 'nameOf'>) {
  const words = useInboxText()
  const format = useFormat()
  const Icon = kindIcons[thread.kind]
  const onIt = thread.assigneeId === undefined ? '' : nameOf(thread.assigneeId)
  return (
    <span className={styles.foot}>
      {thread.due !== undefined && <DueChip due={thread.due} />}
      {thread.urgent && (
        <span className={styles.urgent}>
          <Flame size={12} aria-hidden="true" /> {words.actions.urgent}
        </span>
      )}
      {thread.meaning !== undefined && thread.meaning !== 'other' && (
        <StateBadge {...meaningLooks[thread.meaning]}>{words.meanings[thread.meaning]}</StateBadge>
      )}
      <span className={styles.kind}>
        <Icon size={12} aria-hidden="true" /> {words.kinds[thread.kind]}
        {thread.messages > 1 && (
          <span title={words.messages(format.number(thread.messages))}>
            <span aria-hidden="true"> · {format.number(thread.messages)}</span>
            <span className="visually-hidden">{words.messages(format.number(thread.messages))}</span>
          </span>
        )}
      </span>
      {labels
        .filter(({ id }) => thread.labelIds.includes(id))
        .map(({ id, name, colour }) => (
          <Tinted key={id} colour={colour} icon={Tag}>
            {name}
          </Tinted>
        ))}
      {onIt !== '' && (
        <span className={styles.onIt} title={words.onIt(onIt)}>
          <Avatar name={onIt} size={20} />
          <span className="visually-hidden">{words.onIt(onIt)}</span>
        </span>
      )}
    </span>
  )
}
