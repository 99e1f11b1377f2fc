import { Button, Group, Modal, Textarea } from '@mantine/core'
import { useState } from 'react'

import type { Message, Thread } from '#contract/inbox'

import { client, reload } from '../../api.ts'
import { refusalOf } from '../../errors/refusal.ts'
import { useExplain } from '../../errors/use-explain.ts'
import { useReason } from '../../errors/use-reason.ts'
import { useConfirming } from '../../governance/rules/use-confirming.tsx'
import { useText } from '../../language/text-provider.tsx'
import { Trouble } from '../../ui/states.tsx'
import { useIdempotencyKey } from '../../use-idempotency-key.ts'
import { keepThread } from '../keep-thread.ts'
import { nameOfPerson } from '../name-of-person.ts'
import { useInboxText } from '../use-inbox-text.ts'
import { findingsIn } from '../why-asked.ts'

import styles from './private-dialog.module.css'

interface PrivateDialogProps {
  thread: Thread
  message: Message
  onClose: () => void
}

/** Goes on in private with somebody who spoke in public; where the network does not let us, it says why. */
export function PrivateDialog({ thread, message, onClose }: PrivateDialogProps) {
  const words = useInboxText()
  const { close } = useText().ui
  const reason = useReason()
  const name = nameOfPerson(message.profile ?? thread.profile, words.someone)
  const refused = message.privately?.refused
  return (
    <Modal opened onClose={onClose} title={words.privately.title(name)} closeButtonProps={{ 'aria-label': close }}>
      <blockquote className={styles.theirs} dir="auto">
        {message.text}
      </blockquote>
      {refused ? (
        <>
          <Trouble>{reason(thread.network, refused)}</Trouble>
          <Group justify="flex-end" mt="lg">
            <Button onClick={onClose}>{close}</Button>
          </Group>
        </>
      ) : (
        <PrivateForm thread={thread} message={message} name={name} onClose={onClose} />
      )}
    </Modal>
  )
}

function PrivateForm({ thread, message, name, onClose }: PrivateDialogProps & { name: string }) {
  const words = useInboxText().privately
  const { cancel } = useText().ui
  const [text, setText] = useState('')
  const [note, setNote] = useState('')
  const sending = useSendPrivately(thread, onClose)
  const send = () => sending.send({ messageId: message.id, text: text.trim(), ...(note.trim() === '' ? {} : { note: note.trim() }) })
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault()
        void send()
      }}
    >
      <Textarea
        data-autofocus
        label={words.text(name)}
        autosize
        minRows={3}
        maxRows={10}
        maxLength={10_000}
        dir="auto"
        value={text}
        onChange={({ currentTarget }) => setText(currentTarget.value)}
      />
      <Textarea
        mt="sm"
        label={words.note}
        description={words.noteHint}
        autosize
        minRows={1}
        maxRows={5}
        maxLength={10_000}
        dir="auto"
        value={note}
        onChange={({ currentTarget }) => setNote(currentTarget.value)}
      />
      {sending.dialog}
      {sending.trouble.map((sentence) => (
        <Trouble key={sentence}>{sentence}</Trouble>
      ))}
      <Group justify="flex-end" mt="lg">
        <Button variant="default" onClick={onClose}>
          {cancel}
        </Button>
        <Button type="submit" loading={sending.working} disabled={text.trim() === ''}>
          {words.send}
        </Button>
      </Group>
    </form>
  )
}

type PrivateAnswer = Parameters<typeof client.inbox.answerPrivately>[0]

/** One key for every try: however often it is pressed, it goes out once. */
function useSendPrivately(thread: Thread, onSent: () => void) {
  const explain = useExplain()
  const reason = useReason()
  const key = useIdempotencyKey()
  const confirming = useConfirming()
  const [working, setWorking] = useState(false)
  const [trouble, setTrouble] = useState<readonly string[]>([])
  return {
    dialog: confirming.dialog,
    working,
    trouble,
    send: async (answer: PrivateAnswer) => {
      setWorking(true)
      setTrouble([])
      try {
        const sent = await confirming.run((confirmed) =>
          client.inbox.answerPrivately({ ...answer, ...confirmed }, { context: { idempotencyKey: key.current() } }),
        )
        keepThread(sent)
        onSent()
        void reload('inbox')
      } catch (error) {
        if (refusalOf(error)) key.next()
        setTrouble(findingsIn(error)?.map((finding) => reason(thread.network, finding)) ?? [explain(error)])
        void reload(`thread:${thread.id}`)
      } finally {
        setWorking(false)
      }
    },
  }
}
