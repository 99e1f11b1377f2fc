import { Button } from '@mantine/core'
import { useMutation, useQuery } from '@tanstack/react-query'
import { Plus, Stamp } from 'lucide-react'

import type { Workflow } from '#contract/governance'

import { api } from '../../api.ts'
import { useFormat } from '../../language/use-format.ts'
import { ConfirmButton } from '../../ui/confirm-button.tsx'
import { Section } from '../../ui/page.tsx'
import { Row, Rows } from '../../ui/rows.tsx'
import { ErrorState, LoadingState } from '../../ui/states.tsx'
import { useOutcome } from '../../use-outcome.ts'
import { useApprovalsText } from './use-approvals-text.ts'

interface WorkflowListProps {
  brandId: string
  mayManage: boolean
  /** Without a workflow: a new one. */
  onOpen: (workflow?: Workflow) => void
}

export function WorkflowList({ brandId, mayManage, onOpen }: WorkflowListProps) {
  const words = useApprovalsText().workflows
  const format = useFormat()
  const { data, error, refetch } = useQuery(api.governance.workflows.queryOptions({ input: { brandId } }))
  const add = (
    <Button variant="default" leftSection={<Plus size={16} aria-hidden="true" />} onClick={() => onOpen()}>
      {words.add}
    </Button>
  )
  const noteOf = ({ active, posts, answers, accountIds, labelIds, steps }: Workflow) =>
    [
      ...(active ? [] : [words.off]),
      format.list([...(posts ? [words.posts] : []), ...(answers ? [words.answers] : [])]),
      accountIds.length + labelIds.length === 0 ? words.forAll : words.forSome(accountIds.length, labelIds.length),
      words.steps(steps.length),
    ].join(' · ')
  return (
    <Section title={words.title} action={mayManage && add}>
      {error && <ErrorState error={error} retry={() => void refetch()} />}
      {!data && !error && <LoadingState rows={2} height={52} />}
      {data?.length === 0 && <p>{words.none}</p>}
      {data !== undefined && data.length > 0 && (
        <Rows label={words.title}>
          {data.map((workflow) => (
            <Row key={workflow.id} lead={<Stamp size={18} aria-hidden="true" />} title={workflow.name} note={noteOf(workflow)}>
              {mayManage && <Manage workflow={workflow} onOpen={onOpen} />}
            </Row>
          ))}
        </Rows>
      )}
    </Section>
  )
}

function Manage({ workflow, onOpen }: { workflow: Workflow; onOpen: WorkflowListProps['onOpen'] }) {
  const words = useApprovalsText().workflows
  const outcome = useOutcome({ changed: 'approvals', says: words.removed(workflow.name) })
  const remove = useMutation(api.governance.removeWorkflow.mutationOptions(outcome))
  return (
    <>
      <Button variant="default" onClick={() => onOpen(workflow)}>
        {words.change}
      </Button>
      <ConfirmButton
        question={words.removeAsk(workflow.name)}
        explanation={words.removeHint}
        confirm={words.remove}
        onConfirm={() => remove.mutateAsync({ workflowId: workflow.id }).catch(() => undefined)}
      >
        {words.remove}
      </ConfirmButton>
    </>
  )
}
