import { Button } from '@mantine/core'
import { useMutation, type UseQueryResult } from '@tanstack/react-query'
import { Plus, Tag } from 'lucide-react'

import type { Label } from '#contract/strategy'

import { api } from '../api.ts'
import { ConfirmButton } from '../ui/confirm-button.tsx'
import { Section } from '../ui/page.tsx'
import { Row, Rows } from '../ui/rows.tsx'
import { ErrorState, LoadingState } from '../ui/states.tsx'
import { useOutcome } from '../use-outcome.ts'
import { useStrategyText } from './use-strategy-text.ts'

interface LabelListProps {
  labels: UseQueryResult<readonly Label[]>
  mayWrite: boolean
  /** Without a label: a new one. */
  onOpen: (label?: Label) => void
}

/** The words that posts are sorted by. */
export function LabelList({ labels: { data, error, refetch }, mayWrite, onOpen }: LabelListProps) {
  const words = useStrategyText()
  const add = (
    <Button variant="default" leftSection={<Plus size={16} aria-hidden="true" />} onClick={() => onOpen()}>
      {words.newLabel}
    </Button>
  )
  return (
    <Section title={words.labels} hint={words.labelsHint} action={mayWrite && add}>
      {error && <ErrorState error={error} retry={() => void refetch()} />}
      {!data && !error && <LoadingState rows={2} height={52} />}
      {data?.length === 0 && <p>{words.noLabels}</p>}
      {data !== undefined && data.length > 0 && (
        <Rows label={words.labels}>
          {data.map((label) => (
            <Row
              key={label.id}
              lead={<Tag size={18} aria-hidden="true" style={{ color: `var(--tint-${label.colour})` }} />}
              title={label.name}
            >
              {mayWrite && <Manage label={label} onOpen={onOpen} />}
            </Row>
          ))}
        </Rows>
      )}
    </Section>
  )
}

function Manage({ label, onOpen }: { label: Label; onOpen: LabelListProps['onOpen'] }) {
  const words = useStrategyText()
  const remove = useMutation(api.strategy.removeLabel.mutationOptions(useOutcome({ changed: 'strategy', says: words.removed(label.name) })))
  return (
    <>
      <Button variant="default" onClick={() => onOpen(label)}>
        {words.change}
      </Button>
      <ConfirmButton
        question={words.removeLabelAsk(label.name)}
        explanation={words.removeHint}
        confirm={words.remove}
        onConfirm={() => remove.mutateAsync({ labelId: label.id }).catch(() => undefined)}
      >
        {words.remove}
      </ConfirmButton>
    </>
  )
}
