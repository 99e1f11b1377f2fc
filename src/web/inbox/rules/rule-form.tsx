import { Button, Checkbox, Group, Modal, Stack, TextInput } from '@mantine/core'
import { useState } from 'react'

import type { Rule } from '#contract/inbox'

import { client } from '../../api.ts'
import { useText } from '../../language/text-provider.tsx'
import { Trouble } from '../../ui/states.tsx'
import { useIdempotencyKey } from '../../use-idempotency-key.ts'
import { useSaving } from '../../use-saving.ts'
import { ActionFields } from './action-fields.tsx'
import { ConditionFields } from './condition-fields.tsx'
import { draftOf, isEmpty, type RuleDraft, saidActions, saidConditions } from './rule-draft.ts'
import { TryResult } from './try-result.tsx'
import type { RuleChoices } from './use-rule-choices.ts'
import { useRulesText } from './use-rules-text.ts'
import { useTry } from './use-try.ts'

import styles from './rule-form.module.css'

interface RuleFormProps {
  brandId: string
  /** Absent for a new one. */
  rule: Rule | undefined
  choices: RuleChoices
  onClose: () => void
}

/** When a rule acts and what it does, to be tried on the last 30 days before it is kept. */
export function RuleForm({ brandId, rule, choices, onClose }: RuleFormProps) {
  const words = useRulesText()
  const { close } = useText().ui
  const key = useIdempotencyKey()
  const saving = useSaving('rules', onClose)
  const trial = useTry()
  const [draft, setDraft] = useState(() => draftOf(rule))
  const [wrong, setWrong] = useState<Wrong>()
  const change = (part: Partial<RuleDraft>) => {
    key.next()
    setWrong(undefined)
    setDraft({ ...draft, ...part })
  }
  const said = { conditions: saidConditions(draft.conditions), actions: saidActions(draft.actions) }
  const whenRight = (needsName: boolean, then: () => unknown) => {
    const found = wrongOf(draft, { ...said, needsName })
    setWrong(found)
    if (found === undefined) void then()
  }
  const keep = () => {
    const content = { name: draft.name.trim(), stops: draft.stops, ...said }
    const send = () =>
      rule === undefined
        ? client.inbox.createRule({ brandId, ...content }, { context: { idempotencyKey: key.current() } })
        : client.inbox.changeRule({ ruleId: rule.id, ...content })
    return saving.save(send, rule === undefined ? words.created(content.name) : words.saved)
  }
  return (
    <Modal
      opened
      onClose={onClose}
      size="xl"
      title={rule === undefined ? words.title.add : words.title.change}
      closeButtonProps={{ 'aria-label': close }}
    >
      <form
        noValidate
        onSubmit={(event) => {
          event.preventDefault()
          whenRight(true, keep)
        }}
      >
        <Stack>
          <Fields draft={draft} choices={choices} wrong={wrong} onChange={change} />
          {saving.trouble !== undefined && <Trouble>{saving.trouble}</Trouble>}
          {trial.trouble !== undefined && <Trouble>{trial.trouble}</Trouble>}
          <Group>
            <Button
              variant="default"
              loading={trial.isRunning}
              onClick={() => whenRight(false, () => trial.start({ brandId, ruleId: rule?.id, ...said }))}
            >
              {words.try}
            </Button>
            <Button type="submit" loading={saving.isPending}>
              {rule === undefined ? words.create : words.save}
            </Button>
          </Group>
          <TryResult
            tried={trial.trying?.tried}
            isRunning={trial.isRunning}
            isOld={trial.trying !== undefined && trial.trying.of !== JSON.stringify([said.conditions, said.actions])}
            onStop={trial.stop}
          />
        </Stack>
      </form>
    </Modal>
  )
}

type Wrong = 'name' | 'conditions' | 'actions'

function wrongOf(draft: RuleDraft, { conditions, actions, needsName }: Pick<RuleDraft, 'conditions' | 'actions'> & { needsName: boolean }) {
  if (needsName && draft.name.trim() === '') return 'name'
  if (isEmpty(conditions)) return 'conditions'
  return isEmpty(actions) ? 'actions' : undefined
}

interface FieldsProps {
  draft: RuleDraft
  choices: RuleChoices
  wrong: Wrong | undefined
  onChange: (part: Partial<RuleDraft>) => void
}

function Fields({ draft, choices, wrong, onChange }: FieldsProps) {
  const words = useRulesText()
  return (
    <>
      <TextInput
        label={words.name}
        description={words.nameHint}
        autoComplete="off"
        maxLength={60}
        data-autofocus
        value={draft.name}
        error={wrong === 'name' ? words.nameMissing : undefined}
        onChange={(event) => onChange({ name: event.currentTarget.value })}
      />
      <fieldset className={styles.part}>
        <legend>{words.when}</legend>
        <ConditionFields conditions={draft.conditions} choices={choices} onChange={(conditions) => onChange({ conditions })} />
        {wrong === 'conditions' && <Trouble>{words.nothingYet}</Trouble>}
      </fieldset>
      <fieldset className={styles.part}>
        <legend>{words.does}</legend>
        <ActionFields actions={draft.actions} choices={choices} onChange={(actions) => onChange({ actions })} />
        <Checkbox
          label={words.stop}
          description={words.stopHint}
          checked={draft.stops}
          onChange={(event) => onChange({ stops: event.currentTarget.checked })}
        />
        {wrong === 'actions' && <Trouble>{words.noAction}</Trouble>}
      </fieldset>
    </>
  )
}
