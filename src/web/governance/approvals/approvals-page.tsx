import { SegmentedControl } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { Link, useNavigate, useSearch } from '@tanstack/react-router'
import { Stamp } from 'lucide-react'

import type { Approval } from '#contract/governance'

import { api } from '../../api.ts'
import { useBrand } from '../../frame/who.ts'
import { useFormat } from '../../language/use-format.ts'
import { Page } from '../../ui/page.tsx'
import { Row, Rows } from '../../ui/rows.tsx'
import { StateBadge } from '../../ui/state-badge.tsx'
import { EmptyState, ErrorState, LoadingState } from '../../ui/states.tsx'
import { approvalLooks } from './approval-looks.ts'
import { approvalsViews, readApprovalsSearch } from './approvals-search.ts'
import { useApprovalsText } from './use-approvals-text.ts'

import styles from './approvals.module.css'

/** What waits for a yes: mine first, the most urgent at the top. */
export function ApprovalsPage() {
  const words = useApprovalsText()
  const brand = useBrand()
  const { view = 'mine' } = useSearch({ from: '/inside/approvals' })
  const navigate = useNavigate()
  const show = (chosen: string) => void navigate({ to: '/approvals', search: readApprovalsSearch({ view: chosen }) })
  const { data, error, refetch } = useQuery(api.governance.approvals.queryOptions({ input: { brandId: brand.id, view } }))
  return (
    <Page title={words.title} lead={words.lead}>
      <SegmentedControl
        className={styles.views}
        aria-label={words.title}
        value={view}
        onChange={show}
        data={approvalsViews.map((value) => ({ value, label: words.views[value] }))}
      />
      {error && <ErrorState error={error} retry={() => void refetch()} />}
      {!data && !error && <LoadingState rows={4} height={64} />}
      {data?.approvals.length === 0 && (
        <EmptyState icon={<Stamp size={28} />} title={words.none[view]}>
          {words.noneHint}
        </EmptyState>
      )}
      {data !== undefined && data.approvals.length > 0 && (
        <Rows label={words.views[view]}>
          {data.approvals.map((approval) => (
            <ApprovalRow key={approval.id} approval={approval} />
          ))}
        </Rows>
      )}
    </Page>
  )
}

function ApprovalRow({ approval }: { approval: Approval }) {
  const words = useApprovalsText()
  const format = useFormat()
  const { tone, icon } = approvalLooks[approval.state]
  const step = approval.steps.find(({ state }) => state === 'current')
  return (
    <Row
      title={
        <Link to="/approvals/$approvalId" params={{ approvalId: approval.id }} className={styles.title}>
          {approval.firstLine || words.noText}
        </Link>
      }
      note={
        <>
          {approval.kind === 'answer' && `${words.answer} · `}
          {words.askedBy(approval.askedBy ?? words.hearth, format.relative(approval.askedAt))}
          {' · '}
          {approval.plannedAt === undefined ? words.atOnce : words.goesOut(format.dateTime(approval.plannedAt))}
          {approval.state === 'open' && approval.dueAt !== undefined && ` · ${words.due(format.dateTime(approval.dueAt))}`}
          {approval.state === 'open' && step !== undefined && step.name !== '' && ` · ${step.name}`}
        </>
      }
    >
      <StateBadge tone={tone} icon={icon}>
        {words.states[approval.state]}
      </StateBadge>
    </Row>
  )
}
