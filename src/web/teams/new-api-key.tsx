import { Button, Code, Modal, Select, Stack, Text, TextInput } from '@mantine/core'
import { useForm } from '@mantine/form'
import { useMutation } from '@tanstack/react-query'

import type { Role } from '#contract/teams'

import { client, reload } from '../api.ts'
import { useExplain } from '../errors/use-explain.ts'
import { useText } from '../language/text-provider.tsx'
import { CopyButton } from '../ui/copy-button.tsx'
import { Trouble } from '../ui/states.tsx'
import { useIdempotencyKey } from '../use-idempotency-key.ts'
import { RoleSelect } from './role-select.tsx'
import { useChecks } from './use-checks.ts'

const periods = ['30', '90', '365', '0'] as const

interface Wanted {
  name: string
  role: Role
  days: (typeof periods)[number]
}

/** Asks what the key is for, then shows it this one time. */
export function NewApiKey({ onClose }: { onClose: () => void }) {
  const { teams, ui } = useText()
  const text = teams.apiKeys
  const idempotency = useIdempotencyKey()
  const create = useMutation({
    mutationFn: ({ name, role, days }: Wanted) =>
      client.teams.createApiKey(
        { name: name.trim(), role, ...(days === '0' ? {} : { expiresInDays: Number(days) }) },
        { context: { idempotencyKey: idempotency.current() } },
      ),
    onSuccess: () => reload('members'),
  })
  const made = create.data
  return (
    <Modal
      opened
      onClose={onClose}
      closeOnClickOutside={!made}
      closeOnEscape={!made}
      title={made ? text.once : text.create}
      closeButtonProps={{ 'aria-label': ui.close }}
    >
      {made ? (
        <Stack>
          <Text>{text.onceHint}</Text>
          <Code block>{made.key}</Code>
          <CopyButton value={made.key} label={text.copy} />
          <Button onClick={onClose}>{text.gotIt}</Button>
        </Stack>
      ) : (
        <KeyForm create={create.mutate} isPending={create.isPending} error={create.error} onChange={idempotency.next} />
      )}
    </Modal>
  )
}

interface KeyFormProps {
  create: (wanted: Wanted) => void
  isPending: boolean
  error: unknown
  onChange: () => void
}

function KeyForm({ create, isPending, error, onChange }: KeyFormProps) {
  const teams = useText().teams
  const text = teams.apiKeys
  const explain = useExplain()
  const checks = useChecks()
  const initialValues: Wanted = { name: '', role: 'publisher', days: '90' }
  const form = useForm({ initialValues, validate: { name: checks.name }, onValuesChange: onChange })
  return (
    <form onSubmit={form.onSubmit(create)} noValidate>
      <Stack>
        <TextInput label={text.name} autoComplete="off" data-autofocus {...form.getInputProps('name')} />
        <RoleSelect label={teams.role} value={form.values.role} onChoose={(role) => form.setFieldValue('role', role)} />
        <Select
          label={text.expires}
          allowDeselect={false}
          data={periods.map((days) => ({ value: days, label: text.periods[days] }))}
          {...form.getInputProps('days')}
        />
        {error !== null && <Trouble>{explain(error)}</Trouble>}
        <Button type="submit" loading={isPending}>
          {text.create}
        </Button>
      </Stack>
    </form>
  )
}
