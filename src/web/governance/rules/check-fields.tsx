import { Checkbox, MultiSelect, NumberInput, Textarea } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'

import { api } from '../../api.ts'
import type { RuleDraft } from './rule-draft.ts'
import { useVoiceText } from './use-voice-text.ts'

interface CheckFieldsProps {
  draft: RuleDraft
  brandId: string
  /** The list that must not be empty is. */
  missing: boolean
  onChange: (part: Partial<RuleDraft>) => void
}

/** What a rule of the chosen kind looks for. */
export function CheckFields(props: CheckFieldsProps) {
  const { form } = useVoiceText()
  switch (props.draft.kind) {
    case 'banned':
      return (
        <>
          <Lines {...props} of="words" label={form.words} hint={form.wordsHint} needed />
          <Lines {...props} of="except" label={form.except} hint={form.exceptHint} />
          <Tick {...props} of="inflected" label={form.inflected} />
        </>
      )
    case 'preferred':
      return (
        <>
          <Lines {...props} of="pairs" label={form.pairs} hint={form.pairsHint} needed />
          <Lines {...props} of="except" label={form.except} hint={form.exceptHint} />
          <Tick {...props} of="inflected" label={form.inflected} />
        </>
      )
    case 'required':
      return (
        <>
          <Lines {...props} of="words" label={form.requiredWords} hint={form.wordsHint} needed />
          <Lines {...props} of="when" label={form.when} hint={form.whenHint} />
        </>
      )
    case 'disclosure':
      return (
        <>
          <PaidLabels {...props} />
          <Lines {...props} of="when" label={form.paidWhen} hint={form.wordsHint} />
          <Lines {...props} of="words" label={form.marks} hint={form.wordsHint} needed />
        </>
      )
    case 'claim':
      return (
        <>
          <Lines {...props} of="words" label={form.claims} hint={form.wordsHint} needed />
          <Lines {...props} of="pairs" label={form.proven} hint={form.provenHint} />
        </>
      )
    case 'emoji':
      return <Most {...props} label={form.mostEmoji} />
    case 'capitals':
      return <Most {...props} label={form.mostCapitals} />
    case 'hashtags':
      return (
        <>
          <Most {...props} label={form.mostHashtags} />
          <Tick {...props} of="readable" label={form.readable} />
          <Lines {...props} of="except" label={form.exceptTags} hint={form.wordsHint} />
        </>
      )
    case 'described':
      return (
        <>
          <Tick {...props} of="alt" label={form.alt} />
          <Tick {...props} of="captions" label={form.captions} />
        </>
      )
    case 'links':
      return (
        <>
          <Lines {...props} of="only" label={form.only} hint={form.onlyHint} />
          <Lines {...props} of="never" label={form.never} hint={form.wordsHint} />
          <Tick {...props} of="shorteners" label={form.shorteners} />
        </>
      )
    case 'voice':
      return (
        <>
          <Lines {...props} of="say" label={form.say} />
          <Lines {...props} of="avoid" label={form.avoid} />
          <Longest {...props} of="longestWords" label={form.longestWords} />
          <Longest {...props} of="longestCharacters" label={form.longestCharacters} />
        </>
      )
  }
}

interface LinesProps extends CheckFieldsProps {
  of: 'words' | 'except' | 'when' | 'pairs' | 'only' | 'never' | 'say' | 'avoid'
  label: string
  hint?: string
  needed?: boolean
}

function Lines({ draft, of, label, hint, needed = false, missing, onChange }: LinesProps) {
  const { form } = useVoiceText()
  return (
    <Textarea
      label={label}
      description={hint}
      autosize
      minRows={2}
      maxRows={8}
      dir="auto"
      value={draft[of]}
      error={needed && missing && form.wordsMissing}
      onChange={(event) => onChange({ [of]: event.currentTarget.value })}
    />
  )
}

interface TickProps extends CheckFieldsProps {
  of: 'inflected' | 'readable' | 'alt' | 'captions' | 'shorteners'
  label: string
}

function Tick({ draft, of, label, onChange }: TickProps) {
  return <Checkbox label={label} checked={draft[of]} onChange={(event) => onChange({ [of]: event.currentTarget.checked })} />
}

function Most({ draft, label, onChange }: CheckFieldsProps & { label: string }) {
  const max = draft.kind === 'capitals' ? 100 : 200
  return (
    <NumberInput
      label={label}
      min={0}
      max={max}
      allowDecimal={false}
      value={draft.most}
      onChange={(value) => typeof value === 'number' && onChange({ most: value })}
    />
  )
}

function Longest({ draft, of, label, onChange }: CheckFieldsProps & { of: 'longestWords' | 'longestCharacters'; label: string }) {
  const [min, max] = of === 'longestWords' ? [3, 200] : [5, 500]
  return (
    <NumberInput
      label={label}
      min={min}
      max={max}
      clampBehavior="blur"
      allowDecimal={false}
      value={draft[of]}
      onChange={(value) => onChange({ [of]: typeof value === 'number' ? value : '' })}
    />
  )
}

function PaidLabels({ draft, brandId, onChange }: CheckFieldsProps) {
  const { form } = useVoiceText()
  const { data = [] } = useQuery(api.strategy.labels.queryOptions({ input: { brandId } }))
  return (
    <MultiSelect
      label={form.labels}
      data={data.map(({ id, name }) => ({ value: id, label: name }))}
      value={draft.labelIds.filter((id) => data.some((label) => label.id === id))}
      comboboxProps={{ withinPortal: false }}
      onChange={(labelIds) => onChange({ labelIds })}
    />
  )
}
