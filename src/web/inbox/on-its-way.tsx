import { Button, Tooltip } from '@mantine/core'
import { useState } from 'react'

import type { AnswerOnItsWay } from '#contract/inbox'
import type { Decision } from '#contract/publishing'

import { client, reload } from '../api.ts'
import { useExplain } from '../errors/use-explain.ts'
import { useReason } from '../errors/use-reason.ts'
import { useMay } from '../frame/who.ts'
import { useText } from '../language/text-provider.tsx'
import { explained } from '../publishing/post/explained.ts'
import { deliveryLooks } from '../publishing/post/states.ts'
import { LocalTime } from '../ui/local-time.tsx'
import { StateBadge } from '../ui/state-badge.tsx'
import { showTrouble } from '../ui/toast.tsx'
import { useDeskState } from './desk-context.ts'
import { keepThread } from './keep-thread.ts'
import { useInboxText } from './use-inbox-text.ts'

import styles from './on-its-way.module.css'

interface OnItsWayProps {
  answer: AnswerOnItsWay
  network: string
}

/** An answer that the network does not surely have yet: how it stands, why, and what a person can decide. */
export function OnItsWay({ answer, network }: OnItsWayProps) {
  const words = useInboxText().onItsWay
  const post = useText().post
  const reason = useReason()
  const { delivery } = answer
  const state = delivery?.state ?? 'waiting'
  const { tone, icon } = deliveryLooks[state]
  const plain = delivery && explained(delivery, post.explain)
  return (
    <li className={styles.answer} aria-live="polite">
      <div className={styles.head}>
        <strong>{answer.isPrivate ? words.privatelyBy(answer.member.name) : words.by(answer.member.name)}</strong>
        <span className={styles.quiet}>
          <LocalTime at={answer.at} />
        </span>
        <StateBadge tone={tone} icon={icon}>
          {post.deliveryStates[state]}
        </StateBadge>
      </div>
      <p className={styles.text} dir="auto">
        {answer.text}
      </p>
      {plain !== undefined && <p className={styles.why}>{plain}</p>}
      {delivery?.reason !== undefined && <p className={styles.why}>{reason(network, delivery.reason)}</p>}
      <AnswerDecisions answer={answer} />
    </li>
  )
}

/** As with a post, except that what is not sent goes back into the box, to be changed. */
function AnswerDecisions({ answer }: Pick<OnItsWayProps, 'answer'>) {
  const words = useInboxText().onItsWay
  const post = useText().post
  const may = useMay()
  const explain = useExplain()
  const desk = useDeskState()
  const [working, setWorking] = useState<Decision>()
  const decisions = answer.delivery?.decisions ?? []
  if (decisions.length === 0 || !may('inbox.work')) return null

  /** What was for one person alone never goes into the box where everyone is answered. */
  const isBack = (decision: Decision) => decision === 'cancel' && !answer.isPrivate

  async function decide(decision: Decision): Promise<void> {
    setWorking(decision)
    try {
      keepThread(await client.inbox.decide({ answerId: answer.id, decision }))
      if (decision === 'cancel' && !answer.isPrivate && desk.draft.answer.trim() === '') {
        desk.change({ answer: answer.text, messageId: answer.messageId })
        desk.write('answer')
      }
    } catch (error) {
      showTrouble(explain(error))
    } finally {
      setWorking(undefined)
      void reload('inbox')
    }
  }

  return (
    <div className={styles.decisions}>
      {decisions.map((decision) => (
        <Tooltip key={decision} label={isBack(decision) ? words.backHint : post.decisionHints[decision]}>
          <Button
            size="compact-sm"
            variant="default"
            loading={working === decision}
            disabled={working !== undefined && working !== decision}
            onClick={() => void decide(decision)}
          >
            {isBack(decision) ? words.back : post.decisions[decision]}
          </Button>
        </Tooltip>
      ))}
    </div>
  )
}
