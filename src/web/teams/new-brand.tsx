import { Button, Modal, Select, Stack, TextInput } from '@mantine/core'
import { useForm } from '@mantine/form'
import { useMutation } from '@tanstack/react-query'

import { client, reload } from '../api.ts'
import { useExplain } from '../errors/use-explain.ts'
import { useOpenBrand } from '../frame/use-open-brand.ts'
import { useBrandIfAny, useMe } from '../frame/who.ts'
import { useText } from '../language/text-provider.tsx'
import { browserTimeZone } from '../language/use-format.ts'
import { Trouble } from '../ui/states.tsx'
import { useIdempotencyKey } from '../use-idempotency-key.ts'
import { TimeZoneSelect } from './time-zone-select.tsx'
import { useChecks } from './use-checks.ts'

/** Name, language and clock of one more brand, which then is on screen. */
export function NewBrand({ onClose }: { onClose: () => void }) {
  const { teams: text, frame, ui } = useText()
  const explain = useExplain()
  const checks = useChecks()
  const key = useIdempotencyKey()
  const open = useOpenBrand()
  const me = useMe()
  const { language, timeZone } = useBrandIfAny() ?? { language: me.language, timeZone: browserTimeZone() }
  const form = useForm({ initialValues: { name: '', language, timeZone }, validate: { name: checks.name }, onValuesChange: key.next })
  const add = useMutation({
    mutationFn: (wanted: typeof form.values) => client.teams.addBrand(wanted, { context: { idempotencyKey: key.current() } }),
    onSuccess: async ({ id }) => {
      await reload('*')
      onClose()
      open(id)
    },
  })
  const languages = (['en', 'zh-TW'] as const).map((value) => ({ value, label: frame.languages[value] }))
  return (
    <Modal opened onClose={onClose} title={text.brands.add} closeButtonProps={{ 'aria-label': ui.close }}>
      <form onSubmit={form.onSubmit((values) => add.mutate(values))} noValidate>
        <Stack>
          <TextInput
            label={text.brandName}
            description={text.brandHint}
            autoComplete="off"
            data-autofocus
            {...form.getInputProps('name')}
          />
          <Select label={text.brand.language} data={languages} allowDeselect={false} {...form.getInputProps('language')} />
          <TimeZoneSelect {...form.getInputProps('timeZone')} value={form.values.timeZone} />
          {add.error && <Trouble>{explain(add.error)}</Trouble>}
          <Button type="submit" loading={add.isPending}>
            {text.brands.add}
          </Button>
        </Stack>
      </form>
    </Modal>
  )
}
