import { Button, Checkbox, Modal, MultiSelect, Stack, TextInput } from '@mantine/core'
import { useForm } from '@mantine/form'

import type { Hook, HookKind } from '#contract/notifications'

import { client } from '../../api.ts'
import { useMe } from '../../frame/who.ts'
import { useText } from '../../language/text-provider.tsx'
import { useChecks } from '../../teams/use-checks.ts'
import { Trouble } from '../../ui/states.tsx'
import { useIdempotencyKey } from '../../use-idempotency-key.ts'
import { useSaving } from '../../use-saving.ts'
import { useChoicesText } from '../choices/use-choices-text.ts'
import { kindGroups } from '../kind-groups.ts'
import { useHooksText } from './use-hooks-text.ts'

/** What cannot wait for somebody to look. */
const usual: readonly HookKind[] = [
  'crisis-began',
  'crisis-urgent',
  'crisis-proposed',
  'post-rejected',
  'post-needs-a-person',
  'post-missed',
  'account-signed-out',
  'thread-overdue',
]

interface Wanted {
  name: string
  address: string
  kinds: HookKind[]
  brandIds: string[]
}

/** Adds a channel, or changes what it is told. */
export function HookForm({ hook, onClose }: { hook: Hook | undefined; onClose: () => void }) {
  const words = useHooksText()
  const { ui } = useText()
  const checks = useChecks()
  const idempotency = useIdempotencyKey()
  const { save, isPending, trouble } = useSaving('hooks', onClose)
  const initialValues: Wanted = { name: hook?.name ?? '', address: '', kinds: [...(hook?.kinds ?? usual)], brandIds: hook?.brandIds ?? [] }
  const form = useForm({
    initialValues,
    validate: { name: checks.name, ...(hook ? {} : { address: checks.filled }) },
    onValuesChange: idempotency.next,
  })
  const send = ({ name, address, kinds, brandIds }: Wanted) => {
    const choices = { name: name.trim(), kinds, ...(brandIds.length > 0 ? { brandIds } : {}) }
    if (!hook)
      return client.notifications.addHook({ ...choices, address: address.trim() }, { context: { idempotencyKey: idempotency.current() } })
    return client.notifications.changeHook({ hookId: hook.id, ...choices, ...(address.trim() === '' ? {} : { address: address.trim() }) })
  }
  return (
    <Modal opened onClose={onClose} title={hook ? words.change : words.add} closeButtonProps={{ 'aria-label': ui.close }}>
      <form onSubmit={form.onSubmit((wanted) => void save(() => send(wanted), words.saved))} noValidate>
        <Stack>
          <TextInput label={words.name} description={words.nameHint} autoComplete="off" data-autofocus {...form.getInputProps('name')} />
          <TextInput
            label={hook ? words.newAddress : words.address}
            description={hook ? words.newAddressHint : words.addressHint}
            type="url"
            autoComplete="off"
            {...form.getInputProps('address')}
          />
          <BrandFields value={form.values.brandIds} onChoose={(brandIds) => form.setFieldValue('brandIds', brandIds)} />
          <KindFields value={form.values.kinds} onChoose={(kinds) => form.setFieldValue('kinds', kinds)} />
          {trouble !== undefined && <Trouble>{trouble}</Trouble>}
          <Button type="submit" loading={isPending} disabled={form.values.kinds.length === 0}>
            {hook ? words.save : words.add}
          </Button>
        </Stack>
      </form>
    </Modal>
  )
}

function BrandFields({ value, onChoose }: { value: string[]; onChoose: (brandIds: string[]) => void }) {
  const words = useHooksText()
  const { brands } = useMe()
  if (brands.length < 2) return null
  return (
    <MultiSelect
      label={words.brands}
      placeholder={value.length === 0 ? words.allBrands : ''}
      data={brands.map(({ id, name }) => ({ value: id, label: name }))}
      value={value}
      onChange={onChoose}
    />
  )
}

function KindFields({ value, onChoose }: { value: readonly HookKind[]; onChoose: (kinds: HookKind[]) => void }) {
  const words = useHooksText()
  const names = useChoicesText().kinds
  const kinds = kindGroups
    .flatMap((each) => each.kinds)
    .filter((kind) => kind !== 'note-mention' && kind !== 'training' && kind !== 'hook-off')
  return (
    <Checkbox.Group label={words.kinds} value={[...value]} onChange={(chosen) => onChoose(kinds.filter((kind) => chosen.includes(kind)))}>
      <Stack gap="xs" mt="xs">
        {kinds.map((kind) => (
          <Checkbox key={kind} value={kind} label={names[kind]} />
        ))}
      </Stack>
    </Checkbox.Group>
  )
}
