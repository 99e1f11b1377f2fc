import { Alert, Button, NativeSelect, Text } from '@mantine/core'
import { useMutation, useQuery } from '@tanstack/react-query'
import { Link2, ShieldAlert } from 'lucide-react'

import { api } from '../../api.ts'
import { LocalTime } from '../../ui/local-time.tsx'
import { StateBadge } from '../../ui/state-badge.tsx'
import { useOutcome } from '../../use-outcome.ts'
import { useAuditText } from './use-audit-text.ts'

import styles from './audit.module.css'

/** Whether the log is as it was written, how to notice elsewhere, and how long it is kept. */
export function AuditChain() {
  const text = useAuditText().log
  const { data: check, refetch, isFetching } = useQuery(api.teams.auditCheck.queryOptions({ staleTime: 60_000 }))
  if (!check) return null
  return (
    <>
      {check.broken && (
        <Alert color="red" icon={<ShieldAlert size={20} />} title={text.chain.broken}>
          {text.chain.why[check.broken.why]} {text.chain.block(check.broken.number)} (<LocalTime at={check.broken.sealedAt} />
          ). {text.chain.brokenHint}
        </Alert>
      )}
      <div className={styles.chain}>
        {!check.broken && check.head && (
          <StateBadge tone="good" icon={Link2}>
            {text.chain.holds(check.sealedRows)}
          </StateBadge>
        )}
        {check.waitingRows > 0 && (
          <Text size="sm" c="dimmed">
            {text.chain.waiting(check.waitingRows)}
          </Text>
        )}
        <Button variant="subtle" size="compact-sm" loading={isFetching} onClick={() => void refetch()}>
          {text.chain.again}
        </Button>
        <Keeping />
      </div>
      {check.earlierKey && (
        <Text size="sm" c="dimmed">
          {text.chain.earlierKey}
        </Text>
      )}
      {check.head && (
        <Text size="sm" c="dimmed">
          {text.chain.head(check.head.number)} <code>{check.head.hash}</code>
        </Text>
      )}
    </>
  )
}

const choices = [12, 24, 36, 60, 120]

function Keeping() {
  const text = useAuditText().log
  const outcome = useOutcome({ changed: 'members' })
  const { data } = useQuery(api.teams.auditKeeping.queryOptions())
  const { mutate, isPending } = useMutation(api.teams.setAuditKeeping.mutationOptions(outcome))
  if (!data) return null
  const offered = [...new Set([...choices, data.months])].toSorted((one, other) => one - other)
  return (
    <NativeSelect
      aria-label={text.keep}
      size="xs"
      disabled={isPending}
      data={offered.map((months) => ({ value: String(months), label: text.keepFor(months) }))}
      value={String(data.months)}
      onChange={({ currentTarget }) => mutate({ months: Number(currentTarget.value) })}
    />
  )
}
