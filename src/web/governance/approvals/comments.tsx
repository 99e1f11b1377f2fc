import { Button, Checkbox, Textarea } from '@mantine/core'
import { useState } from 'react'

import type { ApprovalDetail } from '#contract/governance'

import { useExplain } from '../../errors/use-explain.ts'
import { useFormat } from '../../language/use-format.ts'
import { showTrouble, toast } from '../../ui/toast.tsx'
import { useApprovalsText } from './use-approvals-text.ts'

import styles from './approvals.module.css'

interface CommentsProps {
  comments: ApprovalDetail['comments']
  /** May choose between the team and everyone. */
  inside: boolean
  /** Absent where one may only read. */
  onComment?: ((comment: { text: string; internal: boolean }) => Promise<unknown>) | undefined
}

/** What people said about it; what is for the team alone is marked. */
export function Comments({ comments, inside, onComment }: CommentsProps) {
  const words = useApprovalsText().comments
  const format = useFormat()
  return (
    <section aria-label={words.title}>
      <h2 className={styles.heading}>{words.title}</h2>
      {comments.length === 0 && <p className={styles.quiet}>{words.none}</p>}
      <ul className={styles.list}>
        {comments.map((comment) => (
          <li key={comment.id} className={styles.step}>
            <span className={styles.quiet}>
              {comment.by}
              {comment.guest && ` (${words.guestMark})`}
              {comment.internal && ` (${words.internalMark})`} · {format.dateTime(comment.at)}
            </span>
            <p className={styles.text} dir="auto">
              {comment.text}
            </p>
          </li>
        ))}
      </ul>
      {onComment && <Write inside={inside} onComment={onComment} />}
    </section>
  )
}

function Write({ inside, onComment }: { inside: boolean; onComment: NonNullable<CommentsProps['onComment']> }) {
  const words = useApprovalsText().comments
  const explain = useExplain()
  const [text, setText] = useState('')
  const [internal, setInternal] = useState(inside)
  const [working, setWorking] = useState(false)
  const send = async () => {
    setWorking(true)
    try {
      await onComment({ text: text.trim(), internal })
      setText('')
      toast(words.sent)
    } catch (error) {
      showTrouble(explain(error))
    } finally {
      setWorking(false)
    }
  }
  return (
    <form
      className={styles.fields}
      onSubmit={(event) => {
        event.preventDefault()
        if (text.trim() !== '') void send()
      }}
    >
      <Textarea
        label={words.write}
        autosize
        minRows={2}
        maxLength={4000}
        value={text}
        onChange={(event) => setText(event.currentTarget.value)}
      />
      {inside && (
        <Checkbox
          label={words.internal}
          description={words.internalHint}
          checked={internal}
          onChange={(event) => setInternal(event.currentTarget.checked)}
        />
      )}
      <div>
        <Button type="submit" variant="default" loading={working} disabled={text.trim() === ''}>
          {words.send}
        </Button>
      </div>
    </form>
  )
}
