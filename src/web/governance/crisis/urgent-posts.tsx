import { Button } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { Check, Hourglass, Zap } from 'lucide-react'
import { useState } from 'react'

import type { OpenCrisis, Urgent } from '#contract/governance'

import { api } from '../../api.ts'
import { useMay } from '../../frame/who.ts'
import { Section } from '../../ui/page.tsx'
import { Row, Rows } from '../../ui/rows.tsx'
import { StateBadge } from '../../ui/state-badge.tsx'
import { useOutcome } from '../../use-outcome.ts'
import { AskUrgentDialog } from './ask-urgent-dialog.tsx'
import { useCrisisText } from './use-crisis-text.ts'

/** Posts that go out in spite of the crisis, each by two people. */
export function UrgentPosts({ crisis }: { crisis: OpenCrisis }) {
  const { urgent: words, held } = useCrisisText()
  const mayAsk = useMay()('posts.write') && crisis.endedAt === undefined
  const [asking, setAsking] = useState(false)
  if (crisis.urgent.length === 0 && !mayAsk) return null
  return (
    <Section
      title={words.title}
      hint={words.hint}
      action={
        mayAsk && (
          <Button variant="default" leftSection={<Zap size={16} aria-hidden="true" />} onClick={() => setAsking(true)}>
            {words.ask}
          </Button>
        )
      }
    >
      {crisis.urgent.length > 0 && (
        <Rows label={words.title}>
          {crisis.urgent.map((urgent) => (
            <Row
              key={urgent.postId}
              lead={<Zap size={18} aria-hidden="true" />}
              title={
                <Link to="/posts/$postId" params={{ postId: urgent.postId }}>
                  <bdi>{urgent.firstLine || held.noText}</bdi>
                </Link>
              }
              note={
                <>
                  {words.askedBy(urgent.askedBy)}: <bdi>{urgent.why}</bdi>
                </>
              }
            >
              <Settling crisis={crisis} urgent={urgent} mayWithdraw={mayAsk} />
            </Row>
          ))}
        </Rows>
      )}
      {asking && <AskUrgentDialog crisis={crisis} onClose={() => setAsking(false)} />}
    </Section>
  )
}

function Settling({ crisis, urgent, mayWithdraw }: { crisis: OpenCrisis; urgent: Urgent; mayWithdraw: boolean }) {
  const { urgent: words } = useCrisisText()
  const confirm = useMutation(api.governance.confirmUrgent.mutationOptions(useOutcome({ changed: 'crisis' })))
  const withdraw = useMutation(api.governance.withdrawUrgent.mutationOptions(useOutcome({ changed: 'crisis' })))
  const which = { crisisId: crisis.id, postId: urgent.postId }
  if (urgent.confirmedBy !== undefined) {
    return (
      <StateBadge tone="good" icon={Check}>
        {words.confirmed(urgent.confirmedBy)}
      </StateBadge>
    )
  }
  return (
    <>
      {!urgent.mayConfirm && (
        <StateBadge tone="wait" icon={Hourglass}>
          {words.waits}
        </StateBadge>
      )}
      {mayWithdraw && (
        <Button variant="default" loading={withdraw.isPending} onClick={() => withdraw.mutate(which)}>
          {words.withdraw}
        </Button>
      )}
      {urgent.mayConfirm && crisis.endedAt === undefined && (
        <Button loading={confirm.isPending} onClick={() => confirm.mutate(which)}>
          {crisis.rehearsal ? words.confirmRehearsal : words.confirm}
        </Button>
      )}
    </>
  )
}
