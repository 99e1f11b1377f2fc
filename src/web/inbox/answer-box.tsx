import { Button, Textarea, Tooltip } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { Send } from 'lucide-react'
import { lazy, Suspense, useState } from 'react'

import type { Account } from '#contract/connections'
import type { Message, Thread } from '#contract/inbox'
import type { Count } from '#networks/network'

import { ReadFirst, useWaiting, waitingFor } from '../governance/training/waiting.tsx'
import { useFormat } from '../language/use-format.ts'
import { toneOf } from '../publishing/composer/text-count.tsx'
import { Trouble } from '../ui/states.tsx'
import { countAnswer, replacesAnswer } from './answer-rules.ts'
import { AnswerVoice, useAnswerVoice } from './answer-voice.tsx'
import { useDeskState } from './desk-context.ts'
import { nameOfPerson } from './name-of-person.ts'
import { onWritingKeys } from './on-writing-keys.ts'
import { SavedButton } from './saved/saved-button.tsx'
import { useInboxText } from './use-inbox-text.ts'
import { useSendAnswer } from './use-send-answer.ts'

import styles from './desk.module.css'

const MeanwhileDialog = lazy(async () => ({ default: (await import('./meanwhile-dialog.tsx')).MeanwhileDialog }))
const RepeatedDialog = lazy(async () => ({ default: (await import('./repeated-dialog.tsx')).RepeatedDialog }))

interface AnswerBoxProps {
  thread: Thread
  /** The one that is answered. */
  message: Message
  isLatest: boolean
  account: Account
}

/** The answer, counted as its network counts it, and sent once. */
export function AnswerBox({ thread, message, isLatest, account }: AnswerBoxProps) {
  const words = useInboxText()
  const desk = useDeskState()
  const sending = useSendAnswer(thread, message)
  const text = desk.draft.answer
  const count = countAnswer(text.trim(), { account, kind: message.kind })
  const isTooLong = count !== undefined && count.used > count.max
  const standing = replacesAnswer({ account, kind: message.kind }) && thread.items.some(({ byUs, goneAt }) => byUs && goneAt === undefined)
  const signedOut = account.health.state === 'signed-out'
  const open = openIn(text)
  const waiting = waitingFor(useWaiting(), 'inbox.work')
  const voice = useAnswerVoice(thread.brandId, text)
  const held = waiting.length > 0 || voice.some(({ rule }) => rule.severity === 'block')
  const mayGo = !held && text.trim() !== '' && !isTooLong && !signedOut && open.length === 0 && !sending.working
  const send = () => mayGo && void sending.send()
  const [picking, setPicking] = useState(false)
  const name = nameOfPerson(message.profile ?? thread.profile, words.someone)
  return (
    <>
      {!isLatest && <Answering name={name} text={message.text} onLatest={() => desk.change({ messageId: undefined })} />}
      <Textarea
        id={areaId}
        aria-label={words.desk.answerTo(name)}
        placeholder={words.desk.answerTo(name)}
        autosize
        minRows={2}
        maxRows={8}
        maxLength={10_000}
        dir="auto"
        value={text}
        readOnly={sending.working}
        onChange={(event) => desk.change({ answer: event.currentTarget.value })}
        onKeyDown={onWritingKeys(send, text === '' ? () => setPicking(true) : undefined)}
        error={isTooLong}
        aria-describedby="answer-room"
      />
      {sending.trouble.map((sentence) => (
        <Trouble key={sentence}>{sentence}</Trouble>
      ))}
      {/* Their words come with them: what is being written keeps its place and the focus. */}
      <Suspense>
        {waiting.length > 0 && <ReadFirst waiting={waiting} />}
        <AnswerVoice items={voice} areaId={areaId} />
      </Suspense>
      {open.length > 0 && <Trouble>{words.desk.stillOpen(open.join(' '))}</Trouble>}
      {standing && <p className={styles.answering}>{words.desk.replaces}</p>}
      {signedOut && (
        <Trouble>
          {words.desk.signedOut(account.handle)}{' '}
          <Link to="/settings/accounts/$accountId" params={{ accountId: account.id }}>
            {words.desk.reconnect}
          </Link>
        </Trouble>
      )}
      <div className={styles.foot}>
        <Room count={count} />
        <SavedButton
          areaId={areaId}
          messageId={message.id}
          opened={picking}
          onOpened={setPicking}
          onInserted={(id) => desk.change({ saved: [...new Set([...(desk.draft.saved ?? []), id])].slice(-20) })}
        />
        <Tooltip label={words.desk.sendKey}>
          <Button
            size="sm"
            disabled={!mayGo && !sending.working}
            loading={sending.working}
            leftSection={<Send size={16} aria-hidden="true" />}
            onClick={send}
          >
            {words.desk.send}
          </Button>
        </Tooltip>
      </div>
      {sending.dialog}
      <Suspense>
        {sending.asked?.why === 'meanwhile' && (
          <MeanwhileDialog {...sending.asked} onSend={() => void sending.sendToo()} onLeave={sending.leave} />
        )}
        {sending.asked?.why === 'repeated' && (
          <RepeatedDialog {...sending.asked} onSend={() => void sending.sendToo()} onLeave={sending.leave} />
        )}
      </Suspense>
    </>
  )
}

const areaId = 'answer-text'

/** Variables that nobody has filled in: they would go out as they stand. */
function openIn(text: string): string[] {
  return [...new Set(text.match(/\{\{(?:name|handle|brand|agent)\}\}/g))]
}

function Answering({ name, text, onLatest }: { name: string; text: string; onLatest: () => void }) {
  const words = useInboxText().desk
  return (
    <p className={styles.answering}>
      <span dir="auto">{words.answering(name, text)}</span>
      <Button size="compact-xs" variant="subtle" onClick={onLatest}>
        {words.answerLatest}
      </Button>
    </p>
  )
}

/** How much room is left, in the network's own measure. */
function Room({ count }: { count: Count | undefined }) {
  const words = useInboxText().desk
  const format = useFormat()
  if (count === undefined) return <span id="answer-room" className={styles.count} />
  const left = count.max - count.used
  const sentence = left < 0 ? words.over(-left) : words.left(left)
  return (
    <span id="answer-room" className={styles.count} data-tone={toneOf(count)} title={sentence}>
      <span aria-hidden="true">
        {format.number(count.used)} / {format.number(count.max)}
      </span>
      <span className="visually-hidden">{sentence}</span>
    </span>
  )
}
