import { Button, Group } from '@mantine/core'
import { useMutation, useQuery } from '@tanstack/react-query'
import { BellOff, CircleAlert, CircleCheck, Hash, Plus } from 'lucide-react'
import { useState } from 'react'

import type { Hook } from '#contract/notifications'

import { api, client, reload } from '../../api.ts'
import { refusalOf } from '../../errors/refusal.ts'
import { useExplain } from '../../errors/use-explain.ts'
import { useText } from '../../language/text-provider.tsx'
import { ConfirmButton } from '../../ui/confirm-button.tsx'
import { LocalTime } from '../../ui/local-time.tsx'
import { Page } from '../../ui/page.tsx'
import { Row, Rows } from '../../ui/rows.tsx'
import { StateBadge } from '../../ui/state-badge.tsx'
import { EmptyState, ErrorState, LoadingState } from '../../ui/states.tsx'
import { showTrouble, toast } from '../../ui/toast.tsx'
import { useOutcome } from '../../use-outcome.ts'
import { HookForm } from './hook-form.tsx'
import { useHooksText } from './use-hooks-text.ts'

/** Channels of chat services that are told of notices. */
export function HooksPage() {
  const words = useHooksText()
  const { pages } = useText().settings
  const [open, setOpen] = useState<Hook | 'new'>()
  const { data, error, refetch } = useQuery(api.notifications.hooks.queryOptions())
  const add = (
    <Button leftSection={<Plus size={16} aria-hidden="true" />} onClick={() => setOpen('new')}>
      {words.add}
    </Button>
  )
  return (
    <Page title={pages.hooks} lead={words.lead} action={add}>
      {error && <ErrorState error={error} retry={() => void refetch()} />}
      {!data && !error && <LoadingState rows={2} height={52} />}
      {data?.length === 0 && (
        <EmptyState icon={<Hash size={24} />} title={words.none}>
          {words.noneHint}
        </EmptyState>
      )}
      {data !== undefined && data.length > 0 && (
        <Rows label={pages.hooks}>
          {data.map((hook) => (
            <HookRow key={hook.id} hook={hook} onChange={() => setOpen(hook)} />
          ))}
        </Rows>
      )}
      {open !== undefined && <HookForm hook={open === 'new' ? undefined : open} onClose={() => setOpen(undefined)} />}
    </Page>
  )
}

function HookRow({ hook, onChange }: { hook: Hook; onChange: () => void }) {
  const words = useHooksText()
  const explain = useExplain()
  const remove = useMutation(api.notifications.removeHook.mutationOptions(useOutcome({ changed: 'hooks' })))
  const test = useMutation({
    mutationFn: () => client.notifications.testHook({ hookId: hook.id }),
    onSuccess: () => toast(words.tested),
    // What the service said is its own words; the rest has a sentence.
    onError: (error) => showTrouble(saidIn(error, words) ?? explain(error)),
    onSettled: () => reload('hooks'),
  })
  return (
    <Row
      lead={<Hash size={18} aria-hidden="true" />}
      title={`${hook.name} · ${words.service[hook.service]}`}
      note={
        <>
          {words.told(hook.kinds.length)} ·{' '}
          {hook.lastSentAt === undefined ? (
            words.neverSent
          ) : (
            <>
              {words.sent} <LocalTime at={hook.lastSentAt} as="relative" />
            </>
          )}
          <Failure hook={hook} />
        </>
      }
    >
      <Group gap="xs">
        <HookState hook={hook} />
        <Button variant="default" loading={test.isPending} onClick={() => test.mutate()}>
          {words.test}
        </Button>
        <Button variant="default" onClick={onChange}>
          {words.change}
        </Button>
        <ConfirmButton
          question={words.removeAsk(hook.name)}
          confirm={words.remove}
          onConfirm={() => remove.mutateAsync({ hookId: hook.id }).catch(() => undefined)}
        >
          {words.remove}
        </ConfirmButton>
      </Group>
    </Row>
  )
}

type Words = ReturnType<typeof useHooksText>

function HookState({ hook }: { hook: Hook }) {
  const words = useHooksText()
  if (hook.offAt !== undefined)
    return (
      <StateBadge tone="bad" icon={BellOff}>
        {words.off}
      </StateBadge>
    )
  if (hook.failure)
    return (
      <StateBadge tone="wait" icon={CircleAlert}>
        {words.failed}
      </StateBadge>
    )
  if (hook.lastSentAt === undefined) return null
  return (
    <StateBadge tone="good" icon={CircleCheck}>
      {words.works}
    </StateBadge>
  )
}

function Failure({ hook: { failure, offAt } }: { hook: Hook }) {
  const words = useHooksText()
  if (!failure) return null
  return (
    <div>
      {say(failure, words)} · <LocalTime at={failure.at} as="relative" />
      {offAt !== undefined && <div>{words.offHint}</div>}
    </div>
  )
}

function say({ status, says }: { status?: number | undefined; says: string }, words: Words): string {
  return status === undefined ? words.noAnswer(says) : words.failure(String(status), says)
}

function saidIn(error: unknown, words: Words): string | undefined {
  const { code, data } = refusalOf(error) ?? {}
  if (code !== 'HOOK_FAILED' || typeof data !== 'object' || data === null || !('says' in data)) return undefined
  const status = 'status' in data && typeof data.status === 'number' ? data.status : undefined
  return say({ status, says: String(data.says) }, words)
}
