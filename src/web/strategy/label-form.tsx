import { useForm } from '@mantine/form'

import type { Label } from '#contract/strategy'

import { client } from '../api.ts'
import { useIdempotencyKey } from '../use-idempotency-key.ts'
import { useSaving } from '../use-saving.ts'
import { NamedForm, useNameCheck, type Named } from './named-form.tsx'
import { useStrategyText } from './use-strategy-text.ts'

interface LabelFormProps {
  brandId: string
  /** Absent for a new one. */
  label: Label | undefined
  onClose: () => void
}

export function LabelForm({ brandId, label, onClose }: LabelFormProps) {
  const words = useStrategyText()
  const key = useIdempotencyKey()
  const saving = useSaving('strategy', onClose)
  const initialValues: Named = { name: label?.name ?? '', colour: label?.colour ?? 'teal' }
  const form = useForm({ initialValues, validate: { name: useNameCheck() }, onValuesChange: key.next })
  const save = ({ name, colour }: Named) =>
    label === undefined
      ? client.strategy.createLabel({ brandId, name, colour }, { context: { idempotencyKey: key.current() } })
      : client.strategy.changeLabel({ labelId: label.id, name, colour })
  return (
    <NamedForm
      title={label === undefined ? words.newLabel : words.changeLabel}
      isNew={label === undefined}
      name={form.getInputProps('name')}
      colour={form.values.colour}
      onColour={(colour) => form.setFieldValue('colour', colour)}
      onSubmit={form.onSubmit((values) => {
        const name = values.name.trim()
        void saving.save(() => save({ ...values, name }), label === undefined ? words.created(name) : words.saved)
      })}
      saving={saving}
      onClose={onClose}
    />
  )
}
