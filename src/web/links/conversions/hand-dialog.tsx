import { Autocomplete, Button, Group, Modal, SegmentedControl, Stack, TextInput } from '@mantine/core'
import { useForm } from '@mantine/form'
import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'

import type { ConversionSite, Stage } from '#contract/links'

import { client, reload } from '../../api.ts'
import { useExplain } from '../../errors/use-explain.ts'
import { useBrand } from '../../frame/who.ts'
import { Trouble } from '../../ui/states.tsx'
import { toast } from '../../ui/toast.tsx'
import { useIdempotencyKey } from '../../use-idempotency-key.ts'
import { currencies } from '../use-money.ts'
import { stages } from './conversions-search.ts'
import { SiteSelect } from './import-dialog.tsx'
import { useConversionsText } from './use-conversions-text.ts'

interface Values {
  externalId: string
  stage: Stage
  at: string
  value: string
  currency: string
  corrects: string
  clickId: string
}

/** What no program told: a sale on the phone, a refund. */
export function HandDialog({ sites, onClose }: { sites: readonly ConversionSite[]; onClose: () => void }) {
  const { hand, stages: stageWords, stage } = useConversionsText()
  const explain = useExplain()
  const { timeZone } = useBrand()
  const key = useIdempotencyKey()
  const [siteId, setSiteId] = useState(sites[0]?.id ?? '')
  const form = useHandForm(timeZone, key.next)
  const save = useMutation({
    mutationFn: (values: Values) =>
      client.links.addConversion({ siteId, ...written(values, timeZone) }, { context: { idempotencyKey: key.current() } }),
    onSuccess: async () => {
      toast(hand.saved)
      await reload('conversions')
      onClose()
    },
  })
  return (
    <Modal opened onClose={onClose} title={hand.title}>
      <form noValidate onSubmit={form.onSubmit((values) => save.mutate(values))}>
        <Stack>
          <SiteSelect sites={sites} siteId={siteId} onChoose={setSiteId} />
          <SegmentedControl
            aria-label={stage}
            data={stages.map((each) => ({ value: each, label: stageWords[each] }))}
            {...form.getInputProps('stage')}
          />
          <TextInput label={hand.externalId} description={hand.externalIdHint} data-autofocus {...form.getInputProps('externalId')} />
          <TextInput type="datetime-local" label={hand.at} {...form.getInputProps('at')} />
          <Group grow align="flex-start">
            <TextInput label={hand.value} description={hand.valueHint} inputMode="decimal" {...form.getInputProps('value')} />
            <Autocomplete
              label={hand.currency}
              description="ISO 4217"
              data={currencies}
              maxLength={3}
              {...form.getInputProps('currency')}
            />
          </Group>
          <TextInput label={hand.corrects} description={hand.correctsHint} {...form.getInputProps('corrects')} />
          <TextInput label={hand.clickId} description={hand.clickIdHint} {...form.getInputProps('clickId')} />
          {save.error !== null && <Trouble>{explain(save.error)}</Trouble>}
          <Button type="submit" loading={save.isPending}>
            {hand.save}
          </Button>
        </Stack>
      </form>
    </Modal>
  )
}

function useHandForm(timeZone: string, onValuesChange: () => void) {
  const { hand } = useConversionsText()
  const initialValues: Values = {
    externalId: '',
    stage: 'sale',
    at: Temporal.Now.plainDateTimeISO(timeZone).toString({ smallestUnit: 'minute' }),
    value: '',
    currency: 'TWD',
    corrects: '',
    clickId: '',
  }
  return useForm({
    initialValues,
    onValuesChange,
    validate: {
      externalId: (id) => (id.trim() === '' || id.trim().length > 200 ? hand.externalIdMissing : null),
      at: (at) => (at === '' || Temporal.Instant.compare(instantOf(at, timeZone), Temporal.Now.instant()) > 0 ? hand.atWrong : null),
      value: (value, { corrects }) => (isValue(value, corrects.trim() !== '') ? null : hand.valueWrong),
      clickId: (id) => (id.trim() === '' || /^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/i.test(id.trim()) ? null : hand.clickIdWrong),
    },
  })
}

function isValue(value: string, mayBeNegative: boolean): boolean {
  const plain = value.trim().replace('−', '-')
  if (plain === '') return !mayBeNegative
  return /^-?\d{1,12}(\.\d{1,4})?$/.test(plain) && (mayBeNegative || !plain.startsWith('-'))
}

function instantOf(at: string, timeZone: string): Temporal.Instant {
  return Temporal.PlainDateTime.from(at).toZonedDateTime(timeZone).toInstant()
}

function written({ externalId, stage, at, value, currency, corrects, clickId }: Values, timeZone: string) {
  const plain = value.trim().replace('−', '-')
  return {
    externalId: externalId.trim(),
    stage,
    at: instantOf(at, timeZone).toString(),
    ...(plain === '' ? {} : { money: { value: plain, currency: currency.trim().toUpperCase() } }),
    ...(corrects.trim() === '' ? {} : { corrects: corrects.trim() }),
    ...(clickId.trim() === '' ? {} : { clickId: clickId.trim().toLowerCase() }),
  }
}
