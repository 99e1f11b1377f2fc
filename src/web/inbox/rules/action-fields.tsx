import { Checkbox, MultiSelect, Select } from '@mantine/core'

import type { RuleActions } from '#contract/inbox'

import type { RuleChoices } from './use-rule-choices.ts'
import { useRulesText } from './use-rules-text.ts'

import styles from './rule-form.module.css'

interface ActionFieldsProps {
  actions: RuleActions
  choices: RuleChoices
  onChange: (actions: RuleActions) => void
}

/** Everything that a rule can do; none of it speaks to anyone outside. */
export function ActionFields({ actions, choices: { labels, members, reaching }, onChange }: ActionFieldsProps) {
  const words = useRulesText()
  const { labelIds = [], assigneeId, alert = [] } = actions
  const people = reaching.map(({ id, name }) => ({ value: id, label: name }))
  // Whoever was chosen before is shown until somebody chooses anew.
  const chosen = members.find(({ id }) => id === assigneeId && !reaching.some((each) => each.id === id))
  const assignable = chosen ? [...people, { value: chosen.id, label: chosen.name }] : people
  return (
    <>
      <div className={styles.pair}>
        <MultiSelect
          label={words.actions.label}
          description={words.labelHint}
          data={labels.map(({ id, name }) => ({ value: id, label: name }))}
          value={known(labelIds, labels)}
          searchable
          comboboxProps={{ withinPortal: false }}
          onChange={(value) => onChange({ ...actions, labelIds: value })}
        />
        <Select
          label={words.actions.assign}
          description={words.assignHint}
          placeholder={words.nobody}
          data={assignable}
          value={members.some(({ id }) => id === assigneeId) ? (assigneeId ?? null) : null}
          clearable
          searchable
          comboboxProps={{ withinPortal: false }}
          onChange={(value) => onChange({ ...actions, assigneeId: value ?? undefined })}
        />
        <MultiSelect
          label={words.actions.alert}
          description={words.alertHint}
          data={people}
          value={known(alert, reaching)}
          searchable
          comboboxProps={{ withinPortal: false }}
          onChange={(value) => onChange({ ...actions, alert: value })}
        />
      </div>
      {(['urgent', 'hide', 'finish'] as const).map((verb) => (
        <Checkbox
          key={verb}
          label={words.actions[verb]}
          description={verb === 'urgent' ? undefined : verb === 'hide' ? words.hideHint : words.finishHint}
          checked={actions[verb] === true}
          onChange={(event) => onChange({ ...actions, [verb]: event.currentTarget.checked ? true : undefined })}
        />
      ))}
    </>
  )
}

/** Without labels that were deleted and members who left. */
function known(ids: readonly string[], all: readonly { id: string }[]): string[] {
  return ids.filter((id) => all.some((each) => each.id === id))
}
