import { Checkbox, NativeSelect, Textarea, TextInput } from '@mantine/core'
import { useId, type ReactNode } from 'react'

import type { SettingField as Field } from '#networks/network'

import { TextCount } from './text-count.tsx'
import { useComposerText } from './use-composer-text.ts'
import type { SettingWords } from './use-setting-words.ts'

import styles from './network-settings.module.css'

interface SettingFieldProps {
  id: string
  field: Field
  value: string | boolean
  words: SettingWords
  /** What the network says of it, where it would refuse the post for it. */
  error: string | undefined
  /** What a destination asks for, where the field names one. */
  below: ReactNode
  onChange: (value: string | boolean) => void
}

/** One thing to choose or to write for a network alone. */
export function SettingField({ field, value, onChange, error, below, ...props }: SettingFieldProps) {
  const { label, hint } = props.words.of(field)
  const about = { id: props.id, label, description: hint, error }
  switch (field.kind) {
    case 'toggle':
      return (
        <Checkbox
          {...about}
          className={styles.toggle ?? ''}
          checked={value === true}
          onChange={(event) => onChange(event.currentTarget.checked)}
        />
      )
    case 'text':
      return <Text {...about} field={field} text={String(value)} below={below} onText={onChange} />
    case 'date-time':
      return <TextInput {...about} type="datetime-local" value={String(value)} onChange={(event) => onChange(event.currentTarget.value)} />
    case 'choice':
      return <Choice {...about} field={field} chosen={String(value)} words={props.words} onChoose={onChange} />
  }
}

interface About {
  id: string
  label: string
  description: string | undefined
  error: string | undefined
}

/** A short text on one line; a long one on several, with the room it has. */
function Text({
  field,
  text,
  onText,
  below,
  ...about
}: About & { field: Field & { kind: 'text' }; text: string; below: ReactNode; onText: (text: string) => void }) {
  const countId = useId()
  const count = { unit: 'characters', used: text.length, max: field.maxLength } as const
  const near = text.length > field.maxLength / 2
  const room: ReactNode = (field.lines !== undefined || near) && text !== '' && (
    <span className={styles.room}>
      <TextCount id={countId} reading={{ count, tags: undefined }} />
    </span>
  )
  if (field.lines === undefined) {
    return (
      <div className={field.destination === undefined ? styles.text : styles.long}>
        <TextInput {...about} value={text} maxLength={field.maxLength} onChange={(event) => onText(event.currentTarget.value)} />
        {room}
        {below}
      </div>
    )
  }
  return (
    <div className={styles.long}>
      <Textarea
        {...about}
        value={text}
        maxLength={field.maxLength}
        autosize
        minRows={Math.min(field.lines, 3)}
        maxRows={12}
        onChange={(event) => onText(event.currentTarget.value)}
      />
      {room}
    </div>
  )
}

interface ChoiceProps extends About {
  field: Field & { kind: 'choice' }
  /** Empty where the author still has to choose. */
  chosen: string
  words: SettingWords
  onChoose: (option: string) => void
}

function Choice({ field, chosen, words, onChoose, ...about }: ChoiceProps) {
  const { choose } = useComposerText().settings
  const open = field.usual === '' && chosen === ''
  return (
    <NativeSelect
      {...about}
      withAsterisk={field.usual === ''}
      data-open={open || undefined}
      value={chosen}
      data={[
        ...(field.usual === '' ? [{ value: '', label: choose, disabled: !open }] : []),
        ...field.options.map((option) => ({ value: option, label: words.option(field, option) })),
      ]}
      onChange={(event) => onChoose(event.currentTarget.value)}
    />
  )
}
