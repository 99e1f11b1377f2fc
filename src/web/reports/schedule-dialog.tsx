import { Button, Group, Modal, Select, Stack, Switch, Text, Textarea, TextInput } from '@mantine/core'
import { useForm } from '@mantine/form'
import { useMutation, useQuery } from '@tanstack/react-query'

import type { Rhythm, Schedule } from '#contract/reports'

import { api, client, reload } from '../api.ts'
import { useExplain } from '../errors/use-explain.ts'
import { useBrand } from '../frame/who.ts'
import { useLanguage, useText } from '../language/text-provider.tsx'
import { useFormat } from '../language/use-format.ts'
import { zoneName } from '../publishing/time/zone-name.ts'
import { ErrorState, LoadingState, Trouble } from '../ui/states.tsx'
import { toast } from '../ui/toast.tsx'
import { addressesIn, wrongAddress } from './addresses.ts'
import { useReportsText } from './use-reports-text.ts'

interface ScheduleDialogProps {
  reportId: string
  mayChange: boolean
  onClose: () => void
}

/** When a report goes out by itself, and to whom. */
export function ScheduleDialog({ reportId, mayChange, onClose }: ScheduleDialogProps) {
  const { plan } = useReportsText()
  const { close } = useText().ui
  const { data, error, refetch } = useQuery(api.reports.schedule.queryOptions({ input: { reportId } }))
  return (
    <Modal opened onClose={onClose} title={plan.title} closeButtonProps={{ 'aria-label': close }}>
      {error && <ErrorState error={error} retry={() => void refetch()} />}
      {!data && !error && <LoadingState rows={4} />}
      {data && !data.mail && <Trouble>{plan.noMail}</Trouble>}
      {data && <ScheduleForm reportId={reportId} schedule={data.schedule} mayChange={mayChange} onClose={onClose} />}
    </Modal>
  )
}

interface Values {
  every: Rhythm['every']
  day: string
  at: string
  recipients: string
  message: string
  active: boolean
}

interface ScheduleFormProps extends ScheduleDialogProps {
  schedule: (Schedule & { nextAt: string }) | undefined
}

function ScheduleForm({ reportId, schedule, mayChange, onClose }: ScheduleFormProps) {
  const { plan } = useReportsText()
  const { language } = useLanguage()
  const { timeZone } = useBrand()
  const format = useFormat()
  const explain = useExplain()
  const form = useScheduleForm(schedule)
  const done = async (says: string) => {
    toast(says)
    onClose()
    await reload('reports')
  }
  const save = useMutation({
    mutationFn: (values: Values) => client.reports.setSchedule({ reportId, ...scheduleOf(values) }),
    onSuccess: () => done(plan.saved),
  })
  const remove = useMutation({ mutationFn: () => client.reports.removeSchedule({ reportId }), onSuccess: () => done(plan.removed) })
  const trouble = save.error ?? remove.error
  return (
    <form onSubmit={form.onSubmit((values) => save.mutate(values))} noValidate>
      <Stack mt="sm">
        <Group grow align="flex-start">
          <Select
            label={plan.every}
            data={(['month', 'quarter', 'week'] as const).map((value) => ({ value, label: plan.everies[value] }))}
            allowDeselect={false}
            {...form.getInputProps('every')}
          />
          {form.values.every === 'week' && (
            <Select
              label={plan.day}
              data={plan.days.map((label, index) => ({ value: String(index + 1), label }))}
              allowDeselect={false}
              {...form.getInputProps('day')}
            />
          )}
        </Group>
        <TextInput
          type="time"
          label={plan.at}
          description={plan.clock(zoneName(timeZone, language))}
          required
          {...form.getInputProps('at')}
        />
        <Textarea
          label={plan.recipients}
          description={plan.recipientsHint}
          autosize
          minRows={3}
          maxRows={8}
          {...form.getInputProps('recipients')}
        />
        <Textarea label={plan.message} autosize minRows={2} maxRows={6} maxLength={2000} {...form.getInputProps('message')} />
        <Switch label={plan.active} {...form.getInputProps('active', { type: 'checkbox' })} />
        {schedule?.active && (
          <Text size="sm" c="var(--ink-soft)">
            {plan.next(format.dateTime(schedule.nextAt))}
          </Text>
        )}
        {trouble && <Trouble>{explain(trouble)}</Trouble>}
        {mayChange && (
          <Group>
            <Button type="submit" loading={save.isPending}>
              {plan.submit}
            </Button>
            {schedule && (
              <Button variant="default" loading={remove.isPending} onClick={() => remove.mutate()}>
                {plan.remove}
              </Button>
            )}
          </Group>
        )}
      </Stack>
    </form>
  )
}

function useScheduleForm(schedule: Schedule | undefined) {
  const { plan } = useReportsText()
  const rhythm = schedule?.rhythm ?? { every: 'month', at: '08:00' }
  const initialValues: Values = {
    every: rhythm.every,
    day: rhythm.every === 'week' ? String(rhythm.day) : '1',
    at: rhythm.at,
    recipients: schedule?.recipients.join('\n') ?? '',
    message: schedule?.message ?? '',
    active: schedule?.active ?? true,
  }
  return useForm({
    initialValues,
    validate: {
      recipients: (typed) => {
        const addresses = addressesIn(typed)
        const wrong = wrongAddress(addresses)
        if (addresses.length === 0) return plan.noAddress
        if (addresses.length > 50) return plan.tooMany
        return wrong === undefined ? null : plan.badAddress(wrong)
      },
    },
  })
}

function scheduleOf({ every, day, at, recipients, message, active }: Values): Omit<Schedule, 'reportId'> {
  const rhythm: Rhythm = every === 'week' ? { every, day: Number(day), at } : { every, at }
  return { rhythm, recipients: addressesIn(recipients), message: message.trim(), active }
}
