import { Button } from '@mantine/core'
import { Eye, EyeOff, ExternalLink, Lock, Reply, Star } from 'lucide-react'

import type { Message, Thread } from '#contract/inbox'

import { useMay } from '../frame/who.ts'
import { LocalTime } from '../ui/local-time.tsx'
import { MeaningButton } from './meaning-button.tsx'
import { MessageMedia } from './message-media.tsx'
import { nameOfPerson } from './name-of-person.ts'
import { PersonLink } from './people/person-link.tsx'
import { useInboxText } from './use-inbox-text.ts'

import styles from './message-item.module.css'

interface MessageItemProps {
  message: Message
  /** What it answers, where that is not the line above. */
  answers: Message | undefined
  thread: Thread
  /** The last thing said to us: the answer box is about it by itself. */
  isLatest: boolean
  onAnswer: (message: Message) => void
  onHide: (message: Message) => void
  onPrivate: (message: Message) => void
}

/** One thing that was said: theirs on one side, ours on the other. Its words are shown as they are, never as markup. */
export function MessageItem({ message, answers, thread, isLatest, onAnswer, onHide, onPrivate }: MessageItemProps) {
  const words = useInboxText()
  const isGone = message.goneAt !== undefined
  return (
    <li className={styles.message} data-ours={message.byUs || undefined} data-hidden={message.hidden || isGone || undefined}>
      <div className={styles.head}>
        <Who message={message} thread={thread} />
        <When message={message} />
        {message.editedAt !== undefined && !isGone && <span className={styles.quiet}>{words.thread.edited}</span>}
        {message.understood !== undefined && <MeaningButton message={message} understood={message.understood} />}
        {message.hidden && (
          <span className={styles.quiet}>
            <EyeOff size={12} aria-hidden="true" /> {words.thread.hidden}
          </span>
        )}
      </div>
      {answers !== undefined && (
        <p className={styles.answered} dir="auto">
          {words.thread.replyTo(answers.byUs ? words.thread.us : nameOfPerson(answers.profile, words.someone))}: {answers.text}
        </p>
      )}
      {message.stars !== undefined && <Stars stars={message.stars} />}
      {isGone ? (
        <p className={styles.gone}>{message.erased ? words.thread.erased : words.thread.goneThere}</p>
      ) : (
        message.text !== '' && (
          <p className={styles.text} dir="auto">
            {message.text}
          </p>
        )
      )}
      <MessageMedia media={message.media} />
      {!isGone && <Actions {...{ message, isLatest, onAnswer, onHide, onPrivate }} />}
    </li>
  )
}

function Who({ message, thread }: Pick<MessageItemProps, 'message' | 'thread'>) {
  const words = useInboxText()
  if (!message.byUs) {
    const name = nameOfPerson(message.erased ? undefined : (message.profile ?? thread.profile), words.someone)
    return (
      <strong className={styles.name} dir="auto">
        <PersonLink personId={message.profile?.personId}>{name}</PersonLink>
      </strong>
    )
  }
  return (
    <>
      <strong className={styles.name}>{message.member?.name ?? words.thread.us}</strong>
      {message.member === undefined && <span className={styles.quiet}>{words.thread.inTheirApp}</span>}
    </>
  )
}

/** Leads to where it stands on the network. */
function When({ message: { at, url, goneAt } }: Pick<MessageItemProps, 'message'>) {
  const words = useInboxText().thread
  if (url === undefined || goneAt !== undefined) {
    return (
      <span className={styles.quiet}>
        <LocalTime at={at} />
      </span>
    )
  }
  return (
    <a href={url} target="_blank" rel="noreferrer" className={styles.quiet}>
      <LocalTime at={at} /> <ExternalLink size={12} aria-hidden="true" />
      <span className="visually-hidden">{words.open}</span>
    </a>
  )
}

function Stars({ stars }: { stars: number }) {
  const words = useInboxText().thread
  return (
    <p className={styles.stars}>
      {[1, 2, 3, 4, 5].map((each) => (
        <Star key={each} size={14} aria-hidden="true" fill={each <= stars ? 'currentColor' : 'none'} />
      ))}
      <span className="visually-hidden">{words.stars(stars)}</span>
    </p>
  )
}

type ActionsProps = Pick<MessageItemProps, 'message' | 'isLatest' | 'onAnswer' | 'onHide' | 'onPrivate'>

function Actions({ message, isLatest, onAnswer, onHide, onPrivate }: ActionsProps) {
  const words = useInboxText().thread
  const mayWork = useMay()('inbox.work')
  const mayAnswer = mayWork && message.answerable && !message.byUs && !isLatest
  const mayHide = mayWork && message.hideable
  const mayGoPrivate = mayWork && message.privately !== undefined
  if (!mayAnswer && !mayHide && !mayGoPrivate) return null
  const HideIcon = message.hidden ? Eye : EyeOff
  const quiet = { size: 'compact-xs', variant: 'subtle', color: 'gray' } as const
  return (
    <div className={styles.actions}>
      {mayAnswer && (
        <Button {...quiet} leftSection={<Reply size={12} aria-hidden="true" />} onClick={() => onAnswer(message)}>
          {words.answerThis}
        </Button>
      )}
      {mayGoPrivate && (
        <Button {...quiet} leftSection={<Lock size={12} aria-hidden="true" />} onClick={() => onPrivate(message)}>
          {words.goPrivate}
        </Button>
      )}
      {mayHide && (
        <Button {...quiet} leftSection={<HideIcon size={12} aria-hidden="true" />} onClick={() => onHide(message)}>
          {message.hidden ? words.show : words.hide}
        </Button>
      )}
    </div>
  )
}
