import { PasswordInput, Switch, TextInput } from '@mantine/core'
import type { useForm } from '@mantine/form'

import type { NetworkInfo } from '#contract/connections'

import { useText } from '../language/text-provider.tsx'

interface ConnectFieldProps {
  field: NetworkInfo['ways'][number]['fields'][number]
  /** The network's own words for `<name>` and `<name>.hint`. */
  word: (code: string) => string | undefined
  form: Pick<ReturnType<typeof useForm<Record<string, string>>>, 'getValues' | 'setFieldValue' | 'getInputProps'>
}

/** One thing that a network wants to know. */
export function ConnectField({ field: { name, kind, required, placeholder = '' }, word, form }: ConnectFieldProps) {
  const text = useText().connections
  const label = word(name) ?? name
  const hint = word(`${name}.hint`)
  if (kind === 'yes-no')
    return (
      <Switch
        label={label}
        description={hint}
        checked={form.getValues()[name] === 'yes'}
        onChange={({ currentTarget }) => form.setFieldValue(name, currentTarget.checked ? 'yes' : '')}
      />
    )
  const Input = kind === 'secret' ? PasswordInput : TextInput
  return (
    <Input
      label={required ? label : text.optional(label)}
      description={hint}
      placeholder={placeholder}
      autoComplete="off"
      autoCapitalize="none"
      spellCheck={false}
      {...form.getInputProps(name)}
    />
  )
}
