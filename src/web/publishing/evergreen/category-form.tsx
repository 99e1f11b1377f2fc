import { Button, Checkbox, Input, Modal, NumberInput, Stack, TextInput } from '@mantine/core'
import { useForm } from '@mantine/form'
import { useMutation } from '@tanstack/react-query'

import type { Account } from '#contract/connections'
import type { Category } from '#contract/publishing'
import type { Brand } from '#contract/teams'

import { client, reload } from '../../api.ts'
import { useExplain } from '../../errors/use-explain.ts'
import { useLanguage, useText } from '../../language/text-provider.tsx'
import { networkName } from '../../networks.ts'
import { Trouble } from '../../ui/states.tsx'
import { toast } from '../../ui/toast.tsx'
import { useIdempotencyKey } from '../../use-idempotency-key.ts'
import { WeekOfSlots } from '../cadence/week-of-slots.tsx'
import { zoneName } from '../time/zone-name.ts'
import { useEvergreenText } from './use-evergreen-text.ts'

import styles from './evergreen.module.css'

interface CategoryFormProps {
  brand: Pick<Brand, 'id' | 'timeZone'>
  /** Absent for a new one. */
  category: Category | undefined
  accounts: readonly Account[]
  onClose: () => void
}

/** A category's name, accounts, weekly times, and how long its posts rest. */
export function CategoryForm({ brand, category, accounts, onClose }: CategoryFormProps) {
  const words = useEvergreenText().form
  const { close } = useText().ui
  const { language } = useLanguage()
  const explain = useExplain()
  const { form, save } = useCategoryForm({ brandId: brand.id, category, onClose })
  return (
    <Modal
      opened
      onClose={onClose}
      size="lg"
      title={category ? words.title.change : words.title.add}
      closeButtonProps={{ 'aria-label': close }}
    >
      <form noValidate onSubmit={form.onSubmit((values) => save.mutate(values))}>
        <Stack>
          <TextInput label={words.name} autoComplete="off" data-autofocus {...form.getInputProps('name')} />
          <Checkbox.Group label={words.accounts} {...form.getInputProps('accountIds')}>
            <Stack gap="xs" mt="xs">
              {accounts.length === 0 && <p className={styles.hint}>{words.noAccounts}</p>}
              {accounts.map(({ id, handle, network }) => (
                <Checkbox key={id} value={id} label={`@${handle} · ${networkName(network)}`} />
              ))}
            </Stack>
          </Checkbox.Group>
          <Input.Wrapper label={words.times(zoneName(brand.timeZone, language))} labelElement="div">
            <WeekOfSlots slots={form.values.slots} mayChange onChange={(slots) => form.setFieldValue('slots', slots)} />
          </Input.Wrapper>
          <NumberInput
            label={words.leastDays}
            description={words.leastDaysHint}
            min={1}
            max={365}
            allowDecimal={false}
            allowNegative={false}
            {...form.getInputProps('leastDays')}
          />
          {save.error !== null && <Trouble>{explain(save.error)}</Trouble>}
          <Button type="submit" loading={save.isPending}>
            {category ? words.save : words.create}
          </Button>
        </Stack>
      </form>
    </Modal>
  )
}

interface Values {
  name: string
  accountIds: string[]
  slots: string[]
  leastDays: number | string
}

function useCategoryForm({ brandId, category, onClose }: { brandId: string } & Pick<CategoryFormProps, 'category' | 'onClose'>) {
  const words = useEvergreenText().form
  const key = useIdempotencyKey()
  const form = useForm<Values>({
    initialValues: {
      name: category?.name ?? '',
      accountIds: category?.accountIds ?? [],
      slots: category?.slots ?? [],
      leastDays: category?.leastDays ?? 30,
    },
    validate: {
      name: (name) => (name.trim() === '' || name.trim().length > 60 ? words.nameMissing : null),
      leastDays: (days) => (Number(days) >= 1 && Number(days) <= 365 ? null : words.leastDaysMissing),
    },
    onValuesChange: key.next,
  })
  const save = useMutation({
    mutationFn: async ({ name, leastDays, ...values }: Values) => {
      const wanted = { ...values, name: name.trim(), leastDays: Number(leastDays) }
      if (category) await client.publishing.changeCategory({ categoryId: category.id, ...wanted })
      else await client.publishing.addCategory({ brandId, ...wanted }, { context: { idempotencyKey: key.current() } })
    },
    onSuccess: async (_, { name }) => {
      toast(category ? words.saved : words.created(name.trim()))
      await reload('posts')
      onClose()
    },
  })
  return { form, save }
}
