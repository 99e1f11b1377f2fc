import { useRef, useState } from 'react'

import type { Reason } from '#contract/connections'
import type { Message, Thread } from '#contract/inbox'

import { client, reload } from '../api.ts'
import { refusalOf } from '../errors/refusal.ts'
import { useExplain } from '../errors/use-explain.ts'
import { useReason } from '../errors/use-reason.ts'
import { useIdempotencyKey } from '../use-idempotency-key.ts'
import { useDeskState } from './desk-context.ts'
import { keepThread } from './keep-thread.ts'

/** What somebody else answered while this one was being written. */
export interface Meanwhile {
  readonly by: string
  readonly text: string
}

/** Sends what stands in the box, once. Where somebody answered since it was begun it asks first, and keeps the text. */
export function useSendAnswer(thread: Thread, message: Message) {
  const desk = useDeskState()
  const explain = useExplain()
  const reason = useReason()
  const key = useIdempotencyKey()
  const [working, setWorking] = useState(false)
  const [trouble, setTrouble] = useState<readonly string[]>([])
  const [meanwhile, setMeanwhile] = useState<Meanwhile>()
  const sent = useRef('')

  /** One key for every try of the same words; the same words once more, or others, are another answer. */
  function keyFor(answer: object): string {
    const now = JSON.stringify(answer)
    if (sent.current !== now) key.next()
    sent.current = now
    return key.current()
  }

  async function send(seen: string | undefined): Promise<void> {
    setWorking(true)
    setTrouble([])
    try {
      const { answer: text, saved = [] } = desk.draft
      const answer = { messageId: message.id, text: text.trim(), saved: [...saved], ...(seen === undefined ? {} : { seen }) }
      keepThread(await client.inbox.answer(answer, { context: { idempotencyKey: keyFor(answer) } }))
      key.next()
      desk.change({ answer: '', messageId: undefined, seen: undefined })
      void reload('inbox')
    } catch (error) {
      const answered = meanwhileIn(error)
      if (refusalOf(error)) key.next()
      if (answered) setMeanwhile(answered)
      else setTrouble(findingsIn(error)?.map((why) => reason(thread.network, why)) ?? [explain(error)])
      void reload(`thread:${thread.id}`)
    } finally {
      setWorking(false)
    }
  }

  return {
    working,
    trouble,
    meanwhile,
    send: () => send(desk.draft.seen),
    sendToo: () => {
      setMeanwhile(undefined)
      return send(undefined)
    },
    leave: () => setMeanwhile(undefined),
  }
}

function meanwhileIn(error: unknown): Meanwhile | undefined {
  const refusal = refusalOf(error)
  if (refusal?.code !== 'ANSWERED_MEANWHILE' || typeof refusal.data !== 'object' || refusal.data === null) return undefined
  const { data } = refusal
  if (!('by' in data) || !('text' in data) || typeof data.by !== 'string' || typeof data.text !== 'string') return undefined
  return { by: data.by, text: data.text }
}

/** Why the network would refuse it. */
function findingsIn(error: unknown): readonly Reason[] | undefined {
  const refusal = refusalOf(error)
  if (refusal?.code !== 'NOT_ACCEPTED' || typeof refusal.data !== 'object' || refusal.data === null) return undefined
  if (!('findings' in refusal.data) || !Array.isArray(refusal.data.findings)) return undefined
  return refusal.data.findings.flatMap((finding: unknown) =>
    typeof finding === 'object' && finding !== null && 'reason' in finding && isReason(finding.reason) ? [finding.reason] : [],
  )
}

const isReason = (value: unknown): value is Reason =>
  typeof value === 'object' && value !== null && 'code' in value && typeof value.code === 'string'
