import { Button, Checkbox, Group, Modal, MultiSelect, Switch, TextInput } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import { Plus } from 'lucide-react'
import { useState } from 'react'

import type { Workflow } from '#contract/governance'

import { client, reload } from '../../api.ts'
import { useExplain } from '../../errors/use-explain.ts'
import { useText } from '../../language/text-provider.tsx'
import { Trouble } from '../../ui/states.tsx'
import { toast } from '../../ui/toast.tsx'
import { useIdempotencyKey } from '../../use-idempotency-key.ts'
import { StepFields } from './step-fields.tsx'
import { useApprovalsText } from './use-approvals-text.ts'
import { rolesAmong, usePeopleChoices } from './use-people-choices.ts'
import { draftOf, newStep, type WorkflowDraft, wrongOf, type Wrong, writtenOf } from './workflow-draft.ts'

import styles from './approvals.module.css'

interface WorkflowFormProps {
  brandId: string
  /** Absent for a new one. */
  workflow: Workflow | undefined
  onClose: () => void
}

/** What a workflow is for, and who decides in which order. */
export function WorkflowForm({ brandId, workflow, onClose }: WorkflowFormProps) {
  const words = useApprovalsText().workflows
  const { close } = useText().ui
  const explain = useExplain()
  const key = useIdempotencyKey()
  const choices = usePeopleChoices(brandId)
  const [draft, setDraft] = useState(() => draftOf(workflow))
  const [wrong, setWrong] = useState<Wrong>()
  const keep = useMutation({
    mutationFn: () =>
      workflow === undefined
        ? client.governance.addWorkflow({ brandId, ...writtenOf(draft) }, { context: { idempotencyKey: key.current() } })
        : client.governance.changeWorkflow({ workflowId: workflow.id, ...writtenOf(draft) }),
    onSuccess: () => {
      toast(words.saved)
      void reload('approvals')
      onClose()
    },
  })
  const change = (part: Partial<WorkflowDraft>) => {
    key.next()
    setWrong(undefined)
    setDraft({ ...draft, ...part })
  }
  const submit = () => {
    const found = wrongOf(draft)
    setWrong(found)
    if (found === undefined) keep.mutate()
  }
  return (
    <Modal opened onClose={onClose} size="lg" title={workflow?.name ?? words.add} closeButtonProps={{ 'aria-label': close }}>
      <form
        className={styles.fields}
        onSubmit={(event) => {
          event.preventDefault()
          submit()
        }}
      >
        <TextInput
          label={words.name}
          maxLength={80}
          value={draft.name}
          error={wrong?.kind === 'name' && words.needsName}
          onChange={(event) => change({ name: event.currentTarget.value })}
        />
        <Covers draft={draft} error={wrong?.kind === 'covers' ? words.needsCover : undefined} onChange={change} />
        <MultiSelect
          label={words.accounts}
          placeholder={draft.accountIds.length === 0 ? words.everyAccount : ''}
          data={choices.accounts}
          value={draft.accountIds}
          searchable
          onChange={(accountIds) => change({ accountIds })}
        />
        {choices.labels.length > 0 && (
          <MultiSelect
            label={words.labels}
            placeholder={draft.labelIds.length === 0 ? words.everyLabel : ''}
            data={choices.labels}
            value={draft.labelIds}
            searchable
            onChange={(labelIds) => change({ labelIds })}
          />
        )}
        {draft.steps.map((step, index) => (
          <StepFields
            key={step.key}
            step={step}
            number={index + 1}
            choices={choices}
            error={wrong?.kind === 'who' && wrong.step === step.key ? words.needsWho : undefined}
            onChange={(next) => change({ steps: draft.steps.map((each) => (each.key === step.key ? next : each)) })}
            onRemove={draft.steps.length > 1 ? () => change({ steps: draft.steps.filter((each) => each.key !== step.key) }) : undefined}
          />
        ))}
        <div>
          <Button
            variant="default"
            disabled={draft.steps.length >= 10}
            leftSection={<Plus size={16} aria-hidden="true" />}
            onClick={() => change({ steps: [...draft.steps, newStep()] })}
          >
            {words.addStep}
          </Button>
        </div>
        <MultiSelect
          label={words.skip}
          description={words.skipHint}
          data={[...choices.roles, ...choices.members]}
          value={[...draft.skipRoles, ...draft.skipMembers]}
          searchable
          onChange={(chosen) =>
            change({ skipRoles: rolesAmong(chosen), skipMembers: chosen.filter((each) => rolesAmong([each]).length === 0) })
          }
        />
        <Switch label={words.active} checked={draft.active} onChange={(event) => change({ active: event.currentTarget.checked })} />
        {keep.error && <Trouble>{explain(keep.error)}</Trouble>}
        <Group justify="flex-end">
          <Button type="submit" loading={keep.isPending}>
            {words.save}
          </Button>
        </Group>
      </form>
    </Modal>
  )
}

interface CoversProps {
  draft: WorkflowDraft
  error: string | undefined
  onChange: (part: Partial<WorkflowDraft>) => void
}

function Covers({ draft, error, onChange }: CoversProps) {
  const words = useApprovalsText().workflows
  return (
    <Checkbox.Group label={words.covers} error={error} value={[...(draft.posts ? ['posts'] : []), ...(draft.answers ? ['answers'] : [])]}>
      <Group mt={4}>
        <Checkbox value="posts" label={words.posts} onChange={(event) => onChange({ posts: event.currentTarget.checked })} />
        <Checkbox value="answers" label={words.answers} onChange={(event) => onChange({ answers: event.currentTarget.checked })} />
      </Group>
    </Checkbox.Group>
  )
}
