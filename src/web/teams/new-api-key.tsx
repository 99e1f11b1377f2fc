import { Button, Checkbox, Code, Modal, Radio, Select, Stack, Text, TextInput } from '@mantine/core'
import { useForm } from '@mantine/form'
import { useMutation } from '@tanstack/react-query'

import type { ApiScope, Role } from '#contract/teams'

import { client, reload } from '../api.ts'
import { useExplain } from '../errors/use-explain.ts'
import { useText } from '../language/text-provider.tsx'
import { CopyButton } from '../ui/copy-button.tsx'
import { Trouble } from '../ui/states.tsx'
import { useIdempotencyKey } from '../use-idempotency-key.ts'
import { RoleSelect } from './role-select.tsx'
import { useChecks } from './use-checks.ts'

const apiScopes = ['read', 'write', 'publish', 'inbox', 'manage'] as const satisfies readonly ApiScope[]
const periods = ['30', '90', '365', '0'] as const

interface Wanted {
  name: string
  role: Role
  may: 'all' | 'some'
  scopes: string[]
  days: (typeof periods)[number]
}

/** Asks what the key is for, then shows it this one time. */
export function NewApiKey({ onClose }: { onClose: () => void }) {
  const { teams, ui } = useText()
  const text = teams.apiKeys
  const idempotency = useIdempotencyKey()
  const create = useMutation({
    mutationFn: ({ name, role, days, may, scopes }: Wanted) =>
      client.teams.createApiKey(
        {
          name: name.trim(),
          role,
          ...(may === 'all' ? {} : { scopes: apiScopes.filter((scope) => scopes.includes(scope)) }),
          ...(days === '0' ? {} : { expiresInDays: Number(days) }),
        },
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
  const initialValues: Wanted = { name: '', role: 'publisher', may: 'all', scopes: ['read'], days: '90' }
  const form = useForm({
    initialValues,
    validate: { name: checks.name, scopes: (scopes, { may }) => (may === 'some' && scopes.length === 0 ? text.scopesNone : null) },
    onValuesChange: onChange,
  })
  return (
    <form onSubmit={form.onSubmit(create)} noValidate>
      <Stack>
        <TextInput label={text.name} autoComplete="off" data-autofocus {...form.getInputProps('name')} />
        <RoleSelect label={teams.role} value={form.values.role} onChoose={(role) => form.setFieldValue('role', role)} />
        <Radio.Group label={text.may} {...form.getInputProps('may')}>
          <Stack gap="xs" mt="xs">
            <Radio value="all" label={text.mayAll} />
            <Radio value="some" label={text.maySome} />
          </Stack>
        </Radio.Group>
        {form.values.may === 'some' && (
          <Checkbox.Group aria-label={text.maySome} {...form.getInputProps('scopes')}>
            <Stack gap="xs">
              {apiScopes.map((scope) => (
                <Checkbox key={scope} value={scope} label={text.scopes[scope]} />
              ))}
            </Stack>
          </Checkbox.Group>
        )}
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
