import { Button } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { ArrowLeft } from 'lucide-react'

import { api, client, reload } from '../../api.ts'
import { useFormat } from '../../language/use-format.ts'
import { StateBadge } from '../../ui/state-badge.tsx'
import { ErrorState, LoadingState } from '../../ui/states.tsx'
import { approvalLooks } from './approval-looks.ts'
import { Comments } from './comments.tsx'
import { Decide } from './decide.tsx'
import { Happened } from './happened.tsx'
import { Said } from './said.tsx'
import { useApprovalsText } from './use-approvals-text.ts'

import styles from './approvals.module.css'

interface GuestApprovalProps {
  token: string
  approvalId: string
  timeZone: string
  onBack: () => void
}

/** One post, to be read and decided on by a guest. */
export function GuestApproval({ token, approvalId, timeZone, onBack }: GuestApprovalProps) {
  const words = useApprovalsText()
  const format = useFormat(timeZone)
  const { data, error, refetch } = useQuery(api.governance.guestApproval.queryOptions({ input: { token, approvalId } }))
  return (
    <div className={styles.view}>
      <div>
        <Button variant="subtle" color="gray" leftSection={<ArrowLeft size={16} aria-hidden="true" />} onClick={onBack}>
          {words.guest.back}
        </Button>
      </div>
      {error && <ErrorState error={error} retry={() => void refetch()} />}
      {!data && !error && <LoadingState rows={5} />}
      {data && (
        <>
          <h1>{data.firstLine || words.noText}</h1>
          <div className={styles.head}>
            <StateBadge {...approvalLooks[data.state]}>{words.states[data.state]}</StateBadge>
            <span>{data.plannedAt === undefined ? words.atOnce : words.goesOut(format.dateTime(data.plannedAt))}</span>
            {data.state === 'open' && data.dueAt !== undefined && <span>{words.due(format.dateTime(data.dueAt))}</span>}
          </div>
          <Said versions={data.versions} />
          {data.mine && (
            <Decide
              approval={data}
              onDecide={({ verdict, text, version }) =>
                client.governance.guestDecide({ token, approvalId, verdict, text, version }).then(changed)
              }
              onOutdated={() => void changed()}
            />
          )}
          <Comments
            comments={data.comments}
            inside={false}
            onComment={({ text }) => client.governance.guestComment({ token, approvalId, text }).then(changed)}
          />
          <Happened history={data.history} />
        </>
      )}
    </div>
  )
}

const changed = () => reload('approvals')
