import { Button, Group, Modal } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { ExternalLink } from 'lucide-react'

import type { SimilarAnswer } from '#contract/inbox'

import { useText } from '../language/text-provider.tsx'
import { LocalTime } from '../ui/local-time.tsx'
import { NetworkIcon } from '../ui/network-icon.tsx'
import { useInboxText } from './use-inbox-text.ts'
import type { Repeated } from './why-asked.ts'

import styles from './meanwhile-dialog.module.css'

interface RepeatedDialogProps extends Repeated {
  onSend: () => void
  onLeave: () => void
}

/** Others got nearly the same words: shows to whom, where and when, and asks whether to send them once more. */
export function RepeatedDialog({ similar, total, onSend, onLeave }: RepeatedDialogProps) {
  const words = useInboxText()
  const { close } = useText().ui
  const { repeated } = words
  return (
    <Modal opened onClose={onLeave} title={repeated.title} closeButtonProps={{ 'aria-label': close }}>
      <p>{repeated.lead}</p>
      <ul className={styles.list}>
        {similar.map((answer) => (
          <li key={`${answer.threadId} ${answer.at}`}>
            <SentBefore answer={answer} />
          </li>
        ))}
      </ul>
      {total > similar.length && <p>{repeated.more(total - similar.length)}</p>}
      <p>{words.meanwhile.leaveHint}</p>
      <Group justify="flex-end" mt="lg">
        <Button variant="default" onClick={onSend}>
          {repeated.send}
        </Button>
        <Button data-autofocus onClick={onLeave}>
          {repeated.change}
        </Button>
      </Group>
    </Modal>
  )
}

function SentBefore({ answer: { threadId, at, text, network, kind, to, by } }: { answer: SimilarAnswer }) {
  const words = useInboxText()
  return (
    <>
      <p className={styles.head}>
        <NetworkIcon network={network} size={14} />
        <strong dir="auto">{words.repeated.to(to || words.someone)}</strong>
        <span className={styles.quiet}>
          {kind === 'message' ? words.thread.isPrivate : words.repeated.isPublic} · {by ?? words.thread.inTheirApp} · <LocalTime at={at} />
        </span>
      </p>
      <blockquote className={styles.theirs} dir="auto">
        {text}
      </blockquote>
      <Link to="/inbox" search={{ thread: threadId }} target="_blank" className={styles.there ?? ''}>
        {words.repeated.openThread} <ExternalLink size={12} aria-hidden="true" />
      </Link>
    </>
  )
}
