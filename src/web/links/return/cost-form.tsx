import { Autocomplete, Button, Group, Modal, SegmentedControl, Select, Stack, TextInput } from '@mantine/core'
import { useForm } from '@mantine/form'
import { useMutation, useQuery } from '@tanstack/react-query'

import type { Cost, CostContent, CostKind } from '#contract/links'

import { api, client, reload } from '../../api.ts'
import { useExplain } from '../../errors/use-explain.ts'
import { useFormat } from '../../language/use-format.ts'
import { Trouble } from '../../ui/states.tsx'
import { toast } from '../../ui/toast.tsx'
import { useIdempotencyKey } from '../../use-idempotency-key.ts'
import { currencies } from '../use-money.ts'
import { monthChoices } from './return-search.ts'
import { useReturnText } from './use-return-text.ts'

interface Values {
  kind: CostKind
  name: string
  month: string
  campaignId: string
  amount: string
  hours: string
  rate: string
  currency: string
}

interface CostFormProps {
  brandId: string
  /** Absent for a new one. */
  cost: Cost | undefined
  /** Proposed for a new one. */
  month: string
  campaignId: string | undefined
  onClose: () => void
}

const kinds = ['ads', 'tools', 'hours'] as const

/** An amount paid, or hours of work and their rate. */
export function CostForm({ brandId, cost, month, campaignId, onClose }: CostFormProps) {
  const words = useReturnText()
  const explain = useExplain()
  const key = useIdempotencyKey()
  const form = useCostForm(cost ?? { month, ...(campaignId === undefined ? {} : { campaignId }) }, key.next)
  const save = useMutation({
    mutationFn: (content: CostContent) =>
      cost
        ? client.links.changeCost({ costId: cost.id, cost: content })
        : client.links.createCost({ brandId, cost: content }, { context: { idempotencyKey: key.current() } }),
    onSuccess: async () => {
      toast(cost ? words.saved : words.entered)
      await reload('costs')
      onClose()
    },
  })
  return (
    <Modal opened onClose={onClose} title={cost ? words.changeCost : words.addCost}>
      <form noValidate onSubmit={form.onSubmit((values) => save.mutate(contentOf(values)))}>
        <Stack>
          <SegmentedControl
            aria-label={words.kind}
            data={kinds.map((kind) => ({ value: kind, label: words.kinds[kind] }))}
            {...form.getInputProps('kind')}
          />
          <TextInput label={words.name} data-autofocus autoComplete="off" {...form.getInputProps('name')} />
          <Sum form={form} />
          <Belonging form={form} brandId={brandId} />
          {save.error !== null && <Trouble>{explain(save.error)}</Trouble>}
          <Button type="submit" loading={save.isPending}>
            {cost ? words.save : words.enter}
          </Button>
        </Stack>
      </form>
    </Modal>
  )
}

type Form = ReturnType<typeof useCostForm>

function Sum({ form }: { form: Form }) {
  const words = useReturnText()
  return (
    <Group grow align="flex-start">
      {form.values.kind === 'hours' ? (
        <>
          <TextInput label={words.hours} inputMode="decimal" {...form.getInputProps('hours')} />
          <TextInput label={words.rate} inputMode="decimal" {...form.getInputProps('rate')} />
        </>
      ) : (
        <TextInput label={words.amount} inputMode="decimal" {...form.getInputProps('amount')} />
      )}
      <Autocomplete label={words.currency} data={currencies} maxLength={3} {...form.getInputProps('currency')} />
    </Group>
  )
}

function Belonging({ form, brandId }: { form: Form; brandId: string }) {
  const words = useReturnText()
  const format = useFormat('UTC')
  const { data: campaigns = [] } = useQuery(api.strategy.campaigns.queryOptions({ input: { brandId } }))
  const thisMonth = Temporal.Now.plainDateISO().toPlainYearMonth().toString()
  const months = [...new Set([...monthChoices(thisMonth), form.values.month])].toSorted().toReversed()
  return (
    <Group grow align="flex-start">
      <Select
        label={words.month}
        data={months.map((month) => ({ value: month, label: format.month(`${month}-01T00:00:00Z`) }))}
        allowDeselect={false}
        {...form.getInputProps('month')}
      />
      <Select
        label={words.campaign}
        data={[{ value: '', label: words.noCampaign }, ...campaigns.map(({ id, name }) => ({ value: id, label: name }))]}
        allowDeselect={false}
        {...form.getInputProps('campaignId')}
      />
    </Group>
  )
}

function useCostForm(from: Partial<Cost> & { month: string }, onValuesChange: () => void) {
  const words = useReturnText()
  const initialValues: Values = {
    kind: from.kind ?? 'ads',
    name: from.name ?? '',
    month: from.month,
    campaignId: from.campaignId ?? '',
    amount: from.work ? '' : (from.amount ?? ''),
    hours: from.work?.hours ?? '',
    rate: from.work?.rate ?? '',
    currency: from.currency ?? 'TWD',
  }
  const isWork = ({ kind }: Values) => kind === 'hours'
  return useForm({
    initialValues,
    onValuesChange,
    validate: {
      name: (name) => (name.trim() === '' || name.trim().length > 100 ? words.nameMissing : null),
      amount: (amount, values) => (isWork(values) || isAmount(amount) ? null : words.amountWrong),
      hours: (hours, values) => (!isWork(values) || /^\d{1,6}(\.\d{1,2})?$/.test(hours.trim()) ? null : words.hoursWrong),
      rate: (rate, values) => (!isWork(values) || isAmount(rate) ? null : words.amountWrong),
      currency: (currency) => (/^[a-z]{3}$/i.test(currency.trim()) ? null : words.currencyWrong),
    },
  })
}

const isAmount = (text: string) => /^\d{1,12}(\.\d{1,4})?$/.test(text.trim())

function contentOf({ kind, name, month, campaignId, amount, hours, rate, currency }: Values): CostContent {
  const common = {
    name: name.trim(),
    month,
    currency: currency.trim().toUpperCase(),
    ...(campaignId === '' ? {} : { campaignId }),
  }
  return kind === 'hours'
    ? { kind, work: { hours: hours.trim(), rate: rate.trim() }, ...common }
    : { kind, amount: amount.trim(), ...common }
}
