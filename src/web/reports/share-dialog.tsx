import { Button, Modal, PasswordInput, Select, Stack, Text } from '@mantine/core'
import { useForm } from '@mantine/form'
import { useMutation, useQuery } from '@tanstack/react-query'

import type { ReportLink } from '#contract/reports'

import { api, client, reload } from '../api.ts'
import { useExplain } from '../errors/use-explain.ts'
import { useText } from '../language/text-provider.tsx'
import { useFormat } from '../language/use-format.ts'
import { CopyButton } from '../ui/copy-button.tsx'
import { Row, Rows } from '../ui/rows.tsx'
import { ErrorState, LoadingState, Trouble } from '../ui/states.tsx'
import { toast } from '../ui/toast.tsx'
import { useIdempotencyKey } from '../use-idempotency-key.ts'
import { useOutcome } from '../use-outcome.ts'
import { useReportsText } from './use-reports-text.ts'

/** Links under which others see a run: those that open, and a new one. */
export function ShareDialog({ runId, onClose }: { runId: string; onClose: () => void }) {
  const { share } = useReportsText()
  const { close } = useText().ui
  return (
    <Modal opened onClose={onClose} title={share.title} size="lg" closeButtonProps={{ 'aria-label': close }}>
      <Stack>
        <Text c="var(--ink-soft)">{share.hint}</Text>
        <NewLink runId={runId} />
        <Links runId={runId} />
      </Stack>
    </Modal>
  )
}

const dayChoices = ['7', '30', '90', '366', 'never'] as const

interface Values {
  days: (typeof dayChoices)[number]
  password: string
}

function NewLink({ runId }: { runId: string }) {
  const { share } = useReportsText()
  const explain = useExplain()
  const key = useIdempotencyKey()
  const initialValues: Values = { days: '30', password: '' }
  const form = useForm({
    initialValues,
    validate: {
      password: (password, { days }) => {
        if (password.length >= 8) return null
        if (days === 'never') return share.passwordNeeded
        return password === '' ? null : share.passwordShort
      },
    },
    onValuesChange: key.next,
  })
  const create = useMutation({
    mutationFn: ({ days, password }: Values) =>
      client.reports.createLink(
        { runId, ...(days === 'never' ? {} : { days: Number(days) }), ...(password === '' ? {} : { password }) },
        { context: { idempotencyKey: key.current() } },
      ),
    onSuccess: async () => {
      key.next()
      form.reset()
      toast(share.made)
      await reload('reports')
    },
  })
  const optional = form.values.days === 'never' ? '' : ` ${share.passwordOptional}`
  return (
    <form onSubmit={form.onSubmit((values) => create.mutate(values))} noValidate>
      <Stack gap="sm">
        <Select
          label={share.days}
          data={dayChoices.map((value) => ({ value, label: share.dayChoices[value] }))}
          allowDeselect={false}
          {...form.getInputProps('days')}
        />
        <PasswordInput
          label={share.password}
          description={`${share.passwordHint}${optional}`}
          autoComplete="new-password"
          {...form.getInputProps('password')}
        />
        {create.error && <Trouble>{explain(create.error)}</Trouble>}
        <Button type="submit" loading={create.isPending} style={{ alignSelf: 'flex-start' }}>
          {share.submit}
        </Button>
      </Stack>
    </form>
  )
}

function Links({ runId }: { runId: string }) {
  const { share } = useReportsText()
  const { data, error, refetch } = useQuery(api.reports.links.queryOptions({ input: { runId } }))
  if (error) return <ErrorState error={error} retry={() => void refetch()} />
  if (!data) return <LoadingState rows={1} />
  if (data.length === 0) return <Text c="var(--ink-soft)">{share.none}</Text>
  return (
    <Rows label={share.links}>
      {data.map((link) => (
        <LinkRow key={link.id} link={link} />
      ))}
    </Rows>
  )
}

function LinkRow({ link: { id, url, expiresAt, password, opened } }: { link: ReportLink }) {
  const { share } = useReportsText()
  const format = useFormat()
  const revoke = useMutation(api.reports.revokeLink.mutationOptions(useOutcome({ changed: 'reports', says: share.revoked })))
  const facts = [
    ...(expiresAt === undefined ? [share.dayChoices.never] : [share.until(format.dateTime(expiresAt))]),
    ...(password ? [share.locked] : []),
    share.opened(opened),
  ]
  return (
    <Row title={url} note={facts.join(' · ')}>
      <CopyButton value={url} label={share.copy} />
      <Button variant="default" loading={revoke.isPending} onClick={() => revoke.mutate({ linkId: id })}>
        {share.revoke}
      </Button>
    </Row>
  )
}
