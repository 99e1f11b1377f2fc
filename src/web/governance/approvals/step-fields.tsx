import { ActionIcon, Fieldset, Group, MultiSelect, NumberInput, Select, TextInput } from '@mantine/core'
import { X } from 'lucide-react'

import { useApprovalsText } from './use-approvals-text.ts'
import { type PeopleChoices, rolesAmong } from './use-people-choices.ts'
import type { StepDraft } from './workflow-draft.ts'

import styles from './approvals.module.css'

interface StepFieldsProps {
  step: StepDraft
  number: number
  choices: PeopleChoices
  error: string | undefined
  onChange: (step: StepDraft) => void
  /** Absent for the only one. */
  onRemove: (() => void) | undefined
}

/** Who decides at one step, how many of them, until when, and what then. */
export function StepFields({ step, number, choices, error, onChange, onRemove }: StepFieldsProps) {
  const texts = useApprovalsText()
  const words = texts.workflows
  const change = (part: Partial<StepDraft>) => onChange({ ...step, ...part })
  return (
    <Fieldset className={styles.stepFields ?? ''} legend={words.stepTitle(number)}>
      <Group align="flex-end" wrap="nowrap">
        <TextInput
          flex={1}
          label={words.stepName}
          placeholder={words.stepNameHint}
          maxLength={80}
          value={step.name}
          onChange={(event) => change({ name: event.currentTarget.value })}
        />
        {onRemove && (
          <ActionIcon variant="subtle" color="gray" size={36} aria-label={words.removeStep(number)} onClick={onRemove}>
            <X size={16} aria-hidden="true" />
          </ActionIcon>
        )}
      </Group>
      <MultiSelect
        label={words.members}
        data={choices.members}
        value={step.members}
        error={error}
        searchable
        onChange={(members) => change({ members })}
      />
      <MultiSelect label={words.roles} data={choices.roles} value={step.roles} onChange={(roles) => change({ roles: rolesAmong(roles) })} />
      {choices.guests.length > 0 && (
        <MultiSelect label={words.guests} data={choices.guests} value={step.guests} searchable onChange={(guests) => change({ guests })} />
      )}
      <Group grow align="flex-start">
        <Select
          label={words.needs}
          allowDeselect={false}
          data={[
            { value: 'any', label: words.any },
            { value: 'all', label: words.all },
          ]}
          value={step.needs}
          onChange={(needs) => change({ needs: needs === 'all' ? 'all' : 'any' })}
        />
        <NumberInput
          label={words.hours}
          placeholder={words.hoursHint}
          min={1}
          max={2160}
          allowDecimal={false}
          value={step.hours ?? ''}
          onChange={(hours) => change({ hours: typeof hours === 'number' ? hours : undefined })}
        />
      </Group>
      <Select
        label={words.atDeadline}
        allowDeselect={false}
        data={ends.map((value) => ({ value, label: words[value] }))}
        value={step.atDeadline}
        onChange={(chosen) => change({ atDeadline: ends.find((each) => each === chosen) ?? 'hold' })}
      />
      {step.atDeadline === 'escalate' && (
        <MultiSelect
          label={words.escalateTo}
          data={choices.members}
          value={step.escalateTo}
          searchable
          onChange={(escalateTo) => change({ escalateTo })}
        />
      )}
    </Fieldset>
  )
}

const ends = ['hold', 'publish', 'escalate'] as const
