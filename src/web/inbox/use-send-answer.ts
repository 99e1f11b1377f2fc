import { useRef, useState } from 'react'

import type { Message, Thread } from '#contract/inbox'

import { client, reload } from '../api.ts'
import { refusalOf } from '../errors/refusal.ts'
import { useExplain } from '../errors/use-explain.ts'
import { useReason } from '../errors/use-reason.ts'
import { useConfirming } from '../governance/rules/use-confirming.tsx'
import { useIdempotencyKey } from '../use-idempotency-key.ts'
import { useDeskState } from './desk-context.ts'
import { keepThread } from './keep-thread.ts'
import { type Asked, askedIn, findingsIn } from './why-asked.ts'

/** Sends what stands in the box, once. Where somebody answered since it was begun, or others got the same, it asks first and keeps the text. */
export function useSendAnswer(thread: Thread, message: Message) {
  const desk = useDeskState()
  const explain = useExplain()
  const reason = useReason()
  const key = useIdempotencyKey()
  const confirming = useConfirming()
  const [working, setWorking] = useState(false)
  const [trouble, setTrouble] = useState<readonly string[]>([])
  const [asked, setAsked] = useState<Asked>()
  const sent = useRef('')
  /** What the writer has seen and sends all the same. */
  const seen = useRef<ReadonlySet<Asked['why']>>(new Set())

  /** One key for every try of the same words; the same words once more, or others, are another answer. */
  function keyFor(answer: object): string {
    const now = JSON.stringify(answer)
    if (sent.current !== now) key.next()
    sent.current = now
    return key.current()
  }

  function toSend() {
    const { answer, saved = [], seen: begun } = desk.draft
    return {
      messageId: message.id,
      text: answer.trim(),
      saved: [...saved],
      ...(begun === undefined || seen.current.has('meanwhile') ? {} : { seen: begun }),
      ...(seen.current.has('repeated') ? { repeated: 'accepted' as const } : {}),
    }
  }

  async function send(): Promise<void> {
    setWorking(true)
    setTrouble([])
    try {
      const answered = await confirming.run((confirmed) => {
        const answer = { ...toSend(), ...confirmed }
        return client.inbox.answer(answer, { context: { idempotencyKey: keyFor(answer) } })
      })
      keepThread(answered)
      key.next()
      desk.change({ answer: '', messageId: undefined, seen: undefined })
      void reload('inbox')
    } catch (error) {
      const why = askedIn(error)
      if (refusalOf(error)) key.next()
      if (why) setAsked(why)
      else setTrouble(findingsIn(error)?.map((finding) => reason(thread.network, finding)) ?? [explain(error)])
      void reload(`thread:${thread.id}`)
    } finally {
      setWorking(false)
    }
  }

  return {
    dialog: confirming.dialog,
    working,
    trouble,
    asked,
    send: () => {
      seen.current = new Set()
      return send()
    },
    sendToo: () => {
      if (asked) seen.current = new Set([...seen.current, asked.why])
      setAsked(undefined)
      return send()
    },
    leave: () => setAsked(undefined),
  }
}
