import { Button, Group, Modal, Radio, Select, Stack, Textarea, TextInput } from '@mantine/core'
import { useState } from 'react'

import { type CheckKind, wrongExamples } from '#contract/brand-rules'
import type { BrandRule } from '#contract/voice'

import { client } from '../../api.ts'
import { useText } from '../../language/text-provider.tsx'
import { Trouble } from '../../ui/states.tsx'
import { useIdempotencyKey } from '../../use-idempotency-key.ts'
import { useSaving } from '../../use-saving.ts'
import { CheckFields } from './check-fields.tsx'
import { contentOf, draftOf, hasExamples, missingIn, type RuleDraft } from './rule-draft.ts'
import { useVoiceText } from './use-voice-text.ts'
import { WhereChoice } from './where-choice.tsx'

interface BrandRuleFormProps {
  brandId: string
  /** Absent for a new one. */
  rule: BrandRule | undefined
  onClose: () => void
}

/** A rule with its reason, what to do instead, and the examples that it has to get right before it is saved. */
export function BrandRuleForm({ brandId, rule, onClose }: BrandRuleFormProps) {
  const words = useVoiceText()
  const { form } = words
  const { close } = useText().ui
  const key = useIdempotencyKey()
  const saving = useSaving('brand-rules', onClose)
  const [draft, setDraft] = useState(() => draftOf(rule))
  const [asked, setAsked] = useState(false)
  const missing = asked ? missingIn(draft) : undefined
  const change = (part: Partial<RuleDraft>) => {
    key.next()
    setDraft({ ...draft, ...part })
  }

  function save(): void {
    setAsked(true)
    if (missingIn(draft) !== undefined || isWrong(draft)) return
    const content = contentOf(draft)
    const send = () =>
      rule === undefined
        ? client.governance.addBrandRule({ brandId, ...content }, { context: { idempotencyKey: key.current() } })
        : client.governance.changeBrandRule({ ruleId: rule.id, ...content })
    void saving.save(send, rule === undefined ? words.added : words.saved)
  }

  return (
    <Modal
      opened
      onClose={onClose}
      size="lg"
      title={rule === undefined ? form.add : form.change}
      closeButtonProps={{ 'aria-label': close }}
    >
      <form
        noValidate
        onSubmit={(event) => {
          event.preventDefault()
          save()
        }}
      >
        <Stack>
          <KindChoice draft={draft} onChange={change} />
          <TextInput
            label={form.name}
            maxLength={80}
            autoComplete="off"
            value={draft.name}
            error={missing === 'name' && form.nameMissing}
            onChange={(event) => change({ name: event.currentTarget.value })}
          />
          <CheckFields draft={draft} brandId={brandId} missing={missing === 'words'} onChange={change} />
          <SeverityChoice draft={draft} onChange={change} />
          <WhereChoice where={draft.where} missing={missing === 'where'} onChange={(where) => change({ where })} />
          <Textarea
            label={form.reason}
            autosize
            maxLength={300}
            value={draft.reason}
            onChange={(event) => change({ reason: event.currentTarget.value })}
          />
          <Textarea
            label={form.advice}
            autosize
            maxLength={300}
            value={draft.advice}
            onChange={(event) => change({ advice: event.currentTarget.value })}
          />
          {hasExamples(draft.kind) && <Examples draft={draft} onChange={change} />}
          {saving.trouble !== undefined && <Trouble>{saving.trouble}</Trouble>}
          <Group justify="flex-end">
            <Button type="submit" loading={saving.isPending}>
              {form.save}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  )
}

interface FieldProps {
  draft: RuleDraft
  onChange: (part: Partial<RuleDraft>) => void
}

function KindChoice({ draft, onChange }: FieldProps) {
  const words = useVoiceText()
  const isKind = (value: string | null): value is CheckKind => value !== null && value in words.kinds
  return (
    <Select
      label={words.form.kind}
      data={Object.entries(words.kinds).map(([value, label]) => ({ value, label }))}
      value={draft.kind}
      allowDeselect={false}
      comboboxProps={{ withinPortal: false }}
      onChange={(kind) => isKind(kind) && onChange({ kind })}
    />
  )
}

const severities = ['block', 'warn', 'advise'] as const

function SeverityChoice({ draft, onChange }: FieldProps) {
  const words = useVoiceText().severity
  const hints = { block: words.blockHint, warn: words.warnHint, advise: words.adviseHint }
  return (
    <Radio.Group
      label={words.label}
      value={draft.severity}
      onChange={(value) => onChange({ severity: severities.find((each) => each === value) ?? 'warn' })}
    >
      <Stack gap="xs" mt="xs">
        {severities.map((each) => (
          <Radio key={each} value={each} label={words[each]} description={hints[each]} />
        ))}
      </Stack>
    </Radio.Group>
  )
}

/** Tested while they are written: it says at once which of them the rule gets wrong. */
function Examples({ draft, onChange }: FieldProps) {
  const { form } = useVoiceText()
  const wrong = wrongOf(draft)
  return (
    <fieldset style={{ border: 0, padding: 0, margin: 0 }}>
      <legend style={{ padding: 0, fontSize: 'var(--mantine-font-size-sm)', fontWeight: 600 }}>{form.examples}</legend>
      <Stack gap="sm">
        <p style={{ margin: 0, color: 'var(--ink-soft)', fontSize: 'var(--mantine-font-size-sm)' }}>{form.examplesHint}</p>
        <Textarea
          label={form.finds}
          autosize
          minRows={2}
          dir="auto"
          value={draft.finds}
          error={wrong.finds.length > 0 && form.wrongFinds(wrong.finds.join(' / '))}
          onChange={(event) => onChange({ finds: event.currentTarget.value })}
        />
        <Textarea
          label={form.passes}
          autosize
          minRows={2}
          dir="auto"
          value={draft.passes}
          error={wrong.passes.length > 0 && form.wrongPasses(wrong.passes.join(' / '))}
          onChange={(event) => onChange({ passes: event.currentTarget.value })}
        />
      </Stack>
    </fieldset>
  )
}

function wrongOf(draft: RuleDraft) {
  const { check, severity, examples } = contentOf(draft)
  return wrongExamples({ id: '', severity, where: ['posts'], check }, examples)
}

function isWrong(draft: RuleDraft): boolean {
  const { finds, passes } = wrongOf(draft)
  return finds.length + passes.length > 0
}
