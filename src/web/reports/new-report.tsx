import { Button, Modal, Radio, Select, Stack, TextInput } from '@mantine/core'
import { useForm } from '@mantine/form'
import { useMutation } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'

import type { TemplateName } from '#contract/reports'
import type { Brand } from '#contract/teams'

import { client, reload } from '../api.ts'
import { useExplain } from '../errors/use-explain.ts'
import { useText } from '../language/text-provider.tsx'
import { networkName } from '../networks.ts'
import { useFilterChoices } from '../publishing/planning/use-filter-choices.ts'
import { Trouble } from '../ui/states.tsx'
import { useIdempotencyKey } from '../use-idempotency-key.ts'
import { useReportsText } from './use-reports-text.ts'

const templates = ['monthly', 'campaign', 'care', 'network', 'empty'] as const satisfies readonly TemplateName[]

interface Values {
  name: string
  template: TemplateName
  language: 'en' | 'zh-TW'
  campaignId: string
  network: string
}

/** A name and a template; the rest is changed in the report itself. */
export function NewReport({ brand, onClose }: { brand: Brand; onClose: () => void }) {
  const words = useReportsText()
  const { close } = useText().ui
  const explain = useExplain()
  const { campaigns, networks } = useFilterChoices()
  const navigate = useNavigate()
  const { form, key } = useNewReport(brand)
  const create = useMutation({
    mutationFn: ({ name, template, language, campaignId, network }: Values) =>
      client.reports.create(
        {
          brandId: brand.id,
          name: name.trim(),
          template,
          language,
          ...(template === 'campaign' ? { campaignId } : {}),
          ...(template === 'network' ? { network } : {}),
        },
        { context: { idempotencyKey: key.current() } },
      ),
    onSuccess: async ({ id }) => {
      await reload('reports')
      await navigate({ to: '/analytics/reports/$reportId', params: { reportId: id } })
    },
  })
  return (
    <Modal opened onClose={onClose} title={words.newReport} closeButtonProps={{ 'aria-label': close }}>
      <form onSubmit={form.onSubmit((values) => create.mutate(values))} noValidate>
        <Stack>
          <TextInput label={words.begin.name} description={words.begin.nameHint} data-autofocus {...form.getInputProps('name')} />
          <Radio.Group label={words.begin.template} {...form.getInputProps('template')}>
            <Stack gap="xs" mt="xs">
              {templates.map((template) => (
                <Radio key={template} value={template} label={words.begin.templates[template]} description={words.begin.about[template]} />
              ))}
            </Stack>
          </Radio.Group>
          {form.values.template === 'campaign' && (
            <Select
              label={words.begin.campaign}
              data={campaigns.map(({ id, name }) => ({ value: id, label: name }))}
              {...form.getInputProps('campaignId')}
            />
          )}
          {form.values.template === 'network' && (
            <Select
              label={words.begin.network}
              data={networks.map((network) => ({ value: network, label: networkName(network) }))}
              {...form.getInputProps('network')}
            />
          )}
          <Select
            label={words.begin.language}
            data={(['en', 'zh-TW'] as const).map((value) => ({ value, label: words.languages[value] }))}
            allowDeselect={false}
            {...form.getInputProps('language')}
          />
          {create.error && <Trouble>{explain(create.error)}</Trouble>}
          <Button type="submit" loading={create.isPending} style={{ alignSelf: 'flex-start' }}>
            {words.begin.submit}
          </Button>
        </Stack>
      </form>
    </Modal>
  )
}

function useNewReport(brand: Brand) {
  const { begin } = useReportsText()
  const { fillIn, tooLong } = useText().teams.checks
  const key = useIdempotencyKey()
  const filled = (value: string) => (value === '' ? begin.choose : null)
  const initialValues: Values = { name: '', template: 'monthly', language: brand.language, campaignId: '', network: '' }
  const form = useForm({
    initialValues,
    validate: {
      name: (value) => (value.trim() === '' ? fillIn : value.trim().length > 120 ? tooLong(120) : null),
      campaignId: (value, { template }) => (template === 'campaign' ? filled(value) : null),
      network: (value, { template }) => (template === 'network' ? filled(value) : null),
    },
    onValuesChange: key.next,
  })
  return { form, key }
}
