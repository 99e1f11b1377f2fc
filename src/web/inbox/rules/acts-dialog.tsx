import { Button, Group, Modal, Select, Stack } from '@mantine/core'
import { useInfiniteQuery, useMutation } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { History } from 'lucide-react'
import { useState } from 'react'

import type { Rule } from '#contract/inbox'

import { api, type client } from '../../api.ts'
import { useText } from '../../language/text-provider.tsx'
import { ConfirmButton } from '../../ui/confirm-button.tsx'
import { LocalTime } from '../../ui/local-time.tsx'
import { NetworkIcon } from '../../ui/network-icon.tsx'
import { Row, Rows } from '../../ui/rows.tsx'
import { EmptyState, ErrorState, LoadingState } from '../../ui/states.tsx'
import { toast } from '../../ui/toast.tsx'
import { useOutcome } from '../../use-outcome.ts'
import { UndoAct, useActWords } from '../rule-line.tsx'
import type { RuleChoices } from './use-rule-choices.ts'
import { useRulesText } from './use-rules-text.ts'

import styles from './rule-form.module.css'

interface ActsDialogProps {
  rule: Rule
  choices: RuleChoices
  mayWrite: boolean
  onClose: () => void
}

/** Everything that a rule did, to be taken back one by one, or all of a time at once. */
export function ActsDialog({ rule, choices, mayWrite, onClose }: ActsDialogProps) {
  const words = useRulesText().acts
  const { close } = useText().ui
  const { data, error, refetch, hasNextPage, fetchNextPage, isFetchingNextPage } = useInfiniteQuery(
    api.inbox.ruleActs.infiniteOptions({
      input: (cursor: string | undefined) => ({ ruleId: rule.id, ...(cursor === undefined ? {} : { cursor }) }),
      initialPageParam: undefined,
      getNextPageParam: ({ next }) => next,
    }),
  )
  const acts = data?.pages.flatMap((page) => page.acts)
  return (
    <Modal opened onClose={onClose} size="xl" title={words.title(rule.name)} closeButtonProps={{ 'aria-label': close }}>
      <Stack>
        {mayWrite && acts !== undefined && acts.length > 0 && <UndoAll ruleId={rule.id} />}
        {error && <ErrorState error={error} retry={() => void refetch()} />}
        {!acts && !error && <LoadingState rows={4} height={52} />}
        {acts?.length === 0 && (
          <EmptyState icon={<History size={24} />} title={words.none}>
            {words.noneHint}
          </EmptyState>
        )}
        {acts !== undefined && acts.length > 0 && (
          <Rows label={words.list}>
            {acts.map((act) => (
              <Act key={act.messageId} act={act} choices={choices} />
            ))}
          </Rows>
        )}
        {hasNextPage && (
          <Button variant="default" loading={isFetchingNextPage} onClick={() => void fetchNextPage()}>
            {words.more}
          </Button>
        )}
      </Stack>
    </Modal>
  )
}

type FoundAct = Awaited<ReturnType<typeof client.inbox.ruleActs>>['acts'][number]

function Act({ act, choices }: { act: FoundAct; choices: RuleChoices }) {
  const words = useRulesText().acts
  const said = useActWords(choices)
  return (
    <Row
      lead={<NetworkIcon network={act.network} size={16} />}
      title={act.by}
      note={
        <>
          <span className={styles.said} dir="auto">
            {act.text}
          </span>
          {said(act, act.network)} · <LocalTime at={act.at} />
        </>
      }
    >
      <Link to="/inbox" search={{ thread: act.threadId }}>
        {words.open}
      </Link>
      <UndoAct act={act} />
    </Row>
  )
}

const hour = 3_600_000
const spans = { hour, day: 24 * hour, week: 7 * 24 * hour, month: 30 * 24 * hour } as const

function UndoAll({ ruleId }: { ruleId: string }) {
  const words = useRulesText().acts
  const [span, setSpan] = useState<keyof typeof spans>('hour')
  const outcome = useOutcome({ changed: 'rules' })
  const undo = useMutation(
    api.inbox.undoRule.mutationOptions({
      ...outcome,
      onSuccess: async ({ undone, goesOn }) => {
        toast(goesOn ? words.goesOn : undone === 0 ? words.nothing : words.undone(undone))
        await outcome.onSuccess()
      },
    }),
  )
  const since = () => new Date(Date.now() - spans[span]).toISOString()
  return (
    <Group align="flex-end">
      <Select
        label={words.since}
        data={[
          { value: 'hour', label: words.spans.hour },
          { value: 'day', label: words.spans.day },
          { value: 'week', label: words.spans.week },
          { value: 'month', label: words.spans.month },
        ]}
        value={span}
        allowDeselect={false}
        comboboxProps={{ withinPortal: false }}
        onChange={(value) => setSpan(value ?? 'hour')}
      />
      <ConfirmButton
        question={words.undoAllAsk}
        explanation={words.undoAllHint}
        confirm={words.undoAll}
        onConfirm={() => undo.mutateAsync({ ruleId, since: since() }).catch(() => undefined)}
      >
        {words.undoAll}
      </ConfirmButton>
    </Group>
  )
}
