import { Group, TextInput } from '@mantine/core'
import { useForm } from '@mantine/form'

import type { Campaign } from '#contract/strategy'

import { client } from '../api.ts'
import { useIdempotencyKey } from '../use-idempotency-key.ts'
import { useSaving } from '../use-saving.ts'
import { NamedForm, useNameCheck, type Named } from './named-form.tsx'
import { useStrategyText } from './use-strategy-text.ts'

interface CampaignFormProps {
  brandId: string
  /** Absent for a new one. */
  campaign: Campaign | undefined
  onClose: () => void
}

/** Days as the browser's field gives them, empty where open. */
interface Values extends Named {
  from: string
  to: string
}

export function CampaignForm({ brandId, campaign, onClose }: CampaignFormProps) {
  const words = useStrategyText()
  const saving = useSaving('strategy', onClose)
  const { form, key } = useCampaignForm(campaign)
  const save = ({ name, colour, from, to }: Values) =>
    campaign === undefined
      ? client.strategy.createCampaign(
          { brandId, name, colour, ...(from === '' ? {} : { from }), ...(to === '' ? {} : { to }) },
          { context: { idempotencyKey: key.current() } },
        )
      : client.strategy.changeCampaign({ campaignId: campaign.id, name, colour, from: from || null, to: to || null })
  return (
    <NamedForm
      title={campaign === undefined ? words.newCampaign : words.changeCampaign}
      isNew={campaign === undefined}
      name={form.getInputProps('name')}
      colour={form.values.colour}
      onColour={(colour) => form.setFieldValue('colour', colour)}
      onSubmit={form.onSubmit((values) => {
        const name = values.name.trim()
        void saving.save(() => save({ ...values, name }), campaign === undefined ? words.created(name) : words.saved)
      })}
      saving={saving}
      onClose={onClose}
    >
      <Group grow align="flex-start">
        <TextInput type="date" label={words.from} description={words.dayHint} {...form.getInputProps('from')} />
        <TextInput type="date" label={words.to} description={words.dayHint} {...form.getInputProps('to')} />
      </Group>
    </NamedForm>
  )
}

function useCampaignForm(campaign: Campaign | undefined) {
  const words = useStrategyText()
  const key = useIdempotencyKey()
  const name = useNameCheck()
  const initialValues: Values = {
    name: campaign?.name ?? '',
    colour: campaign?.colour ?? 'clay',
    from: campaign?.from ?? '',
    to: campaign?.to ?? '',
  }
  const crossed = (to: string, { from }: Values) => (to !== '' && from !== '' && to < from ? words.crossed : null)
  const form = useForm({ initialValues, validate: { name, to: crossed }, onValuesChange: key.next })
  return { form, key }
}
