import { Button } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'

import type { ApprovalDetail } from '#contract/governance'

import { api, client, reload } from '../../api.ts'
import { useMay } from '../../frame/who.ts'
import { useFormat } from '../../language/use-format.ts'
import { StateBadge } from '../../ui/state-badge.tsx'
import { useIdempotencyKey } from '../../use-idempotency-key.ts'
import { useOutcome } from '../../use-outcome.ts'
import { approvalLooks } from './approval-looks.ts'
import { Comments } from './comments.tsx'
import { Decide } from './decide.tsx'
import { Happened } from './happened.tsx'
import { Said } from './said.tsx'
import { Steps } from './steps.tsx'
import { useApprovalsText } from './use-approvals-text.ts'

import styles from './approvals.module.css'

/** A request as a member sees it. `within`: below the post itself, which says what it says. */
export function ApprovalCard({ approval, within = false }: { approval: ApprovalDetail; within?: boolean }) {
  const words = useApprovalsText()
  const format = useFormat()
  const may = useMay()
  const key = useIdempotencyKey()
  const [standsIn, setStandsIn] = useState(false)
  const { id: approvalId, state } = approval
  const { tone, icon } = approvalLooks[state]
  const again = useMutation(api.governance.askAgain.mutationOptions(useOutcome({ changed: 'approvals', says: words.askAgainDone })))
  return (
    <div className={styles.view}>
      <div className={styles.head}>
        <StateBadge tone={tone} icon={icon}>
          {words.states[state]}
        </StateBadge>
        <span>{words.askedBy(approval.askedBy ?? words.hearth, format.relative(approval.askedAt))}</span>
        {!within && <span>{approval.plannedAt === undefined ? words.atOnce : words.goesOut(format.dateTime(approval.plannedAt))}</span>}
        {state === 'open' && approval.dueAt !== undefined && <span>{words.due(format.dateTime(approval.dueAt))}</span>}
      </div>
      {(!within || approval.versions.length > 1) && <Said versions={approval.versions} />}
      {may('approvals.decide') && approval.inPlace && !approval.mine && !standsIn && (
        <div>
          <Button variant="default" onClick={() => setStandsIn(true)}>
            {words.decide.standIn}
          </Button>
        </div>
      )}
      {may('approvals.decide') && (approval.mine || (approval.inPlace && standsIn)) && (
        <Decide
          approval={approval}
          onDecide={(verdict) => client.governance.decideApproval({ approvalId, ...verdict }).then(changed)}
          onOutdated={() => void changed()}
        />
      )}
      {state === 'refused' && may('posts.write') && (
        <div>
          <Button variant="default" loading={again.isPending} onClick={() => again.mutate({ approvalId })}>
            {words.askAgain}
          </Button>
        </div>
      )}
      <Steps steps={approval.steps} isOpen={state === 'open'} />
      <Comments
        comments={approval.comments}
        inside={may('posts.read')}
        onComment={
          may('approvals.comment')
            ? (comment) =>
                client.governance
                  .commentOnApproval({ approvalId, ...comment }, { context: { idempotencyKey: key.current() } })
                  .then(() => key.next())
                  .then(changed)
            : undefined
        }
      />
      <Happened history={approval.history} />
    </div>
  )
}

const changed = () => Promise.all([reload('approvals'), reload('posts')])
